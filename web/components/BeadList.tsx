import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { density } from '../preferences.ts';
import { everything } from '../store/filter.ts';
import { type Bead, isDoubtful, isTodo, openFlags, textOf } from '../store/model.ts';
import type { Review } from '../store/review.ts';
import { worst } from '../store/severity.ts';
import { BeadRow } from './BeadRow.tsx';
import { Minimap, type MinimapRow } from './Minimap.tsx';
import { selectionInText } from './selection.ts';

/** The beads as rows, of which only those near the screen exist; with the minimap beside them. */
export function BeadList({ review }: { review: Review }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const rows = review.rows.value;
  const activeId = review.activeId.value;
  const active = rows.findIndex(({ id }) => id === activeId);
  const bitext = review.store.bitext.value;
  const languages = { source: bitext?.from ?? '', target: bitext?.to ?? '' };

  const options: VirtualizerOptions<HTMLDivElement, HTMLElement> = {
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index], scroller.current?.clientWidth ?? 1000),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    paddingStart: 8,
    paddingEnd: 160,
    scrollPaddingStart: 72,
    scrollPaddingEnd: 120,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    measureElement,
    onChange: () => draw(0),
  };
  const kept = useRef<Virtualizer<HTMLDivElement, HTMLElement> | null>(null);
  kept.current ??= new Virtualizer(options);
  const virtualizer = kept.current;
  virtualizer.setOptions(options);

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());

  // Another density or width changes every height.
  const dense = density.value;
  useLayoutEffect(() => virtualizer.measure(), [dense, virtualizer]);

  const entered = useRef(false);
  useLayoutEffect(() => {
    if (active < 0) return;
    virtualizer.scrollToIndex(active, { align: entered.current ? 'auto' : 'center' });
    entered.current = true;
  }, [activeId, active >= 0]);

  // The sheet takes its room from the rows: the active one must not go under it. A frame later the list knows its size.
  const sheet = review.sheetOpen.value;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (active >= 0 && sheet) virtualizer.scrollToIndex(active, { align: 'auto' });
    });
    return () => cancelAnimationFrame(frame);
  }, [sheet]);

  useEffect(() => {
    const onSelect = () => {
      const selection = selectionInText();
      const focused = document.activeElement;
      // A field of the inspector takes the browser's selection with it; what was selected in the text is still meant.
      if (selection !== null || focused === null || focused.closest('.rows') !== null)
        review.selection.value = selection;
    };
    document.addEventListener('selectionchange', onSelect);
    return () => document.removeEventListener('selectionchange', onSelect);
  }, [review]);

  const items = virtualizer.getVirtualItems();
  const offset = virtualizer.scrollOffset ?? 0;
  const height = virtualizer.scrollRect?.height ?? 0;
  const visible = items.filter((item) => item.end > offset && item.start < offset + height);

  return (
    <>
      <div class={`rows ${dense}`} ref={scroller} tabIndex={-1}>
        {rows.length === 0 ? (
          <Nothing review={review} />
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: see BeadRow
          <div
            class="rows-inner"
            role="list"
            aria-label={t('rows.label')}
            style={{ height: `${virtualizer.getTotalSize()}px` }}
          >
            {items.map((item) => {
              const bead = rows[item.index];
              return (
                bead && (
                  <BeadRow
                    key={bead.id}
                    review={review}
                    bead={bead}
                    index={item.index}
                    count={rows.length}
                    top={item.start}
                    active={bead.id === activeId}
                    opens={opensParagraph(rows[item.index - 1], bead)}
                    languages={languages}
                    measure={(element) => virtualizer.measureElement(element)}
                  />
                )
              );
            })}
          </div>
        )}
      </div>
      <Minimap
        rows={rows.map(tone)}
        active={active}
        first={visible[0]?.index ?? 0}
        last={visible.at(-1)?.index ?? 0}
        onGo={(row) => {
          const bead = rows[row];
          if (bead) review.goTo(bead.id);
        }}
      />
    </>
  );
}

function Nothing({ review }: { review: Review }) {
  const { search, group } = review.filter.value;
  return (
    <div class="nothing" role="status">
      <p>{search !== '' ? t('rows.notFound', { search }) : t([`rows.none.${group}`, 'rows.none.other'])}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          review.filter.value = { ...everything };
        }}
      >
        {t('rows.showAll')}
      </button>
    </div>
  );
}

/** A first guess at a row's height in pixels from the lengths of its texts; the row itself corrects it. */
function estimate(bead: Bead | undefined, width: number): number {
  if (!bead) return 48;
  const narrow = width < 600;
  const column = narrow ? width - 76 : (width - 168) / 2;
  const lines = (text: string) => Math.max(1, Math.ceil((text.length * 8.3) / Math.max(120, column)));
  const source = lines(textOf(bead, 'source'));
  const target = lines(textOf(bead, 'target'));
  const offers = openFlags(bead).filter(({ suggestion }) => suggestion !== null).length;
  return (narrow ? source + target : Math.max(source, target)) * 25.5 + offers * 28 + 12;
}

function opensParagraph(before: Bead | undefined, bead: Bead): boolean {
  if (before === undefined) return false;
  const side = bead.source.length > 0 && before.source.length > 0 ? 'source' : 'target';
  const last = before[side].at(-1);
  const first = bead[side][0];
  return last !== undefined && first !== undefined && last.paragraph !== first.paragraph;
}

function tone(bead: Bead): MinimapRow {
  const severity = worst(openFlags(bead));
  if (severity !== null && severity !== 'neutral') return { tone: severity };
  if (isDoubtful(bead)) return { tone: 'doubtful' };
  return { tone: isTodo(bead) ? 'todo' : 'done' };
}
