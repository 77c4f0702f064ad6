import type { Change } from './model.ts';

/** A change that the server has not acknowledged yet. */
export interface Pending {
  /** Negative and unique in this browser: stands for the id of what the change creates until the server gives one. */
  readonly id: number;
  readonly change: Change;
  /** Version of the bitext that the person saw when he made it. */
  readonly base: number;
  /** Somebody else has changed what it touches since: its base is not carried forward, so that the server can object. */
  readonly stale: boolean;
}

const prefix = 'sverka.pending.';
const tabKey = 'sverka.tab';

/**
 * The changes on their way, kept in the browser: a reload, a crash or a lost connection loses none. Each tab has a list
 * of its own; what a closed tab left behind is taken over by the next that opens the same bitext.
 */
export interface Kept {
  read(): Promise<Pending[]>;
  write(pending: readonly Pending[]): void;
}

export function keptQueue(bitext: string): Kept {
  let own = '';
  return {
    async read() {
      const tab = await holdTab();
      own = `${prefix}${bitext}.${tab}`;
      const left: Pending[] = [];
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(`${prefix}${bitext}.`)) continue;
        const owner = key.slice(prefix.length + bitext.length + 1);
        if (owner !== tab && !(await isClosed(owner))) continue;
        left.push(...parse(localStorage.getItem(key)));
        if (owner !== tab) localStorage.removeItem(key);
      }
      left.sort((a, b) => b.id - a.id);
      this.write(left);
      return left;
    },
    write(pending) {
      if (own === '') return;
      if (pending.length === 0) localStorage.removeItem(own);
      else localStorage.setItem(own, JSON.stringify(pending));
    },
  };
}

/** A fresh id for a pending change: ever smaller, also over reloads and tabs. */
let last = 0;
export function temporaryId(): number {
  last = Math.min(last - 1, -Date.now());
  return last;
}

function parse(text: string | null): Pending[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isPending) : [];
  } catch {
    return [];
  }
}

function isPending(value: unknown): value is Pending {
  return typeof value === 'object' && value !== null && 'id' in value && 'change' in value && 'base' in value;
}

let tab: Promise<string> | null = null;

/** This tab's name: the same after a reload, another for a copy of the tab. Its lock is held as long as the tab lives. */
function holdTab(): Promise<string> {
  tab ??= (async () => {
    for (;;) {
      const name = sessionStorage.getItem(tabKey) ?? Math.random().toString(36).slice(2, 10);
      if (await lock(name)) {
        sessionStorage.setItem(tabKey, name);
        return name;
      }
      sessionStorage.removeItem(tabKey);
    }
  })();
  return tab;
}

/** Takes a tab's lock for good; without locks (a page not served securely) every name is free. */
function lock(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`${tabKey}.${name}`, { ifAvailable: true }, (held) => {
      resolve(held !== null);
      return held === null ? undefined : new Promise<void>(() => {});
    });
  });
}

async function isClosed(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  const { held } = await navigator.locks.query();
  return !held?.some((each) => each.name === `${tabKey}.${name}`);
}
