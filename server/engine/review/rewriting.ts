/** Changes that need the aligner and are worked out by a job: aligning a stretch anew, and taking a new version of a side. */

import type { Side } from '../bitext.ts';
import type { ReimportSummary } from './reimport.ts';

/** What a rewriting came to: how many beads stayed, changed, came and went. */
export type RewritingResult = ReimportSummary;

export type Rewriting =
  /** From one bead to another, both included; the confirmed ones stay. */
  | { readonly kind: 'realign'; readonly first: number; readonly last: number }
  | {
      readonly kind: 'reimport';
      readonly side: Side;
      /** File name; null for pasted text. */
      readonly name: string | null;
    };
