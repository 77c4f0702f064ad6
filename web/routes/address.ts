import { computed, signal } from '@preact/signals';

/** Where one is, as the address bar says it: `/`, `/new`, `/bitexts/7?bead=42&filter=flagged`. */

const here = signal(new URL(window.location.href));

window.addEventListener('popstate', () => {
  here.value = new URL(window.location.href);
});

export type Place =
  | { readonly page: 'list' }
  | { readonly page: 'new' }
  | { readonly page: 'bitext'; readonly id: string }
  | { readonly page: 'project'; readonly id: string }
  | { readonly page: 'unknown' };

export const place = computed<Place>(() => {
  const { pathname } = here.value;
  if (pathname === '/') return { page: 'list' };
  if (pathname === '/new') return { page: 'new' };
  const [, kind, id] = /^\/(bitexts|projects)\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (id === undefined) return { page: 'unknown' };
  return { page: kind === 'projects' ? 'project' : 'bitext', id: decodeURIComponent(id) };
});

/** The part of the address after `?`. */
export const query = computed(() => here.value.searchParams);

/** Goes to another page, so that the browser's back button returns. */
export function go(path: string): void {
  window.history.pushState(null, '', path);
  here.value = new URL(window.location.href);
}

/** Writes into the address where on the page one is, without a step in the browser's history; null takes a name out. */
export function note(values: Readonly<Record<string, string | null>>): void {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (url.href === window.location.href) return;
  window.history.replaceState(null, '', url);
  here.value = url;
}

/** For links: follows them inside the page, unless the reader asks for a new tab. */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement) || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
