import type { hc, InferRequestType, InferResponseType } from 'hono/client';
import type { App } from '../../server/app.ts';
import type { Side, Span } from '../../server/engine/bitext.ts';

/** The shapes are the server's own: read off the types of its routes, so that they cannot drift apart. */
type Api = ReturnType<typeof hc<App>>['api']['v1'];
type OneBitext = Api['bitexts'][':id'];

export type Bitext = InferResponseType<OneBitext['$get'], 200>;
export type Job = NonNullable<Bitext['job']>;
export type Bead = InferResponseType<OneBitext['beads']['$get'], 200>['beads'][number];
export type Segment = Bead['source'][number];
export type Flag = Bead['flags'][number];
export type Change = InferRequestType<OneBitext['changes']['$post']>['json']['change'];
export type ChangeResult = InferResponseType<OneBitext['changes']['$post'], 200>;
export type Created = InferResponseType<Api['bitexts']['$post'], 202>;
export type Revision = InferResponseType<OneBitext['revisions']['$get'], 200>['revisions'][number];
export type { Category, Severity, Side, Span } from '../../server/engine/bitext.ts';

/** RFC 9457, with words in the interface's language. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
}

/** What comes with a 409: all that has changed since the version that the change was made on. */
export type Conflict = Problem & Pick<ChangeResult, 'version' | 'beads' | 'removedBeads'>;

export type DismissReason = 'false-alarm' | 'acceptable' | 'style' | 'fixed-otherwise' | 'other';
export const dismissReasons = [
  'false-alarm',
  'acceptable',
  'style',
  'fixed-otherwise',
  'other',
] as const satisfies readonly DismissReason[];

/** Confidence under which an alignment that nobody has confirmed is called doubtful; the server counts by the same. */
const doubtfulUnder = 0.8;

/** The text of one side: what flags' spans are offsets into. */
export function textOf(bead: Bead, side: Side): string {
  return joined(bead[side].map((segment) => segment.text));
}

/** The text of one side as it was imported. */
export function originalOf(bead: Bead, side: Side): string {
  return joined(bead[side].map((segment) => segment.original));
}

export function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

/** Where each segment that is not empty stands in the text of its side. */
export function placesOf(segments: readonly Segment[]): { segment: Segment; span: Span }[] {
  const places: { segment: Segment; span: Span }[] = [];
  let at = 0;
  for (const segment of segments) {
    if (segment.text === '') continue;
    places.push({ segment, span: [at, at + segment.text.length] });
    at += segment.text.length + 1;
  }
  return places;
}

export function openFlags(bead: Bead): Bead['flags'] {
  return bead.flags.filter((flag) => flag.state === 'open');
}

export function isTodo(bead: Bead): boolean {
  return bead.state === 'new' && !bead.furniture;
}

export function isDoubtful(bead: Bead): boolean {
  return isTodo(bead) && bead.confidence < doubtfulUnder;
}

export function isGap(bead: Bead): boolean {
  return (bead.source.length === 0 || bead.target.length === 0) && !bead.furniture;
}
