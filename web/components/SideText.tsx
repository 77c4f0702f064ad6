import { Fragment } from 'preact';
import { t } from '../i18n.ts';
import { showDiff } from '../preferences.ts';
import { type Bead, openFlags, originalOf, placesOf, type Side, textOf } from '../store/model.ts';
import { cut, type Mark, occurrences, type Piece } from '../store/pieces.ts';
import type { Review } from '../store/review.ts';

interface Props {
  review: Review;
  bead: Bead;
  side: Side;
  active: boolean;
}

/** The text of one side of a bead, with its flags, the words searched for, and what was changed in it. */
export function SideText({ review, bead, side, active }: Props) {
  const text = textOf(bead, side);
  const doing = review.doing.value;
  const cutting = doing.kind === 'cutting' && doing.bead === bead.id ? doing : null;
  const cutAt = cutting?.[side] ?? null;
  const original = originalOf(bead, side);
  const diff = showDiff.value && cutting === null && original !== text && original !== '' ? original : null;
  if (text === '' && diff === null) {
    return <span class="absent">{t(`absent.${side}`)}</span>;
  }
  const joints = placesOf(bead[side])
    .slice(1)
    .map(({ span }) => span[0]);
  const marks: Mark[] = [
    ...openFlags(bead).flatMap((flag) => (flag[side] === null ? [] : [{ span: flag[side], flag }])),
    ...occurrences(text, review.filter.value.search).map((span) => ({ span, hit: true as const })),
    ...joints.map((at): Mark => ({ span: [at, at] })),
    ...(cutAt === null ? [] : [{ span: [cutAt, cutAt] } as Mark]),
  ];
  const looked = active ? (review.flag.value?.id ?? null) : null;
  let at = 0;
  return (
    <>
      {cut(text, marks, diff).map((piece, index) => {
        at = piece.at ?? at;
        const opens = piece.at !== null;
        const key = `${piece.change}${index}`;
        const before = at;
        at += opens ? piece.text.length : 0;
        return (
          <Fragment key={key}>
            {opens && joints.includes(before) && <span class="joint" aria-hidden="true" />}
            {opens && cutAt === before && <CutMark chosen={cutting?.side === side} />}
            <PieceText piece={piece} at={before} looked={looked} />
          </Fragment>
        );
      })}
      {cutAt === text.length && <CutMark chosen={cutting?.side === side} />}
    </>
  );
}

function CutMark({ chosen }: { chosen: boolean }) {
  return <span class={`cut-mark ${chosen ? 'chosen' : ''}`} aria-hidden="true" />;
}

function PieceText({ piece, at, looked }: { piece: Piece; at: number; looked: number | null }) {
  const { severity, flags, change, hit } = piece;
  const classes = ['piece'];
  if (severity !== null) classes.push(`flagged-${severity}`);
  if (looked !== null && flags.includes(looked)) classes.push('looked');
  if (hit) classes.push('hit');
  const shared = {
    class: classes.join(' '),
    'data-at': at,
    'data-flag': flags[0],
  };
  if (change === 'deleted') return <del {...shared}>{piece.text}</del>;
  if (change === 'inserted') return <ins {...shared}>{piece.text}</ins>;
  if (hit) return <mark {...shared}>{piece.text}</mark>;
  return <span {...shared}>{piece.text}</span>;
}
