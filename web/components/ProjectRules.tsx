import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Refusal } from '../api.ts';
import { number, t } from '../i18n.ts';
import { follow, query } from '../routes/address.ts';
import type { Severity, Span } from '../store/model.ts';
import { emptyRule, type ProjectStore, type Rule, type RuleContent, type RuleMatches } from '../store/project.ts';
import { severityOrder } from '../store/severity.ts';
import { SeverityIcon } from './Icon.tsx';

/** The project's own rules: written, tried against a text, and then kept. */
export function ProjectRules({ store }: { store: ProjectStore }) {
  const editing = useSignal<Rule | null>(null);
  const rules = store.rules.value;
  if (rules === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <>
      <p class="muted part-about">{t('rules.about')}</p>
      {rules.length === 0 && editing.value === null && <p class="part-none">{t('rules.none')}</p>}
      <ul class="settings">
        {rules.map((rule) =>
          editing.value?.id === rule.id ? (
            <li key={rule.id} class="editing">
              <RuleForm store={store} editing={editing} rule={editing.value} />
            </li>
          ) : (
            <RuleItem key={rule.id} store={store} rule={rule} editing={editing} />
          ),
        )}
        {editing.value !== null && !rules.some(({ id }) => id === editing.value?.id) && (
          <li class="editing">
            <RuleForm store={store} editing={editing} rule={editing.value} />
          </li>
        )}
      </ul>
      {editing.value === null && (
        <button
          type="button"
          class="button primary new-rule"
          onClick={() => {
            editing.value = { id: crypto.randomUUID(), ...emptyRule };
          }}
        >
          {t('rules.new')}
        </button>
      )}
    </>
  );
}

function RuleItem({ store, rule, editing }: { store: ProjectStore; rule: Rule; editing: Signal<Rule | null> }) {
  return (
    <li>
      <div>
        <h3>
          <SeverityIcon severity={rule.severity} /> {rule.message}
        </h3>
        <p class="patterns">
          <code>{rule.source || t('rules.any')}</code> <span aria-hidden="true">→</span>{' '}
          <code>{rule.target || t('rules.any')}</code>
        </p>
      </div>
      <div class="rule-acts">
        <button
          type="button"
          class="button small"
          onClick={() => {
            editing.value = rule;
          }}
        >
          {t('rules.edit')}
        </button>
        <button type="button" class="button small" onClick={() => void store.removeRule(rule)}>
          {t('rules.remove')}
        </button>
      </div>
    </li>
  );
}

/** How long the person must pause before a pattern is tried. */
const pause = 250;

