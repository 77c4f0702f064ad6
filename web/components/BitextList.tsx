import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answer, api, Refusal } from '../api.ts';
import { dateTime, languageName, number, t } from '../i18n.ts';
import { follow } from '../routes/address.ts';
import type { Bitext } from '../store/model.ts';
import { severityOrder } from '../store/severity.ts';
import { say } from '../store/toasts.ts';
import { Icon, SeverityIcon } from './Icon.tsx';
import { Masthead } from './Masthead.tsx';
import { openMenu } from './Menu.tsx';

const pollEvery = 1500;

/** All bitexts, newest first; with none of one's own it says how to begin. */
export function BitextList() {
  const bitexts = useSignal<readonly Bitext[] | null>(null);
  const problem = useSignal('');

  const load = async () => {
    try {
      bitexts.value = (await answer(api.bitexts.$get())).bitexts;
      problem.value = '';
    } catch (error) {
      problem.value = error instanceof Refusal ? error.message : t('offline.none');
    }
  };

  useEffect(() => {
    void load();
    document.title = t('name');
    const timer = setInterval(() => {
      const working = bitexts.peek()?.some(({ status }) => status === 'importing' || status === 'aligning');
      if (working || problem.peek() !== '') void load();
    }, pollEvery);
    return () => clearInterval(timer);
  }, []);

  const remove = async (bitext: Bitext) => {
    try {
      await answer(api.bitexts[':id'].$delete({ param: { id: bitext.id } }));
      await load();
      const restore = async () => {
        await answer(api.bitexts[':id'].restore.$post({ param: { id: bitext.id } }));
        await load();
      };
      say(t('list.removed', { title: bitext.title }), {
        action: { label: t('command.undo'), run: () => void restore() },
      });
    } catch (error) {
      say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
    }
  };

  const list = bitexts.value;
  const onlySample = list?.every(({ sample }) => sample) ?? false;
  return (
    <>
      <Masthead />
      <main class="page">
        {problem.value !== '' && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        {list === null && problem.value === '' && (
          <p class="muted" role="status">
            {t('loading')}
          </p>
        )}
        {list !== null && onlySample && (
          <section class="empty">
            <h1>{t('empty.title')}</h1>
            <p>{t('empty.text')}</p>
            <div class="actions">
              <a class="button primary" href="/new" onClick={follow}>
                {t('command.new')}
              </a>
              {list.length > 0 && <span class="muted">{t('empty.sample')}</span>}
            </div>
          </section>
        )}
        {list !== null && !onlySample && (
          <header class="page-head">
            <h1>{t('list.title')}</h1>
            <a class="button primary" href="/new" onClick={follow}>
              {t('command.new')}
            </a>
          </header>
        )}
        {list !== null && list.length > 0 && (
          <ul class="bitexts" aria-label={t('list.title')}>
            {list.map((bitext) => (
              <Item key={bitext.id} bitext={bitext} onRemove={() => void remove(bitext)} />
            ))}
          </ul>
        )}
      </main>
    </>
  );
}

function Item({ bitext, onRemove }: { bitext: Bitext; onRemove: () => void }) {
  const { counts } = bitext;
  const working = bitext.status === 'importing' || bitext.status === 'aligning';
  return (
    <li>
      <div>
        <a class="bitext-title" href={`/bitexts/${bitext.id}`} onClick={follow}>
          {bitext.title}
        </a>
        <p class="meta">
          <span>
            {languageName(bitext.from)} → {languageName(bitext.to)}
          </span>
          <span>{dateTime(bitext.changed)}</span>
          {bitext.sample && <em class="tag">{t('sample.tag')}</em>}
        </p>
      </div>
      {counts === null ? (
        <div class="progress-cell">
          {working ? t(`job.phase.${bitext.job?.phase ?? 'waiting'}`) : t('list.failed')}
          {working && (
            <span class="meter" aria-hidden="true">
              <i style={{ width: `${(bitext.job?.share ?? 0) * 100}%` }} />
            </span>
          )}
        </div>
      ) : (
        <div class="progress-cell">
          {t('list.progress', { count: counts.beads, done: number(counts.reviewed), total: number(counts.beads) })}
          <span class="meter" aria-hidden="true">
            <i style={{ width: `${counts.beads === 0 ? 0 : (100 * counts.reviewed) / counts.beads}%` }} />
          </span>
        </div>
      )}
      <div class="counts">
        {counts !== null &&
          severityOrder.slice(0, 3).map((severity) => (
            <span key={severity} title={t(`severity.${severity}`)}>
              <SeverityIcon severity={severity} /> {number(counts.open[severity])}
            </span>
          ))}
      </div>
      <button
        type="button"
        class="quiet row-menu"
        aria-haspopup="menu"
        aria-label={t('list.more', { title: bitext.title })}
        onClick={({ currentTarget }) =>
          openMenu(currentTarget, [{ label: t('list.remove'), run: onRemove }], t('list.more', { title: bitext.title }))
        }
      >
        <Icon name="more" />
      </button>
    </li>
  );
}
