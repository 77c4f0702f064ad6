import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { number, t } from '../i18n.ts';
import type { Term, Termbase, TermbaseStore, TermContent } from '../store/termbases.ts';
import { namesIn } from '../store/termbases.ts';
import { Icon } from './Icon.tsx';
import { type MenuItem, openMenu } from './Menu.tsx';
import { NewTermbase } from './NewTermbase.tsx';

interface Props {
  store: TermbaseStore;
  /** What a new termbase is most likely for. */
  languages: { readonly from: string; readonly to: string };
}

/** The termbases and dictionaries of a project: brought, looked through, put right. */
export function ProjectTerms({ store, languages }: Props) {
  const bringing = useSignal(false);
  const opened = useSignal<string | null>(null);
  const list = store.list.value;
  if (list === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <>
      <p class="muted part-about">{t('termbases.about')}</p>
      {list.length === 0 && !bringing.value && <p class="part-none">{t('termbases.none')}</p>}
      <ul class="settings">
        {list.map((termbase) => (
          <Item
            key={termbase.id}
            store={store}
            termbase={termbase}
            open={opened.value === termbase.id}
            onOpen={() => {
              opened.value = opened.value === termbase.id ? null : termbase.id;
            }}
          />
        ))}
      </ul>
      {bringing.value ? (
        <NewTermbase
          store={store}
          languages={languages}
          onEnd={() => {
            bringing.value = false;
          }}
        />
      ) : (
        <button
          type="button"
          class="button primary new-rule"
          onClick={() => {
            bringing.value = true;
          }}
        >
          {t('termbases.bring')}
        </button>
      )}
    </>
  );
}

interface ItemProps {
  store: TermbaseStore;
  termbase: Termbase;
  open: boolean;
  onOpen: () => void;
}

function Item({ store, termbase, open, onOpen }: ItemProps) {
  const { id, name, kind, entries, from, to } = termbase;
  const link = (format: string) => `/api/v1/termbases/${id}/export/${format}`;
  const acts = (): MenuItem[] => [
    ...(['terms', 'dictionary'] as const).map(
      (each): MenuItem => ({
        label: t(`termbases.use.${each}`),
        checked: kind === each,
        run: () => void store.change(termbase, { kind: each }),
      }),
    ),
    'line',
    {
      label: termbase.project === null ? t('termbases.thisAlone') : t('termbases.all'),
      run: () => void store.change(termbase, { project: termbase.project === null ? store.project : null }),
    },
    'line',
    { label: t('termbases.export', { format: 'CSV' }), href: link('csv') },
    { label: t('termbases.export', { format: 'TBX' }), href: link('tbx') },
    'line',
    { label: t('termbases.remove'), run: () => void store.remove(termbase) },
  ];
  return (
    <li class={open ? 'editing' : ''}>
      <div class="termbase-head">
        <div>
          <h3>
            <button type="button" class="quiet termbase-name" aria-expanded={open} onClick={onOpen}>
              {name}
            </button>
          </h3>
          <p class="tallies small">
            <span>{t(`termbases.kind.${kind}`)}</span>
            <span>{t('termbases.entries', { count: entries, shown: number(entries) })}</span>
            <span>
              {from.toUpperCase()} → {to.toUpperCase()}
            </span>
            {termbase.project === null && <span>{t('termbases.ofAll')}</span>}
          </p>
        </div>
        <button
          type="button"
          class="quiet"
          aria-haspopup="menu"
          aria-label={t('list.more', { title: name })}
          onClick={({ currentTarget }) => openMenu(currentTarget, acts(), t('list.more', { title: name }))}
        >
          <Icon name="more" />
        </button>
      </div>
      {open && <Terms store={store} termbase={termbase} />}
    </li>
  );
}

/** How long the person must pause before his search is asked. */
const pause = 200;

