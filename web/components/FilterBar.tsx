import { useEffect, useRef } from 'preact/hooks';
import { command, focusSearch, keysOf, orderCommands, review as shownReview } from '../commands.ts';
import { number, t } from '../i18n.ts';
import { density, showDiff, showLinks } from '../preferences.ts';
import { everything, type Group } from '../store/filter.ts';
import { orders } from '../store/order.ts';
import type { Review } from '../store/review.ts';
import { severityOrder } from '../store/severity.ts';
import { tip } from './BeadRow.tsx';
import { Icon } from './Icon.tsx';
import { type MenuItem, openMenu } from './Menu.tsx';

const tabs = ['all', 'todo', 'flagged', 'doubtful', 'edited'] as const satisfies readonly Group[];
const more = ['confirmed', 'gaps', 'bookmarked'] as const satisfies readonly Group[];
const tabCommands = {
  all: 'showAll',
  todo: 'showTodo',
  flagged: 'showFlagged',
  doubtful: 'showDoubtful',
  edited: 'showEdited',
};

/** Which beads are shown, with how many there are of each. */
export function FilterBar({ review }: { review: Review }) {
  const filter = review.filter.value;
  const counts = review.tally.value;
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    focusSearch.value = () => {
      field.current?.focus();
      field.current?.select();
    };
    return () => {
      focusSearch.value = null;
    };
  }, []);

  const set = (change: Partial<typeof filter>) => {
    review.filter.value = { ...filter, ...change };
  };
  const chosen = [
    ...(filter.only ? [filter.only.label] : []),
    ...(more.some((group) => group === filter.group) ? [t(`filter.${filter.group}`)] : []),
    ...(filter.severity === null ? [] : [t(`severity.${filter.severity}`)]),
    ...(filter.category === null
      ? []
      : [t(`${filter.category.includes('/') ? 'category' : 'kind'}.${filter.category}`)]),
  ];

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than some browsers in use
    <div class="filters" role="search" aria-label={t('filter.label')}>
      <div class="filter-tabs">
        {tabs.map((group) => (
          <button
            key={group}
            type="button"
            class="filter-tab"
            aria-pressed={filter.group === group}
            title={tip(tabCommands[group])}
            onClick={() => set({ group, severity: null, category: null, only: undefined })}
          >
            {t(`filter.${group}`)} <span class="count">{number(counts.groups[group])}</span>
          </button>
        ))}
        <button
          type="button"
          class="filter-tab"
          aria-haspopup="menu"
          aria-pressed={chosen.length > 0}
          onClick={({ currentTarget }) => openMenu(currentTarget, menuOf(review), t('filter.more'))}
        >
          {chosen.length > 0 ? chosen.join(', ') : t('filter.more')} <Icon name="down" />
        </button>
        {chosen.length > 0 && (
          <button
            type="button"
            class="filter-tab"
            aria-label={t('filter.clear')}
            title={t('filter.clear')}
            onClick={() => set({ ...everything, search: filter.search })}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <span class="push wide" />
      <label class="search">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          aria-label={t('command.search')}
          placeholder={t('search.placeholder')}
          value={filter.search}
          onInput={({ currentTarget }) => set({ search: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || (event.key === 'Escape' && filter.search === '')) {
              event.preventDefault();
              event.currentTarget.blur();
              document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
            }
          }}
        />
      </label>
      <button
        type="button"
        class="quiet wide"
        aria-haspopup="menu"
        title={t('order.label')}
        onClick={({ currentTarget }) => openMenu(currentTarget, orderMenu(), t('order.label'))}
      >
        {t('order.now', { order: t(`order.${review.order.value}`) })} <Icon name="down" />
      </button>
      <button
        type="button"
        class="quiet wide"
        aria-haspopup="menu"
        onClick={({ currentTarget }) => openMenu(currentTarget, viewMenu(), t('view.label'))}
      >
        {t('view.label')} <Icon name="down" />
      </button>
    </div>
  );
}

/** The menu of finer choices: those that nothing would meet are left out. */
function menuOf(review: Review): MenuItem[] {
  const filter = review.filter.peek();
  const counts = review.tally.peek();
  const choose = (change: Partial<typeof filter>) => () => {
    review.filter.value = { ...everything, search: filter.search, ...change };
  };
  const categories = [...counts.categories].sort((a, b) => b[1] - a[1]);
  return [
    ...more.map(
      (group): MenuItem => ({
        label: t(`filter.${group}`),
        detail: number(counts.groups[group]),
        checked: filter.group === group,
        run: choose({ group }),
      }),
    ),
    'line',
    ...severityOrder
      .filter((severity) => counts.severities[severity] > 0)
      .map(
        (severity): MenuItem => ({
          label: t(`severity.${severity}`),
          detail: number(counts.severities[severity]),
          checked: filter.severity === severity,
          run: choose({ group: 'flagged', severity }),
        }),
      ),
    ...(categories.length > 0 ? (['line'] as const) : []),
    ...categories.map(
      ([category, count]): MenuItem => ({
        label: t(`category.${category}`),
        detail: number(count),
        checked: filter.category === category,
        run: choose({ group: 'flagged', category }),
      }),
    ),
  ];
}

function orderMenu(): MenuItem[] {
  return orders.map(
    (order): MenuItem => ({
      label: t(`command.${orderCommands[order]}`),
      stroke: keysOf(command(orderCommands[order]))[0],
      checked: shownReview.peek()?.order.peek() === order,
      run: command(orderCommands[order]).run,
    }),
  );
}

function viewMenu(): MenuItem[] {
  return [
    {
      label: t('view.diff'),
      stroke: 'd',
      checked: showDiff.value,
      run: () => {
        showDiff.value = !showDiff.value;
      },
    },
    {
      label: t('view.links'),
      checked: showLinks.value,
      run: () => {
        showLinks.value = !showLinks.value;
      },
    },
    'line',
    ...(['airy', 'dense'] as const).map(
      (each): MenuItem => ({
        label: t(`view.${each}`),
        checked: density.value === each,
        run: () => {
          density.value = each;
        },
      }),
    ),
  ];
}
