import { signal } from '@preact/signals';

/** What floats over the page, if anything. */
export type Overlay = 'palette' | 'keys' | 'goto' | 'realign' | 'version' | null;
export const overlay = signal<Overlay>(null);