function Terms({ store, termbase }: { store: TermbaseStore; termbase: Termbase }) {
  const search = useSignal('');
  const shown = useSignal<readonly Term[] | null>(null);
  const total = useSignal(0);
  const editing = useSignal<Term | 'new' | null>(null);
  const { id, version } = termbase;

  const load = async (after: number) => {
    const page = await store.terms(id, search.peek().trim(), after);
    if (page === null) return;
    shown.value = after === 0 ? page.terms : [...(shown.peek() ?? []), ...page.terms];
    total.value = page.total;
  };
  useEffect(() => {
    const timer = setTimeout(() => void load(0), shown.peek() === null ? 0 : pause);
    return () => clearTimeout(timer);
  }, [search.value, version]);

  const terms = shown.value;
  return (
    <div class="terms">
      <div class="terms-bar">
        <label class="search">
          <Icon name="search" />
          <input
            type="search"
            aria-label={t('terms.search')}
            placeholder={t('terms.search')}
            value={search.value}
            onInput={({ currentTarget }) => {
              search.value = currentTarget.value;
            }}
          />
        </label>
        <span class="muted small" role="status">
          {terms !== null &&
            search.value.trim() !== '' &&
            t('termbases.entries', { count: total.value, shown: number(total.value) })}
        </span>
        <button
          type="button"
          class="button small"
          onClick={() => {
            editing.value = 'new';
          }}
        >
          {t('terms.new')}
        </button>
      </div>
      {editing.value === 'new' && (
        <EntryForm
          store={store}
          termbase={termbase}
          term={null}
          onEnd={() => {
            editing.value = null;
          }}
        />
      )}
      <ul class="term-list">
        {terms?.map((term) =>
          editing.value !== 'new' && editing.value?.id === term.id ? (
            <li key={term.id}>
              <EntryForm
                store={store}
                termbase={termbase}
                term={term}
                onEnd={() => {
                  editing.value = null;
                }}
              />
            </li>
          ) : (
            <li key={term.id}>
              <TermLine term={term} languages={termbase} />
              <span class="rule-acts">
                <button
                  type="button"
                  class="button small"
                  aria-label={t('terms.editThis', { name: term.source[0] })}
                  onClick={() => {
                    editing.value = term;
                  }}
                >
                  {t('rules.edit')}
                </button>
                <button
                  type="button"
                  class="button small"
                  aria-label={t('terms.removeThis', { name: term.source[0] })}
                  onClick={() => void store.removeTerm(id, term)}
                >
                  {t('rules.remove')}
                </button>
              </span>
            </li>
          ),
        )}
      </ul>
      {terms !== null && terms.length < total.value && (
        <button type="button" class="button small" onClick={() => void load(terms.at(-1)?.id ?? 0)}>
          {t('terms.more')}
        </button>
      )}
    </div>
  );
}

/** An entry on a line: what it is called, what it is to be called, and what not. */
export function TermLine({
  term,
  languages,
}: {
  term: TermContent;
  languages: { readonly from: string; readonly to: string };
}) {
  return (
    <p class="term-line">
      <span lang={languages.from}>{term.source.join(', ')}</span> <span aria-hidden="true">→</span>{' '}
      <span lang={languages.to}>{term.target.join(', ')}</span>
      {term.forbidden.length > 0 && (
        <>
          {' '}
          <span class="muted small">{t('terms.not')}</span> <del lang={languages.to}>{term.forbidden.join(', ')}</del>
        </>
      )}
      {term.note !== '' && <span class="muted small term-note">{term.note}</span>}
    </p>
  );
}

interface EntryProps {
  store: TermbaseStore;
  termbase: Termbase;
  term: Term | null;
  onEnd: () => void;
}

function EntryForm({ store, termbase, term, onEnd }: EntryProps) {
  const given = useSignal({
    source: term?.source.join('; ') ?? '',
    target: term?.target.join('; ') ?? '',
    forbidden: term?.forbidden.join('; ') ?? '',
    note: term?.note ?? '',
  });
  const saving = useSignal(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { source, target, forbidden, note } = given.value;
  const ready = !saving.value && namesIn(source).length > 0 && namesIn(`${target};${forbidden}`).length > 0;
  const lang = { source: termbase.from, target: termbase.to, forbidden: termbase.to, note: undefined };
  return (
    <form
      class="entry-form"
      aria-label={t('terms.form')}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!ready) return;
        const content: TermContent = {
          source: namesIn(source),
          target: namesIn(target),
          forbidden: namesIn(forbidden),
          note: note.trim(),
        };
        saving.value = true;
        if (await store.saveTerm(termbase.id, term?.id ?? null, content)) onEnd();
        else saving.value = false;
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEnd();
      }}
    >
      {(['source', 'target', 'forbidden', 'note'] as const).map((name) => (
        <label key={name} class="labelled">
          <span>{t(`terms.${name}`)}</span>
          <input
            ref={name === 'source' ? first : null}
            class="field"
            lang={lang[name]}
            maxLength={2000}
            value={given.value[name]}
            onInput={({ currentTarget }) => {
              given.value = { ...given.value, [name]: currentTarget.value };
            }}
          />
        </label>
      ))}
      <div class="form-actions">
        <button type="submit" class="button primary small" disabled={!ready}>
          {saving.value ? t('termbases.saving') : t('terms.save')}
        </button>
        <button type="button" class="button small" onClick={onEnd}>
          {t('cancel')} <kbd>Esc</kbd>
        </button>
        <span class="muted small">{t('terms.several')}</span>
      </div>
    </form>
  );
}
