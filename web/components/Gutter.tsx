import { command, keysOf } from '../commands.ts';
import { percent, t } from '../i18n.ts';
import { merge, moveSentence, neighbour, startCut } from '../store/actions.ts';
import { type Bead, isDoubtful, type Side } from '../store/model.ts';
import type { Review } from '../store/review.ts';
import { type MenuItem, openMenu } from './Menu.tsx';

const width = 40;
const height = 28;

/** The y of each of some ends, about the middle of the first line of text. */
function ends(count: number): number[] {
  const gap = count > 2 ? 7 : 10;
  return Array.from(
    { length: Math.min(count, 4) },
    (_, index) => height / 2 + (index - (Math.min(count, 4) - 1) / 2) * gap,
  );
}

interface Props {
  review: Review;
  bead: Bead;
  number: number;
  active: boolean;
}

/** The alignment of one bead drawn between its sides: a line, a fork, a gap; it opens what can be done to it. */
export function Gutter({ review, bead, number, active }: Props) {
  const counts = { source: bead.source.length, target: bead.target.length };
  const doubtful = isDoubtful(bead);
  const label = [
    t('gutter.shape', { number, ...counts }),
    bead.furniture ? t('gutter.furniture') : t('gutter.confidence', { share: percent(bead.confidence) }),
    doubtful ? t('gutter.doubtful') : '',
    bead.moved ? t('gutter.moved') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  const middle = height / 2;
  const left = ends(counts.source);
  const right = ends(counts.target);
  const gap = left.length === 0 || right.length === 0;
  const lines = gap
    ? [...left.map((y) => `M4 ${y}H18`), ...right.map((y) => `M22 ${y}H36`)]
    : left.length === 1 && right.length === 1
      ? [`M4 ${middle}H36`]
      : [
          ...left.map((y) => `M4 ${y}C12 ${y} 12 ${middle} 20 ${middle}`),
          ...right.map((y) => `M36 ${y}C28 ${y} 28 ${middle} 20 ${middle}`),
        ];
  return (
    <button
      type="button"
      class={`gutter ${doubtful ? 'doubtful' : ''}`}
      aria-haspopup="menu"
      aria-label={`${label}. ${t('gutter.change')}`}
      title={label}
      tabIndex={active ? 0 : -1}
      onPointerDown={(event) => drag(review, bead, event)}
      onClick={(event) => {
        event.stopPropagation();
        review.goTo(bead.id);
        openMenu(event.currentTarget, menuOf(review, bead), t('gutter.change'));
      }}
    >
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <g
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-dasharray={doubtful ? '2 4' : undefined}
        >
          {lines.map((d) => (
            <path key={d} d={d} />
          ))}
        </g>
        {gap && (
          <path
            d={left.length > 0 ? `M22 ${middle - 6}v12` : `M18 ${middle - 6}v12`}
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
          />
        )}
        {bead.moved && (
          <path d={`M17 ${middle - 3}l3-4 3 4M17 ${middle + 3}l3 4 3-4`} fill="none" stroke="currentColor" />
        )}
      </svg>
    </button>
  );
}

/**
 * A sentence is dragged across the border of its row: from the left half of the gutter the original's, from the right
 * half the translation's; up takes the first, down the last, and only to the row next to it.
 */
function drag(review: Review, bead: Bead, event: PointerEvent): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement) || event.button !== 0) return;
  const box = handle.getBoundingClientRect();
  const side: Side = event.clientX < box.left + box.width / 2 ? 'source' : 'target';
  let over: Element | null = null;
  let by: 1 | -1 | 0 = 0;

  const move = (moved: PointerEvent) => {
    const row = document.elementFromPoint(moved.clientX, moved.clientY)?.closest<HTMLElement>('.row') ?? null;
    const id = Number(row?.dataset.beadRow);
    by = id === neighbour(review, bead, 1)?.id ? 1 : id === neighbour(review, bead, -1)?.id ? -1 : 0;
    over?.classList.remove('taking');
    over = by === 0 || bead[side].length === 0 ? null : row;
    over?.classList.add('taking');
  };
  const end = (ended: PointerEvent) => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    over?.classList.remove('taking');
    if (ended.type !== 'pointerup' || over === null || by === 0) return;
    review.side.value = side;
    moveSentence(review, bead, side, by);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

function menuOf(review: Review, bead: Bead): MenuItem[] {
  const key = (id: string) => keysOf(command(id))[0];
  const before = neighbour(review, bead, -1) !== null;
  const after = neighbour(review, bead, 1) !== null;
  const move = (side: Side, by: 1 | -1): MenuItem => ({
    label: t(`gutter.move.${side}.${by > 0 ? 'down' : 'up'}`),
    stroke: review.side.peek() === side ? key(by > 0 ? 'moveDown' : 'moveUp') : undefined,
    disabled: bead[side].length === 0 || !(by > 0 ? after : before),
    run: () => moveSentence(review, bead, side, by),
  });
  return [
    { label: t('command.merge'), stroke: key('merge'), disabled: !after, run: () => merge(review, bead, 1) },
    { label: t('command.mergeBack'), stroke: key('mergeBack'), disabled: !before, run: () => merge(review, bead, -1) },
    { label: t('command.split'), stroke: key('split'), run: () => startCut(review, bead) },
    // The menu gives the focus back first.
    { label: t('command.realign'), stroke: key('realign'), run: () => setTimeout(command('realign').run) },
    'line',
    move('source', -1),
    move('source', 1),
    move('target', -1),
    move('target', 1),
  ];
}
