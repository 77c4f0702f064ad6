import { batch, effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { command, review as shown } from '../commands.ts';
import { number, t } from '../i18n.ts';
import { closedNotices } from '../preferences.ts';
import { follow, note, query } from '../routes/address.ts';
import { changeName, rescue } from '../store/actions.ts';
import { type Filter, groups } from '../store/filter.ts';
import { orders } from '../store/order.ts';
import { openReview, type Review } from '../store/review.ts';
import { severityOrder } from '../store/severity.ts';
import { say } from '../store/toasts.ts';
import { BeadList } from './BeadList.tsx';
import { tip } from './BeadRow.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FailurePage } from './FailurePage.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Icon, SeverityIcon } from './Icon.tsx';
import { Inspector } from './Inspector.tsx';
import { JobProgress } from './JobProgress.tsx';
import { Masthead } from './Masthead.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SettingsMenu } from './SettingsMenu.tsx';
import { WordLinks } from './WordLinks.tsx';
import { WorkNotice } from './WorkNotice.tsx';

/** The screen on which a translation is read, judged and corrected. */
export function ReviewPage({ id }: { id: string }) {
  const review = useMemo(() => openReview(id), [id]);

  useEffect(() => {
    shown.value = review;
    const stop = keepAddress(review);
    review.store.onNotice((notice) => {
      if (notice.kind !== 'done') {
        const what = changeName(notice.change.kind);
        const { kept, words } = rescue(review, notice.change);
        const why =
          notice.kind === 'conflict' ? t('said.conflict', { what }) : t('said.refused', { what, why: notice.why });
        say(kept ? `${why} ${t('said.rescued')}` : why, {
          tone: 'bad',
          ...(words === null
            ? {}
            : { action: { label: t('said.copy'), run: () => void navigator.clipboard.writeText(words) } }),
        });
      } else if (notice.asked.kind === 'undo' || notice.asked.kind === 'redo') {
        const bead = notice.result.beads[0];
        if (bead) review.goTo(bead.id);
        say(t(`said.${notice.asked.kind}`, { what: changeName(notice.result.done.kind) }));
      }
    });
    return () => {
      stop();
      review.close();
      shown.value = null;
    };
  }, [review]);

  const { store } = review;
  const bitext = store.bitext.value;
  if (store.failure.value !== null) return <FailurePage title={t('review.cannot')} reason={store.failure.value} />;
  if (bitext === null || !store.loaded.value) {
    return (
      <>
        <Masthead />
        <main class="page">
          {bitext !== null && bitext.status !== 'ready' ? (
            <JobProgress bitext={bitext} />
          ) : (
            <p class="muted" role="status">
              {store.online.value ? t('loading') : t('offline.none')}
            </p>
          )}
        </main>
      </>
    );
  }
  return (
    <div class="review">
      <Bar review={review} />
      <FilterBar review={review} />
      <Notices review={review} />
      <WorkNotice review={review} />
      <main class="workspace">
        <h2 class="visually-hidden">{t('rows.label')}</h2>
        <BeadList review={review} />
        <Inspector review={review} />
      </main>
      <SelectionBar review={review} />
      <WordLinks review={review} />
    </div>
  );
}

function Bar({ review }: { review: Review }) {
  const bitext = review.store.bitext.value;
  const counts = review.tally.value;
  if (bitext === null) return null;
  const total = counts.groups.all;
  return (
    <header class="review-bar">
      <div class="review-title">
        <a class="wordmark" href="/" onClick={follow}>
          {t('name')}
        </a>
        <span class="slash" aria-hidden="true">
          /
        </span>
        <h1 title={bitext.title}>{bitext.title}</h1>
        <span class="pair">
          {bitext.from.toUpperCase()} → {bitext.to.toUpperCase()}
        </span>
        {bitext.sample && <em class="tag wide">{t('sample.tag')}</em>}
      </div>
      <div class="reviewed wide">
        <span>{t('review.progress', { count: total, done: number(counts.reviewed), total: number(total) })}</span>
        <span class="meter" aria-hidden="true">
          <i style={{ width: percentWidth(counts.reviewed, total) }} />
        </span>
      </div>
      <div class="counts">
        {severityOrder.slice(0, 3).map((severity) => (
          <button
            key={severity}
            type="button"
            class="quiet"
            title={t(`filter.only.${severity}`)}
            aria-label={`${t(`severity.${severity}`)}: ${number(counts.flags[severity])}`}
            onClick={() => {
              review.filter.value = { group: 'flagged', severity, category: null, search: '' };
            }}
          >
            <SeverityIcon severity={severity} label={false} /> {number(counts.flags[severity])}
          </button>
        ))}
      </div>
      <div class="bar-actions">
        {(['undo', 'redo'] as const).map((id) => (
          <button
            key={id}
            type="button"
            class="quiet"
            aria-label={t(`command.${id}`)}
            title={tip(id)}
            disabled={!command(id).when()}
            onClick={command(id).run}
          >
            <Icon name={id} />
          </button>
        ))}
        <ExportMenu review={review} />
        <SettingsMenu />
      </div>
    </header>
  );
}

function percentWidth(done: number, total: number): string {
  return total === 0 ? '0' : `${(100 * done) / total}%`;
}

/** The older ones come back, when hundreds were closed after them. */
const mostClosed = 300;

function Notices({ review }: { review: Review }) {
  const bitext = review.store.bitext.value;
  const waiting = review.store.pending.value.length;
  return (
    <div role="status">
      {!review.store.online.value && <p class="notice">{t('offline.kept', { count: waiting })}</p>}
      {bitext !== null &&
        [...bitext.warnings, ...(bitext.related ? [] : [t('review.unrelated')])]
          .map((warning) => ({ warning, name: `${bitext.id} ${warning}` }))
          .filter(({ name }) => !closedNotices.value.includes(name))
          .map(({ warning, name }) => (
            <p key={name} class="notice closable">
              <span>{warning}</span>
              <button
                type="button"
                class="quiet"
                aria-label={t('close')}
                title={t('close')}
                onClick={() => {
                  closedNotices.value = [...closedNotices.peek(), name].slice(-mostClosed);
                  document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
                }}
              >
                <Icon name="close" />
              </button>
            </p>
          ))}
    </div>
  );
}

/** The address says where one is: a reload, a bookmark or a colleague finds the same bead under the same filter. */
function keepAddress(review: Review): () => void {
  const asked = query.peek();
  const text = (name: string) => asked.get(name) || null;
  const filter: Filter = {
    group: groups.find((group) => group === text('filter')) ?? 'all',
    severity: severityOrder.find((severity) => severity === text('severity')) ?? null,
    category: text('category'),
    search: text('q') ?? '',
  };
  const bead = Number(text('bead'));
  batch(() => {
    review.filter.value = filter;
    review.order.value = orders.find((order) => order === text('order')) ?? 'text';
    if (bead > 0) review.activeId.value = bead;
  });
  return effect(() => {
    if (!review.store.loaded.value) return;
    const { group, severity, category, search } = review.filter.value;
    const active = review.activeId.value;
    const order = review.order.value;
    note({
      bead: active === null ? null : String(active),
      filter: group === 'all' ? null : group,
      order: order === 'text' ? null : order,
      severity,
      category,
      q: search === '' ? null : search,
    });
    const title = review.store.bitext.value?.title ?? '';
    document.title = title === '' ? t('name') : `${title} · ${t('name')}`;
  });
}
