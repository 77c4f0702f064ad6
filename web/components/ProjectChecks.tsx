import { useEffect, useRef } from 'preact/hooks';
import { number, percent, t } from '../i18n.ts';
import { query } from '../routes/address.ts';
import { levelOrder, type ProjectCheck, type ProjectStore } from '../store/project.ts';

/** Every check: what it is, how its flags have fared in this project, and what it may do here. */
export function ProjectChecks({ store }: { store: ProjectStore }) {
  const checks = store.checks.value;
  if (checks === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  const busy = checks.filter((check) => touched(check) > 0 || check.level !== null);
  const others = checks.filter((check) => !busy.includes(check));
  return (
    <>
      <p class="muted part-about">{t('checks.about')}</p>
      {busy.length === 0 && <p class="part-none">{t('checks.none')}</p>}
      <CheckList store={store} checks={busy} title={t('checks.here')} />
      <CheckList store={store} checks={others} title={busy.length === 0 ? t('checks.all') : t('checks.quiet')} />
    </>
  );
}

function touched({ open, hidden, accepted, dismissed }: ProjectCheck): number {
  return open + hidden + accepted + dismissed;
}

function CheckList({ store, checks, title }: { store: ProjectStore; checks: readonly ProjectCheck[]; title: string }) {
  if (checks.length === 0) return null;
  return (
    <section>
      <h2 class="part-title">{title}</h2>
      <ul class="settings">
        {checks.map((check) => (
          <CheckItem key={check.id} store={store} check={check} />
        ))}
      </ul>
    </section>
  );
}

function CheckItem({ store, check }: { store: ProjectStore; check: ProjectCheck }) {
  const item = useRef<HTMLLIElement>(null);
  const wanted = query.value.get('check') === check.id;
  useEffect(() => {
    if (!wanted) return;
    item.current?.scrollIntoView({ block: 'center' });
    item.current?.querySelector('select')?.focus({ preventScroll: true });
  }, [wanted]);
  const name = t(`flags:checks.${check.id}.name`);
  const decided = check.accepted + check.dismissed;
  return (
    <li ref={item} class={`${check.level === 'off' ? 'off' : ''} ${wanted ? 'wanted' : ''}`} data-check={check.id}>
      <div>
        <h3>{name}</h3>
        <p class="muted">{t(`flags:checks.${check.id}.why`)}</p>
        {touched(check) > 0 && (
          <p class="small tallies">
            <span>{t('checks.open', { count: check.open, shown: number(check.open) })}</span>
            {check.hidden > 0 && (
              <span>{t('checks.hidden', { count: check.hidden, shown: number(check.hidden) })}</span>
            )}
            {check.accepted > 0 && (
              <span>{t('checks.accepted', { count: check.accepted, shown: number(check.accepted) })}</span>
            )}
            {check.dismissed > 0 && (
              <span>{t('checks.dismissed', { count: check.dismissed, shown: number(check.dismissed) })}</span>
            )}
            {decided > 0 && (
              <span title={t('checks.trustWhy')}>{t('checks.trust', { share: percent(check.trust) })}</span>
            )}
          </p>
        )}
      </div>
      <label class="level">
        <span class="visually-hidden">{t('checks.level', { check: name })}</span>
        <select
          class="field"
          value={check.level ?? 'found'}
          onChange={({ currentTarget }) => {
            const chosen = levelOrder.find((level) => (level ?? 'found') === currentTarget.value);
            if (chosen !== undefined) void store.choose(check, chosen);
          }}
        >
          {levelOrder.map((level) => (
            <option key={level} value={level ?? 'found'}>
              {t(`checks.levels.${level ?? 'found'}`)}
            </option>
          ))}
        </select>
        <span class="small muted">{t('checks.touches', { count: check.open + check.hidden })}</span>
      </label>
    </li>
  );
}
