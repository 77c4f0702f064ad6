import { dateTime, t } from '../i18n.ts';
import type { Dismissal, ProjectStore } from '../store/project.ts';
import { checkName, shortened } from './FlagCard.tsx';

/** What is dismissed in the whole project, and from there taken back. */
export function ProjectDismissals({ store }: { store: ProjectStore }) {
  const dismissals = store.dismissals.value;
  if (dismissals === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  if (dismissals.length === 0) return <p class="part-none">{t('dismissals.none')}</p>;
  return (
    <>
      <p class="muted part-about">{t('dismissals.about')}</p>
      <ul class="settings">
        {dismissals.map((dismissal) => (
          <Item key={dismissal.id} store={store} dismissal={dismissal} />
        ))}
      </ul>
    </>
  );
}

function Item({ store, dismissal }: { store: ProjectStore; dismissal: Dismissal }) {
  const [source, target] = dismissal.words;
  return (
    <li>
      <div>
        <h3>{checkName(dismissal.check) ?? dismissal.check}</h3>
        <p>{t(`flags:${dismissal.message.key}`, dismissal.message.params)}</p>
        {(source ?? target) !== null && (
          <p class="flag-change">{[source, target].flatMap((words) => (words ? shortened(words) : [])).join(' — ')}</p>
        )}
        <p class="small tallies">
          <span>{t(`reason.${dismissal.reason}`)}</span>
          <span>{t('dismissals.flags', { count: dismissal.flags })}</span>
          <span>{dateTime(dismissal.created)}</span>
        </p>
      </div>
      <button type="button" class="button small" onClick={() => void store.takeBack(dismissal)}>
        {t('dismissals.takeBack')}
      </button>
    </li>
  );
}
