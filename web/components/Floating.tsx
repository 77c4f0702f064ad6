import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { overlay } from '../store/overlay.ts';

/** What floats over the page and has the focus until it closes; a click beside it closes it. */
export function Floating({ label, wide, children }: { label: string; wide?: boolean; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected && before !== document.body)
        before.focus({ preventScroll: true });
      else document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      class={`floating dialog ${wide ? 'wide' : ''}`}
      ref={dialog}
      aria-label={label}
      onClose={() => {
        overlay.value = null;
      }}
      onClick={(event) => {
        if (event.target === dialog.current) overlay.value = null;
      }}
    >
      {children}
    </dialog>
  );
}
