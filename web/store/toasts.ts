import { signal } from '@preact/signals';

/** Short words that something was done, or could not be, with at most one thing to do about it. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toasts = signal<readonly Toast[]>([]);

const shownFor = 6000;
let last = 0;

export function say(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
  const toast: Toast = {
    id: ++last,
    text,
    tone: options.tone ?? 'plain',
    ...(options.action ? { action: options.action } : {}),
  };
  toasts.value = [...toasts.value.filter((each) => each.text !== text), toast].slice(-3);
  // Bad news stays until it is read.
  if (toast.tone === 'plain') setTimeout(() => hide(toast.id), shownFor);
}

export function hide(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