function RuleForm({ store, rule, editing }: { store: ProjectStore; rule: Rule; editing: Signal<Rule | null> }) {
  const { id: _id, ...content } = rule;
  const given = useSignal<RuleContent>(content);
  const found = useSignal<RuleMatches | null>(null);
  const problem = useSignal('');
  const bitexts = store.bitexts.value;
  const bitext = useSignal(query.peek().get('bitext') ?? '');
  const tried = bitexts.find(({ id }) => id === bitext.value) ?? bitexts[0];
  const first = useRef<HTMLInputElement>(null);
  const { source, target, message, severity } = given.value;

  useEffect(() => first.current?.focus(), []);

  // Tried while it is written; only the answer to what stands there now counts.
  useEffect(() => {
    if (!tried || `${source}${target}`.trim() === '') {
      found.value = null;
      problem.value = '';
      return undefined;
    }
    let late = false;
    const timer = setTimeout(async () => {
      try {
        const matches = await store.tryRule(tried.id, { source, target, message: message || '?', severity });
        if (late) return;
        found.value = matches;
        problem.value = '';
      } catch (error) {
        if (late) return;
        found.value = null;
        problem.value = error instanceof Refusal ? error.message : t('offline.none');
      }
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [tried?.id, source, target]);

  const set = (change: Partial<RuleContent>) => {
    given.value = { ...given.value, ...change };
  };
  const close = () => {
    editing.value = null;
  };
  const ready = message.trim() !== '' && `${source}${target}`.trim() !== '' && problem.value === '';
  return (
    <form
      class="rule-form"
      aria-label={t('rules.form')}
      onSubmit={async (event) => {
        event.preventDefault();
        if (ready && (await store.saveRule({ id: rule.id, ...given.value }))) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div class="rule-fields">
        {(['source', 'target'] as const).map((side) => (
          <label key={side} class="labelled">
            <span>{t(`rules.${side}`)}</span>
            <input
              ref={side === 'source' ? first : null}
              class="field pattern"
              value={given.value[side]}
              maxLength={300}
              spellcheck={false}
              placeholder={t(`rules.example.${side}`)}
              onInput={({ currentTarget }) => set({ [side]: currentTarget.value })}
            />
          </label>
        ))}
        <label class="labelled">
          <span>{t('rules.message')}</span>
          <input
            class="field"
            value={message}
            maxLength={500}
            placeholder={t('rules.example.message')}
            onInput={({ currentTarget }) => set({ message: currentTarget.value })}
          />
        </label>
        <label class="labelled">
          <span>{t('flagForm.severity')}</span>
          <select
            class="field"
            value={severity}
            onChange={({ currentTarget }) => set({ severity: currentTarget.value as Severity })}
          >
            {severityOrder.map((each) => (
              <option key={each} value={each}>
                {t(`severity.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <details class="why small">
        <summary>{t('rules.how')}</summary>
        <dl class="pattern-help">
          {(['word', 'row', 'either', 'gap', 'regex', 'not'] as const).map((each) => (
            <>
              <dt>
                <code>{t(`rules.help.${each}.pattern`)}</code>
              </dt>
              <dd>{t(`rules.help.${each}.means`)}</dd>
            </>
          ))}
        </dl>
      </details>
      {problem.value !== '' && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="form-actions">
        <button type="submit" class="button primary" disabled={!ready}>
          {t('rules.save')}
        </button>
        <button type="button" class="button" onClick={close}>
          {t('cancel')} <kbd>Esc</kbd>
        </button>
        {bitexts.length > 0 && (
          <label class="tried-on">
            <span>{t('rules.triedOn')}</span>
            <select
              class="field"
              value={tried?.id}
              onChange={({ currentTarget }) => {
                bitext.value = currentTarget.value;
              }}
            >
              {bitexts.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {bitexts.length === 0 && <p class="muted small">{t('rules.noText')}</p>}
      <div role="status" class="matches">
        {found.value !== null && (
          <>
            <p>{t('rules.found', { count: found.value.count, shown: number(found.value.count) })}</p>
            {tried && (
              <Matches found={found.value} bitext={tried.id} languages={{ source: tried.from, target: tried.to }} />
            )}
          </>
        )}
      </div>
    </form>
  );
}

function Matches({
  found,
  bitext,
  languages,
}: {
  found: RuleMatches;
  bitext: string;
  languages: Readonly<Record<'source' | 'target', string>>;
}) {
  if (found.matches.length === 0) return null;
  return (
    <>
      <ol>
        {found.matches.map(({ bead, number: at, source, target, spans }, index) => (
          <li key={`${bead}.${index}`}>
            <a href={`/bitexts/${bitext}?bead=${bead}`} onClick={follow}>
              {number(at)}
            </a>
            <p lang={languages.source}>
              <Marked text={source} span={spans.source} />
            </p>
            <p lang={languages.target}>
              <Marked text={target} span={spans.target} />
            </p>
          </li>
        ))}
      </ol>
      {found.count > found.matches.length && (
        <p class="muted small">{t('rules.more', { count: found.count - found.matches.length })}</p>
      )}
    </>
  );
}

function Marked({ text, span }: { text: string; span: Span | null }) {
  if (span === null) return <>{text}</>;
  return (
    <>
      {text.slice(0, span[0])}
      <mark>{text.slice(...span)}</mark>
      {text.slice(span[1])}
    </>
  );
}
