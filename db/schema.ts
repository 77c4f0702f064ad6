/** The tables, as Kysely types. What each column means stands in migrations/0001-bitexts.ts. */

import type { ColumnType, Generated } from 'kysely';
import type { Category, Severity, Side } from '../server/engine/bitext.ts';
import type { Level } from '../server/engine/checks/settings.ts';
import type { TermbaseKind } from '../server/engine/formats/terms.ts';
import type { BeadState, FlagOrigin, FlagState, SegmentKind } from '../server/engine/review/draft.ts';

/** A jsonb column: read as whatever is there (json.ts parses it), written as its JSON text, which both drivers take unchanged. */
type Json = ColumnType<unknown, string, string>;
type Timestamp = ColumnType<Date, Date | undefined, Date>;

export type BitextStatus = 'importing' | 'aligning' | 'ready' | 'failed';
export type JobKind = 'import' | 'realign' | 'reimport';
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type JobPhase = 'waiting' | 'segment' | 'align' | 'check' | 'save';
type RevisionState = 'done' | 'undone' | 'dropped';

interface ProjectTable {
  id: Generated<string>;
  name: string | null;
  created: Timestamp;
  styles: Generated<string[]>;
  stamp: Generated<number>;
}

interface CheckLevelTable {
  project: string;
  check: string;
  level: Level;
}

interface OwnRuleTable {
  project: string;
  id: string;
  source: string;
  target: string;
  message: string;
  severity: Severity;
  created: Timestamp;
}

interface DismissalTable {
  id: Generated<string>;
  project: string;
  likeness: string;
  check: string;
  message: Json;
  words: Json;
  reason: string;
  note: string | null;
  active: Generated<boolean>;
  created: Timestamp;
}

interface BitextTable {
  id: string;
  project: string;
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
  likeness: Generated<string>;
}

/** Flags as they are seen under their project's settings; those that are absent are not in it. */
interface ShownFlagView extends Omit<FlagTable, 'absent' | 'likeness'> {
  likeness: string;
  project: string;
  /** The dismissal of its project that it falls under. */
  dismissal: string | null;
  /** Open, but its check is off. */
  hidden: boolean;
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
  kind: JobKind;
  state: JobState;
  phase: JobPhase;
  share: number;
  problem: ColumnType<unknown, string | null, string | null>;
  work: ColumnType<unknown, string | null | undefined, never>;
  result: ColumnType<unknown, string | null | undefined, string | null>;
  attempts: Generated<number>;
  created: Timestamp;
  heartbeat: ColumnType<Date | null, Date | null | undefined, Date | null>;
  ended: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

interface TermbaseTable {
  id: Generated<string>;
  project: string | null;
  name: string;
  kind: TermbaseKind;
  from: string;
  to: string;
  version: Generated<number>;
  next_id: Generated<number>;
  created: Timestamp;
  changed: Timestamp;
}

interface TermTable {
  termbase: string;
  id: number;
  source: string[];
  target: string[];
  forbidden: string[];
  note: string;
  sought: string;
}

interface LessonTable {
  bitext: string;
  bead: number;
  version: number;
  digest: string;
  pairs: Json;
  forgotten: Generated<boolean>;
}

export interface Schema {
  project: ProjectTable;
  check_level: CheckLevelTable;
  own_rule: OwnRuleTable;
  dismissal: DismissalTable;
  shown_flag: ShownFlagView;
  bitext: BitextTable;
  document: DocumentTable;
  segment: SegmentTable;
  bead: BeadTable;
  flag: FlagTable;
  revision: RevisionTable;
  job: JobTable;
  termbase: TermbaseTable;
  term: TermTable;
  lesson: LessonTable;
}
