import { useEffect, useMemo } from 'preact/hooks';
import { number, t } from '../i18n.ts';
import { follow, note, query } from '../routes/address.ts';
import { openProject, type ProjectStore } from '../store/project.ts';
import { openTermbases, type TermbaseStore } from '../store/termbases.ts';
import { FailurePage } from './FailurePage.tsx';
import { Icon } from './Icon.tsx';
import { Masthead } from './Masthead.tsx';
import { ProjectChecks } from './ProjectChecks.tsx';
import { ProjectDismissals } from './ProjectDismissals.tsx';
import { ProjectLearnt } from './ProjectLearnt.tsx';
import { ProjectRules } from './ProjectRules.tsx';
import { ProjectStyles } from './ProjectStyles.tsx';
import { ProjectTerms } from './ProjectTerms.tsx';

const parts = ['checks', 'rules', 'terms', 'styles', 'learnt', 'dismissals'] as const;
type Part = (typeof parts)[number];

/** What a project sets for all its bitexts. */
export function ProjectPage({ id }: { id: string }) {
  const store = useMemo(() => openProject(id), [id]);
  const words = useMemo(() => openTermbases(id), [id]);
  const part = parts.find((each) => each === query.value.get('part')) ?? parts[0];
  const project = store.project.value;

  useEffect(() => {
    document.title = project === null ? t('name') : `${project.name} · ${t('name')}`;
  });

  if (store.failure.value !== null) return <FailurePage title={t('project.cannot')} reason={store.failure.value} />;
  return (
    <>
      <Masthead />
      <main class="page project">
        <Back store={store} />
        <header class="page-head">
          <div class="project-name">
            <h1 class="visually-hidden">{project?.name ?? t('loading')}</h1>
            {project !== null && <Name store={store} name={project.name} />}
            <p>{project === null ? t('loading') : t('project.about', { count: project.bitexts })}</p>
          </div>
        </header>
        <nav class="filter-tabs parts" aria-label={t('project.parts')}>
          {parts.map((each) => (
            <button
              key={each}
              type="button"
              class="filter-tab"
              aria-pressed={each === part}
              onClick={() => note({ part: each === 'checks' ? null : each, check: null })}
            >
              {t(`project.part.${each}`)} <span class="count">{countOf(store, words, each)}</span>
            </button>
          ))}
        </nav>
        <PartOf part={part} store={store} words={words} />
      </main>
    </>
  );
}

function PartOf({ part, store, words }: { part: Part; store: ProjectStore; words: TermbaseStore }) {
  const [text] = store.bitexts.value;
  switch (part) {
    case 'checks':
      return <ProjectChecks store={store} />;
    case 'rules':
      return <ProjectRules store={store} />;
    case 'terms':
      return <ProjectTerms store={words} languages={{ from: text?.from ?? 'ru', to: text?.to ?? 'en' }} />;
    case 'styles':
      return <ProjectStyles store={words} />;
    case 'learnt':
      return <ProjectLearnt store={words} />;
    case 'dismissals':
      return <ProjectDismissals store={store} />;
  }
}

function countOf(store: ProjectStore, words: TermbaseStore, part: Part): string {
  switch (part) {
    case 'terms':
      return String(words.list.value?.length ?? '');
    case 'styles':
      return String(words.styles.value?.length ?? '');
    case 'learnt':
      return words.learnt.value === null ? '' : number(words.learnt.value.beads);
    default:
      return String(store[part].value?.length ?? '');
  }
}

/** The way back to the text that one came from. */
function Back({ store }: { store: ProjectStore }) {
  const bitext = query.value.get('bitext');
  const title = store.bitexts.value.find(({ id }) => id === bitext)?.title;
  return (
    <a class="quiet back" href={title === undefined ? '/' : `/bitexts/${bitext}`} onClick={follow}>
      <Icon name="back" /> {title ?? t('command.list')}
    </a>
  );
}

/** The name stands as a heading and is changed where it stands. */
function Name({ store, name }: { store: ProjectStore; name: string }) {
  return (
    <input
      class="field name-field"
      aria-label={t('project.name')}
      value={name}
      maxLength={300}
      onChange={({ currentTarget }) => {
        const wanted = currentTarget.value.trim();
        if (wanted === '' || wanted === name) currentTarget.value = name;
        else void store.rename(wanted);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = name;
          event.currentTarget.blur();
        }
      }}
    />
  );
}
