import { useEffect, useRef } from 'preact/hooks';
import { command, keysOf } from '../commands.ts';
import { number as formatted, t } from '../i18n.ts';
import { showStroke } from '../keys.ts';
import { accept, confirm, draftKey, dropDraft, reopen, saveEdit, startEdit } from '../store/actions.ts';
import { type Bead, type Flag, type Side, textOf } from '../store/model.ts';
import type { Review } from '../store/review.ts';
import { worst } from '../store/severity.ts';
import { Editor } from './Editor.tsx';
import { Gutter } from './Gutter.tsx';
import { Icon } from './Icon.tsx';
import { SideText } from './SideText.tsx';
import { selectionInText } from './selection.ts';

interface Props {
  review: Review;
  bead: Bead;
  index: number;
  count: number;
  top: number;
  active: boolean;
  /** The bead opens a paragraph: more air above it. */
  opens: boolean;
  languages: Readonly<Record<Side, string>>;
  measure: (element: HTMLElement | null) => void;
}

export function BeadRow({ review, bead, index, count, top, active, opens, languages, measure }: Props) {
  const row = useRef<HTMLDivElement>(null);
  const number = review.numbers.value.get(bead.id) ?? index + 1;

  useEffect(() => {
    if (row.current) measure(row.current);
  });

  useEffect(() => {
    // The focus follows the active bead, unless it is in a field, in the inspector or in something that floats.
    const focused = document.activeElement;
    if (active && (focused === null || focused === document.body || focused.closest('.rows') !== null)) {
      if (!row.current?.contains(focused)) row.current?.focus({ preventScroll: true });
    }
  }, [active]);

  const classes = ['row'];
  if (active) classes.push('active');
  if (opens) classes.push('opens');
  if (bead.state !== 'new') classes.push('handled');
  if (bead.furniture) classes.push('furniture');

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are laid out by a virtual list, which an li outside its ul would not be
    <div
      ref={row}
      role="listitem"
      class={classes.join(' ')}
      data-index={index}
      data-bead-row={bead.id}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-current={active ? 'true' : undefined}
      aria-label={describe(bead, number)}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onClick(review, bead, event)}
      onKeyDown={undefined}
    >
      <div class="row-number" aria-hidden="true">
        {formatted(number)}
      </div>
      <SideCell review={review} bead={bead} side="source" lang={languages.source} active={active} />
      <Gutter review={review} bead={bead} number={number} active={active} />
      <SideCell review={review} bead={bead} side="target" lang={languages.target} active={active} />
      <div class="row-state">
        <StateGlyph review={review} bead={bead} active={active} />
        <button
          type="button"
          class="state-glyph bookmark"
          tabIndex={active ? 0 : -1}
          aria-pressed={bead.bookmarked}
          aria-label={t('command.bookmark')}
          title={tip('bookmark')}
          onClick={() => review.store.change({ kind: 'bookmark', bead: bead.id, on: !bead.bookmarked })}
        >
          <Icon name="bookmark" />
        </button>
      </div>
    </div>
  );
}

function describe(bead: Bead, number: number): string {
  const parts = [t('row.number', { number })];
  parts.push(t(`state.${bead.state}`));
  if (bead.edited) parts.push(t('state.edited'));
  const open = bead.flags.filter(({ state }) => state === 'open').length;
  if (open > 0) parts.push(t('row.flags', { count: open }));
  return parts.join(', ');
}

/** A command's name with its key, for a tooltip. */
export function tip(id: string): string {
  const stroke = keysOf(command(id))[0];
  return stroke === undefined ? t(`command.${id}`) : `${t(`command.${id}`)} (${showStroke(stroke)})`;
}

function onClick(review: Review, bead: Bead, event: MouseEvent) {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('button, textarea')) {
    if (review.activeId.peek() !== bead.id) review.goTo(bead.id);
    return;
  }
  const side = target?.closest<HTMLElement>('[data-side]')?.dataset.side;
  if (side === 'source' || side === 'target') review.side.value = side;
  const doing = review.doing.peek();
  const place = selectionInText();
  if (doing.kind === 'cutting' && doing.bead === bead.id && place?.bead === bead.id) {
    review.doing.value = { ...doing, side: place.side, [place.side]: place.span[0] };
    return;
  }
  if (doing.kind === 'editing' && doing.bead === bead.id) return;
  const flag = target?.closest<HTMLElement>('[data-flag]')?.dataset.flag;
  review.goTo(bead.id, flag === undefined ? null : Number(flag));
  if (flag !== undefined) review.sheetOpen.value = true;
}

interface SideProps {
  review: Review;
  bead: Bead;
  side: Side;
  lang: string;
  active: boolean;
}

