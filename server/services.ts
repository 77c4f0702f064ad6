/** What the routes and the starter need of the rest of the server; jobs/ makes it, main puts it together, tests do too. */

import type { LoadOwnWords, Outcome, Recheck } from '../db/changes.ts';
import type { Database } from '../db/connection.ts';
import type { JobRow, NewImport, RewritingWork } from '../db/jobs.ts';
import type { Teach } from '../db/lessons.ts';
import type { Flag, Pair, Span } from './engine/bitext.ts';
import type { OwnRule } from './engine/checks/own-rule.ts';
import type { CheckSettings } from './engine/checks/settings.ts';
import type { GivenFile, TermbaseEntry, TermbaseFile } from './engine/formats/terms.ts';

export interface Services {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly recheck: Recheck;
  readonly tryRule: TryRule;
  readonly study: Study;
  readonly teach: Teach;
  /** Folder of the built page, or null where there is none. */
  readonly page: string | null;
}

/**
 * What a rule would flag in some pairs, pair by pair.
 * @throws RuleError where it cannot be used
 */
export type TryRule = (
  languages: { readonly from: string; readonly to: string },
  rule: OwnRule,
  pairs: readonly Pair[],
) => Promise<readonly (readonly Flag[])[]>;

interface Languages {
  readonly from: string;
  readonly to: string;
}

/** Two words that stand for each other: their spans, and the probability of it. */
export type WordLink = readonly [s0: number, s1: number, t0: number, t1: number, score: number];

/** Where a pair's source has a term and its target none of the names that are accepted for it. */
export interface TermMiss {
  /** Of the pairs that were given. */
  readonly index: number;
  readonly source: readonly Span[];
}

export interface TermUse {
  /** Pairs whose source has the term and whose target has it, too. */
  readonly kept: number;
  readonly missed: readonly TermMiss[];
}

/** What the page asks the engine about words. */
export interface Study {
  /** Which words of each pair stand for each other. */
  links(
    task: Languages & { readonly settings: CheckSettings; readonly own: LoadOwnWords },
    pairs: readonly Pair[],
  ): Promise<readonly (readonly WordLink[])[]>;
  /** In which pairs a term is, and is not, rendered as an entry says. */
  seek(languages: Languages, entry: TermbaseEntry, pairs: readonly Pair[]): Promise<TermUse>;
  /** What the files of a termbase hold. @throws FormatError */
  read(languages: Languages, files: readonly GivenFile[]): Promise<TermbaseFile>;
}

export interface Jobs {
  /** Keeps what was uploaded and begins to work on it. */
  startImport(given: NewImport): Promise<{ bitext: string; job: string }>;
  /** Begins to work out a change that needs the aligner. @returns the job. @throws NotFoundError, StateError */
  startRewriting(bitext: string, work: RewritingWork): Promise<string>;
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
