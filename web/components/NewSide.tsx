import type { Signal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { languageName, number, t } from '../i18n.ts';
import { guessLanguage, readPreview } from '../store/guess.ts';
import type { Side } from '../store/model.ts';
import { Icon } from './Icon.tsx';

/** What has been given for one side: a file or a text, and the language it is said to be in. */
export interface GivenSide {
  readonly file: File | null;
  readonly text: string;
  readonly language: string;
  /** The reader chose the language himself: it is not guessed any more. */
  readonly chosen: boolean;
  readonly encoding: string | null;
}

export function emptySide(language: string): GivenSide {
  return { file: null, text: '', language, chosen: false, encoding: null };
}

const offered = [
  'ru',
  'en',
  'be',
  'bg',
  'cs',
  'de',
  'el',
  'es',
  'fr',
  'hu',
  'it',
  'ja',
  'kk',
  'nl',
  'pl',
  'pt',
  'ro',
  'sr',
  'tr',
  'uk',
  'zh',
];

interface Props {
  side: Side;
  given: Signal<GivenSide>;
  /** The other file holds this side as well. */
  alone?: boolean;
  onFiles: (files: readonly File[]) => void;
}

export function NewSide({ side, given, alone = false, onFiles }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const over = useSignal(false);
  const preview = useSignal('');
  const { file, text, language, encoding } = given.value;

  const take = async (files: readonly File[]) => {
    onFiles(files);
    const first = files[0];
    if (!first) return;
    const read = await readPreview(first);
    preview.value = read.text;
    const guessed = guessLanguage(read.text);
    given.value = {
      ...given.peek(),
      encoding: read.encoding,
      ...(guessed !== null && !given.peek().chosen ? { language: guessed } : {}),
    };
  };

  return (
    <section class="new-side" aria-label={t(`side.${side}`)}>
      <h2>
        <span>{t(`new.${side}`)}</span>
        <button type="button" class="quiet" onClick={() => chooser.current?.click()}>
          <Icon name="file" /> {t('new.choose')}
        </button>
      </h2>
      <input
        ref={chooser}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={t('new.chooseFor', { side: t(`side.${side}`) })}
        onChange={({ currentTarget }) => void take([...(currentTarget.files ?? [])])}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button above does the same */}
      <div
        class={`drop ${over.value ? 'over' : ''}`}
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
          void take([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        {file !== null ? (
          <div class="drop-file">
            <Icon name="file" />
            <strong>{file.name}</strong>
            <p class="muted small" lang={language}>
              {preview.value.slice(0, 180)}
            </p>
            <button
              type="button"
              class="button"
              onClick={() => {
                given.value = { ...given.value, file: null, encoding: null };
                if (chooser.current) chooser.current.value = '';
              }}
            >
              {t('new.another')}
            </button>
          </div>
        ) : (
          <textarea
            class="field"
            aria-label={t(`new.${side}`)}
            lang={language}
            placeholder={alone ? t('new.alone') : t(`new.paste.${side}`)}
            value={text}
            onInput={({ currentTarget }) => {
              const guessed = given.value.chosen ? null : guessLanguage(currentTarget.value);
              given.value = {
                ...given.value,
                text: currentTarget.value,
                ...(guessed === null ? {} : { language: guessed }),
              };
            }}
          />
        )}
      </div>
      <div class="side-facts">
        <label>
          {t('new.language')}{' '}
          <select
            class="field"
            value={language}
            onChange={({ currentTarget }) => {
              given.value = { ...given.value, language: currentTarget.value, chosen: true };
            }}
          >
            {[...new Set([language, ...offered])]
              .filter((code) => code !== '')
              .map((code) => (
                <option key={code} value={code}>
                  {languageName(code)}
                </option>
              ))}
          </select>
        </label>
        {encoding !== null && <span>{t('new.encoding', { encoding })}</span>}
        {file === null && text !== '' && (
          <span>{t('new.characters', { count: text.length, shown: number(text.length) })}</span>
        )}
      </div>
    </section>
  );
}
