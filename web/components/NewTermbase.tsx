import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Refusal } from '../api.ts';
import { languageName, number, t } from '../i18n.ts';
import { previewTermbase, type Termbase, type TermbasePreview, type TermbaseStore } from '../store/termbases.ts';
import { Icon } from './Icon.tsx';
import { TermLine } from './ProjectTerms.tsx';

interface Props {
  store: TermbaseStore;
  languages: { readonly from: string; readonly to: string };
  onEnd: () => void;
}

/** A termbase from files: what was read is shown, and what not and why, before anything is kept. */
export function NewTermbase({ store, languages, onEnd }: Props) {
  const files = useSignal<readonly File[]>([]);
  const pair = useSignal(languages);
  const preview = useSignal<TermbasePreview | null>(null);
  const problem = useSignal('');
  const reading = useSignal(false);
  const saving = useSignal(false);
  const over = useSignal(false);
  const name = useSignal('');
  const kind = useSignal<Termbase['kind']>('terms');
  const all = useSignal(false);
  const chooser = useRef<HTMLInputElement>(null);

  const take = (given: readonly File[]) => {
    if (given.length === 0) return;
    // The parts of one dictionary may come one after the other.
    const names = new Set(given.map((file) => file.name));
    files.value = [...files.peek().filter((file) => !names.has(file.name)), ...given];
  };
  useEffect(() => {
    if (files.value.length === 0) return undefined;
    let late = false;
    reading.value = true;
    previewTermbase({ files: files.value, ...pair.value })
      .then(
        (read) => {
          if (late) return;
          preview.value = read;
          problem.value = '';
          kind.value = read.kind;
          name.value ||= read.title ?? files.peek()[0]?.name.replace(/(\.\w+)+$/, '') ?? '';
        },
        (error: unknown) => {
          if (late) return;
          preview.value = null;
          problem.value = error instanceof Refusal ? error.message : t('offline.none');
        },
      )
      .finally(() => {
        if (!late) reading.value = false;
      });
    return () => {
      late = true;
    };
  }, [files.value, pair.value]);

  const read = preview.value;
  const ready = read !== null && read.entries > 0 && name.value.trim() !== '' && !saving.value && !reading.value;
  return (
    <form
      class="new-termbase"
      aria-label={t('termbases.bring')}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!ready) return;
        saving.value = true;
        const facts = { name: name.value.trim(), kind: kind.value, all: all.value };
        if (await store.bring({ files: files.value, ...pair.value }, facts)) onEnd();
        else saving.value = false;
      }}
    >
      <h2>{t('termbases.bring')}</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same */}
      <div
        class={`drop-file ${over.value ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => {
          over.value = false;
        }}
        onDrop={(event) => {
          event.preventDefault();
          over.value = false;
          take([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        {files.value.length > 0 && <strong>{files.value.map((file) => file.name).join(', ')}</strong>}
        <button type="button" class="button" onClick={() => chooser.current?.click()}>
          <Icon name="file" /> {files.value.length === 0 ? t('termbases.choose') : t('termbases.more')}
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          class="visually-hidden"
          tabIndex={-1}
          aria-label={t('termbases.choose')}
          onChange={({ currentTarget }) => take([...(currentTarget.files ?? [])])}
        />
        <p class="muted small">{t('termbases.formats')}</p>
      </div>
      <div class="side-facts">
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {t(`termbases.${end}`)}{' '}
            <input
              class="field code"
              value={pair.value[end]}
              maxLength={12}
              title={languageName(pair.value[end])}
              onChange={({ currentTarget }) => {
                const code = currentTarget.value.trim().toLowerCase();
                if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(code)) pair.value = { ...pair.value, [end]: code };
                else currentTarget.value = pair.value[end];
              }}
            />
          </label>
        ))}
        {reading.value && <span role="status">{t('termbases.reading')}</span>}
      </div>
      {problem.value !== '' && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {read !== null && <Preview read={read} languages={pair.value} />}
      {read !== null && (
        <>
          <label class="labelled">
            <span>{t('termbases.name')}</span>
            <input
              class="field"
              value={name.value}
              maxLength={300}
              onInput={({ currentTarget }) => {
                name.value = currentTarget.value;
              }}
            />
          </label>
          <fieldset class="choice">
            <legend>{t('termbases.what')}</legend>
            {(['terms', 'dictionary'] as const).map((each) => (
              <label key={each}>
                <input
                  type="radio"
                  name="kind"
                  checked={kind.value === each}
                  onChange={() => {
                    kind.value = each;
                  }}
                />
                <span>{t(`termbases.kind.${each}`)}</span>
                <span class="muted small">{t(`termbases.means.${each}`)}</span>
              </label>
            ))}
          </fieldset>
          <label class="check">
            <input
              type="checkbox"
              checked={all.value}
              onChange={({ currentTarget }) => {
                all.value = currentTarget.checked;
              }}
            />{' '}
            {t('termbases.forAll')}
          </label>
        </>
      )}
      <div class="form-actions">
        <button type="submit" class="button primary" disabled={!ready}>
          {saving.value
            ? t('termbases.saving')
            : t('termbases.save', { count: read?.entries ?? 0, shown: number(read?.entries ?? 0) })}
        </button>
        <button type="button" class="button" onClick={onEnd}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function Preview({
  read,
  languages,
}: {
  read: TermbasePreview;
  languages: { readonly from: string; readonly to: string };
}) {
  return (
    <div class="termbase-preview" role="status">
      <p>
        {t('termbases.read', {
          count: read.entries,
          shown: number(read.entries),
          format: t(`termbases.format.${read.format}`),
        })}
        {read.reversed && ` ${t('termbases.reversed')}`}
      </p>
      <ul class="term-list">
        {read.sample.slice(0, 8).map((term, index) => (
          <li key={`${index} ${term.source[0]}`}>
            <TermLine term={term} languages={languages} />
          </li>
        ))}
      </ul>
      {read.problems > 0 && (
        <details>
          <summary>{t('termbases.left', { count: read.problems, shown: number(read.problems) })}</summary>
          <ul class="left-out">
            {read.reasons.map(({ where, text, why }) => (
              <li key={where}>
                <span class="muted small">{where}</span> <span>{text || '–'}</span> <span class="muted">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
