/** What a query may refuse, and what the database itself may do; each is told apart by its class or by `trouble`. */

import type { BeadView } from './beads.ts';

export type Missing =
  | 'project'
  | 'bitext'
  | 'job'
  | 'bead'
  | 'segment'
  | 'flag'
  | 'revision'
  | 'rule'
  | 'dismissal'
  | 'check'
  | 'termbase'
  | 'term';

export class NotFoundError extends Error {
  readonly what: Missing;
  constructor(what: Missing) {
    super(`no such ${what}`);
    this.what = what;
  }
}

/** A change that was made on an older state; carries all that has changed since, so that the page can catch up. */
export class ConflictError extends Error {
  readonly version: number;
  readonly beads: readonly BeadView[];
  readonly removedBeads: readonly number[];
  constructor(now: {
    readonly version: number;
    readonly beads: readonly BeadView[];
    readonly removedBeads: readonly number[];
  }) {
    super('changed since');
    this.version = now.version;
    this.beads = now.beads;
    this.removedBeads = now.removedBeads;
  }
}

/** The bitext is not in the state that the request needs; `key` is one of errors.json. */
export class StateError extends Error {
  readonly key:
    | 'not-ready'
    | 'nothing-to-undo'
    | 'nothing-to-redo'
    | 'job-ended'
    | 'job-not-ended'
    | 'project-in-use'
    | 'last-project';
  constructor(key: StateError['key']) {
    super(key);
    this.key = key;
  }
}

const diskFull = /^(53100|58030|ENOSPC|EDQUOT|EIO)$/;
/** Classes 08, 53 and 57P of PostgreSQL's error codes (its manual, appendix A), and what sockets say. */
const away = /^(08...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)$/;
const awayWords =
  /connection terminated|timeout exceeded when trying to connect|PGlite is closed|client has encountered a connection error/i;

/** Whether an error means that the database cannot be reached, or that there is no room left; null for any other error. */
export function trouble(error: unknown): 'database-away' | 'disk-full' | null {
  if (error instanceof AggregateError) return error.errors.map(trouble).find((t) => t !== null) ?? null;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (diskFull.test(code) || /no space left on device/i.test(error.message)) return 'disk-full';
  if (away.test(code) || awayWords.test(error.message)) return 'database-away';
  return error.cause === undefined ? null : trouble(error.cause);
}
