import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answer, api, Refusal } from '../api.ts';
import { dateTime, languageName, number, t } from '../i18n.ts';
import { follow, go } from '../routes/address.ts';
import type { Bitext } from '../store/model.ts';
import type { Project } from '../store/project.ts';
import { severityOrder } from '../store/severity.ts';
import { say } from '../store/toasts.ts';
import { Icon, SeverityIcon } from './Icon.tsx';
import { Masthead } from './Masthead.tsx';
import { type MenuItem, openMenu } from './Menu.tsx';

const pollEvery = 1500;

/** All bitexts, newest first; with none of one's own it says how to begin. */
export function BitextList() {
  const bitexts = useSignal<readonly Bitext[] | null>(null);
  const projects = useSignal<readonly Project[]>([]);
  const problem = useSignal('');

  const load = async () => {
    try {
      const [list, known] = await Promise.all([answer(api.bitexts.$get()), answer(api.projects.$get())]);
      batch(() => {
        bitexts.value = list.bitexts;
        projects.value = known.projects;
      });
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

  /** Does something about projects, and shows what came of it. */
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await load();
    } catch (error) {
      say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
    }
  };
  const move = (bitext: Bitext, project: string) =>
    attempt(() => answer(api.bitexts[':id'].$patch({ param: { id: bitext.id }, json: { project } })));
  const make = () =>
    attempt(async () => {
      const made = await answer(api.projects.$post({ json: { name: t('projects.fresh') } }));
      go(`/projects/${made.id}`);
    });
  const drop = (project: Project) => attempt(() => answer(api.projects[':id'].$delete({ param: { id: project.id } })));

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
            <div class="form-actions">
              <button type="button" class="button" onClick={() => void make()}>
                {t('projects.new')}
              </button>
              <a class="button primary" href="/new" onClick={follow}>
                {t('command.new')}
              </a>
            </div>
          </header>
        )}
        {list !== null &&
          projects.value
            .filter((project) => !onlySample || list.some((bitext) => bitext.project === project.id))
            .map((project) => (
              <section key={project.id} class="project-group" aria-label={project.name}>
                <header>
                  <h2>{project.name}</h2>
                  <a class="quiet" href={`/projects/${project.id}`} onClick={follow}>
                    {t('projects.settings')}
                  </a>
                  {project.bitexts === 0 && projects.value.length > 1 && (
                    <button type="button" class="quiet" onClick={() => void drop(project)}>
                      {t('projects.remove')}
                    </button>
                  )}
                </header>
                {project.bitexts === 0 && <p class="part-none">{t('projects.empty')}</p>}
                <ul class="bitexts" aria-label={t('projects.texts', { project: project.name })}>
                  {list
                    .filter((bitext) => bitext.project === project.id)
                    .map((bitext) => (
                      <Item
                        key={bitext.id}
                        bitext={bitext}
                        acts={[
                          ...projects.value
                            .filter(({ id }) => id !== project.id)
                            .map(({ id, name }) => ({
                              label: t('projects.move', { project: name }),
                              run: () => void move(bitext, id),
                            })),
                          { label: t('list.remove'), run: () => void remove(bitext) },
                        ]}
                      />
                    ))}
                </ul>
              </section>
            ))}
      </main>
    </>
  );
}

function Item({ bitext, acts }: { bitext: Bitext; acts: readonly MenuItem[] }) {
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
        onClick={({ currentTarget }) => openMenu(currentTarget, acts, t('list.more', { title: bitext.title }))}
      >
        <Icon name="more" />
      </button>
    </li>
  );
}
