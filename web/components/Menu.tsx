import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { showStroke } from '../keys.ts';

export type MenuItem =
  | 'line'
  | {
      readonly label: string;
      readonly stroke?: string | undefined;
      readonly detail?: string | undefined;
      readonly disabled?: boolean;
      /** For a choice among several: whether this is the present one. */
      readonly checked?: boolean;
      /** A link is followed (a download) instead of something being run. */
      readonly href?: string;
      readonly run?: () => void;
    };

interface Open {
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

const open = signal<Open | null>(null);

/** Opens a menu at an element; the focus goes back to it when the menu closes. */
export function openMenu(anchor: HTMLElement, items: readonly MenuItem[], label: string): void {
  open.value = open.peek()?.anchor === anchor ? null : { anchor, items, label };
}

/** The one menu that may be open; stands once in the page. */
export function MenuLayer() {
  const current = open.value;
  return current === null ? null : <Menu key={current.label} {...current} />;
}

function Menu({ anchor, items, label }: Open) {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });

  const close = (giveBack: boolean) => {
    open.value = null;
    if (giveBack) anchor.focus({ preventScroll: true });
  };

  useLayoutEffect(() => {
    const box = anchor.getBoundingClientRect();
    const own = element.current?.getBoundingClientRect();
    if (!own) return;
    const margin = 8;
    const below = box.bottom + 4 + own.height < window.innerHeight - margin;
    setPlace({
      left: Math.max(margin, Math.min(box.left, window.innerWidth - own.width - margin)),
      top: below ? box.bottom + 4 : Math.max(margin, box.top - own.height - 4),
    });
    anchor.setAttribute('aria-expanded', 'true');
    const all = rows(element.current);
    (all.find((row) => row.ariaChecked === 'true') ?? all[0])?.focus({ preventScroll: true });
    return () => anchor.setAttribute('aria-expanded', 'false');
  }, [anchor]);

  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && (element.current?.contains(event.target) || anchor.contains(event.target)))
        return;
      close(false);
    };
    window.addEventListener('pointerdown', outside);
    window.addEventListener('resize', outside);
    return () => {
      window.removeEventListener('pointerdown', outside);
      window.removeEventListener('resize', outside);
    };
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const all = rows(element.current);
    const at = all.findIndex((row) => row.matches(':focus'));
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    event.stopPropagation();
    if (to !== undefined) all[to]?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(true);
    else return;
    event.preventDefault();
  };

  return (
    <div
      class="menu floating"
      role="menu"
      aria-label={label}
      ref={element}
      style={{ left: `${place.left}px`, top: `${place.top}px` }}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) => {
        if (item === 'line') return <hr key={`line${index}`} />;
        const inner = (
          <>
            <span class="menu-check" aria-hidden="true">
              {item.checked ? '✓' : ''}
            </span>
            <span class="menu-label">{item.label}</span>
            {item.detail !== undefined && <span class="menu-detail">{item.detail}</span>}
            {item.stroke !== undefined && <kbd>{showStroke(item.stroke)}</kbd>}
          </>
        );
        if (item.href !== undefined) {
          return (
            <a
              key={item.label}
              class="menu-item"
              role="menuitem"
              tabIndex={-1}
              href={item.href}
              download
              onClick={() => close(true)}
            >
              {inner}
            </a>
          );
        }
        return (
          <button
            key={item.label}
            type="button"
            class="menu-item"
            {...(item.checked === undefined
              ? { role: 'menuitem' }
              : { role: 'menuitemradio', 'aria-checked': item.checked })}
            tabIndex={-1}
            disabled={item.disabled}
            onClick={() => {
              close(true);
              item.run?.();
            }}
          >
            {inner}
          </button>
        );
      })}
    </div>
  );
}

function rows(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('.menu-item:not(:disabled)') ?? [])];
}