function SideCell({ review, bead, side, lang, active }: SideProps) {
  const doing = review.doing.value;
  const editing = doing.kind === 'editing' && doing.bead === bead.id && doing.side === side;
  const cutting = doing.kind === 'cutting' && doing.bead === bead.id;
  const draft = review.drafts.value.get(draftKey(bead.id, side));
  const heading = bead[side][0]?.kind === 'heading';
  const inHand = active && review.side.value === side;
  return (
    <div class={`side ${side} ${heading ? 'heading' : ''} ${inHand ? 'in-hand' : ''} ${cutting ? 'cutting' : ''}`}>
      {editing ? (
        <Editor review={review} bead={bead} side={side} lang={lang} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter does by keyboard what a double click does here
        <div
          class="side-text"
          lang={lang}
          data-bead={bead.id}
          data-side={side}
          data-length={textOf(bead, side).length}
          onDblClick={() => doing.kind !== 'cutting' && startEdit(review, bead.id, side)}
        >
          <SideText review={review} bead={bead} side={side} active={active} />
        </div>
      )}
      {!editing && draft !== undefined && (
        <div class="suggestion">
          <span class="muted">{t('draft.kept')}</span>
          <button type="button" class="button small" onClick={() => startEdit(review, bead.id, side)}>
            {t('draft.resume')}
          </button>
          <button type="button" class="button small" onClick={() => saveEdit(review, bead.id, side, draft)}>
            {t('editor.save')}
          </button>
          <button type="button" class="button small" onClick={() => dropDraft(review, bead.id, side)}>
            {t('editor.discard')}
          </button>
        </div>
      )}
      {side === 'target' && <Suggestions review={review} bead={bead} active={active} />}
      {side === 'target' && cutting && <CutActions review={review} />}
    </div>
  );
}

function CutActions({ review }: { review: Review }) {
  return (
    <div class="editor-actions">
      <button type="button" class="button primary small" onClick={() => command('split').run()}>
        {t('cut.here')} <kbd>↵</kbd>
      </button>
      <button
        type="button"
        class="button small"
        onClick={() => {
          review.doing.value = { kind: 'reading' };
        }}
      >
        {t('cancel')} <kbd>Esc</kbd>
      </button>
      <span class="muted small">{t('cut.how')}</span>
    </div>
  );
}

/** The corrections on offer for a bead, each on a line of its own under the target. */
function Suggestions({ review, bead, active }: { review: Review; bead: Bead; active: boolean }) {
  const held = review.handled.value;
  const offered = review
    .ranked(bead.flags)
    .filter((flag) => flag.suggestion !== null && flag.target !== null && (flag.state === 'open' || held.has(flag.id)));
  const kept = review
    .ranked(bead.flags)
    .filter((flag) => flag.suggestion !== null && flag.target === null && flag.state !== 'open' && held.has(flag.id));
  return (
    <>
      {[...offered, ...kept].map((flag) =>
        flag.state === 'open' ? (
          <div key={flag.id} class="suggestion">
            <span class={`severity-${worst([flag]) ?? 'neutral'}`} aria-hidden="true">
              →
            </span>
            <span class="now">{flag.suggestion}</span>
            <span class="acts">
              <button
                type="button"
                class="button small"
                tabIndex={active ? 0 : -1}
                aria-label={t('flag.acceptThis', { suggestion: flag.suggestion })}
                onClick={() => accept(review, flag)}
              >
                {t('flag.accept')} <kbd>.</kbd>
              </button>
              <button
                type="button"
                class="button small"
                tabIndex={active ? 0 : -1}
                onClick={() => {
                  review.goTo(bead.id, flag.id);
                  review.sheetOpen.value = true;
                  review.doing.value = { kind: 'dismissing', flag: flag.id, scope: 'one' };
                }}
              >
                {t('flag.dismiss')} <kbd>x</kbd>
              </button>
            </span>
          </div>
        ) : (
          <HandledLine key={flag.id} review={review} flag={flag} />
        ),
      )}
    </>
  );
}

function HandledLine({ review, flag }: { review: Review; flag: Flag }) {
  return (
    <div class="suggestion handled">
      <span aria-hidden="true">{flag.state === 'accepted' ? '✓' : '✕'}</span>
      <span>{t(`flag.${flag.state}`, { suggestion: flag.suggestion })}</span>
      {flag.state === 'dismissed' && (
        <span class="acts">
          <button type="button" class="button small" onClick={() => void reopen(review, flag)}>
            {t(flag.dismissal === null ? 'flag.reopen' : 'flag.takeBack')}
          </button>
        </span>
      )}
    </div>
  );
}

const glyphs = { new: '○', confirmed: '✓', edited: '✎', approved: '★' } as const;

function StateGlyph({ review, bead, active }: { review: Review; bead: Bead; active: boolean }) {
  const look = bead.state !== 'new' ? bead.state : bead.edited ? 'edited' : 'new';
  const words =
    bead.edited && bead.state !== 'new' ? `${t(`state.${bead.state}`)}, ${t('state.edited')}` : t(`state.${look}`);
  const what = bead.state === 'new' ? t('state.confirmIt') : t('state.takeBack');
  return (
    <button
      type="button"
      class={`state-glyph ${look}`}
      tabIndex={active ? 0 : -1}
      title={`${words}. ${what}`}
      aria-label={`${words}. ${what}`}
      onClick={() => confirm(review, bead, bead.state === 'new' ? 'confirmed' : 'new')}
    >
      <span aria-hidden="true">{glyphs[look]}</span>
    </button>
  );
}
