/** The tables, as Kysely types. What each column means stands in migrations/0001-bitexts.ts. */

import type { ColumnType, Generated } from 'kysely';
import type { Category, Severity, Side } from '../server/engine/bitext.ts';
import type { BeadState, FlagOrigin, FlagState, SegmentKind } from '../server/engine/review/draft.ts';

/** A jsonb column: read as whatever is there (json.ts parses it), written as its JSON text, which both drivers take unchanged. */
type Json = ColumnType<unknown, string, string>;
type Timestamp = ColumnType<Date, Date | undefined, Date>;

export type BitextStatus = 'importing' | 'aligning' | 'ready' | 'failed';
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type JobPhase = 'waiting' | 'segment' | 'align' | 'check' | 'save';
type RevisionState = 'done' | 'undone' | 'dropped';

interface BitextTable {
  id: string;
  title: string;
  from: string;
  to: string;
  version: Generated<number>;
  status: BitextStatus;
  sample: Generated<boolean>;
  related: Generated<boolean>;
  evidence: number | null;
  warnings: Json;
  source_name: string | null;
  source_encoding: string | null;
  target_name: string | null;
  target_encoding: string | null;
  next_id: Generated<number>;
  created: Timestamp;
  changed: Timestamp;
  deleted: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

interface DocumentTable {
  bitext: string;
  side: Side;
  content: Json;
}

/** What was read from an uploaded file, kept so that a job can be taken up again. */
export type DocumentContent =
  | { kind: 'text'; text: string }
  | { kind: 'bitext'; pairs: { source: string; target: string }[] };

interface SegmentTable {
  bitext: string;
  id: number;
  side: Side;
  position: string;
  text: string;
  original: string;
  paragraph: number;
  kind: SegmentKind;
  speaker: string | null;
}

interface BeadTable {
  bitext: string;
  id: number;
  position: string;
  source: number[];
  target: number[];
  confidence: number;
  state: BeadState;
  bookmarked: boolean;
  moved: boolean;
  furniture: boolean;
  version: number;
}

interface FlagTable {
  bitext: string;
  id: number;
  bead: number;
  check: string;
  category: Category;
  severity: Severity;
  confidence: number;
  source: number[] | null;
  target: number[] | null;
  message: Json;
  suggestion: string | null;
  state: FlagState;
  reason: string | null;
  note: string | null;
  origin: FlagOrigin;
  words: Json;
  absent: boolean;
}

interface RevisionTable {
  bitext: string;
  version: number;
  kind: string;
  author: string | null;
  at: Timestamp;
  state: Generated<RevisionState>;
  change: Json;
  images: Json;
  beads: number[];
  undoes: number | null;
  redoes: number | null;
}

interface JobTable {
  id: string;
  bitext: string;
  kind: 'import';
  state: JobState;
  phase: JobPhase;
  share: number;
  problem: ColumnType<unknown, string | null, string | null>;
  attempts: Generated<number>;
  created: Timestamp;
  heartbeat: ColumnType<Date | null, Date | null | undefined, Date | null>;
  ended: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface Schema {
  bitext: BitextTable;
  document: DocumentTable;
  segment: SegmentTable;
  bead: BeadTable;
  flag: FlagTable;
  revision: RevisionTable;
  job: JobTable;
}
