/** What the routes and the starter need of the rest of the server; jobs/ makes it, main puts it together, tests do too. */

import type { Outcome, Recheck } from '../db/changes.ts';
import type { Database } from '../db/connection.ts';
import type { JobRow, NewImport } from '../db/jobs.ts';

export interface Services {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly recheck: Recheck;
  /** Folder of the built page, or null where there is none. */
  readonly page: string | null;
}

export interface Jobs {
  /** Keeps what was uploaded and begins to work on it. */
  startImport(given: NewImport): Promise<{ bitext: string; job: string }>;
  /** Begins anew with an import that failed or was cancelled. @throws NotFoundError, StateError */
  retry(job: string): Promise<void>;
  /** Ends a job at once; nothing of it is kept. @throws NotFoundError, StateError */
  cancel(job: string): Promise<void>;
}

export type BitextEvent =
  | { readonly kind: 'change'; readonly outcome: Outcome }
  | { readonly kind: 'progress'; readonly job: JobRow }
  /** Its title or status changed, or it was deleted. */
  | { readonly kind: 'bitext' };

export interface Events {
  publish(bitext: string, event: BitextEvent): void;
  /** @returns what ends the subscription */
  subscribe(bitext: string, listener: (event: BitextEvent) => void): () => void;
}
