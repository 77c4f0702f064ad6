import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { Side } from '../store/model.ts';
import { overlay } from '../store/overlay.ts';
import type { Review } from '../store/review.ts';
import { takeVersion } from '../store/rewriting.ts';
import { Floating } from './Floating.tsx';
import { FormActions } from './FormActions.tsx';
import { Icon } from './Icon.tsx';

/** A new version of the original or of the translation, as a file or pasted. */
export function NewVersion({ review }: { review: Review }) {
  const [side, setSide] = useState<Side>('target');
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const ready = (file !== null || text.trim() !== '') && !sending;
  const bitext = review.store.bitext.value;
  return (
    <Floating label={t('command.version')}>
      <form
        class="rewriting"
        onSubmit={async (event) => {
          event.preventDefault();
          if (!ready) return;
          setSending(true);
          if (await takeVersion(review, side, file ?? text)) overlay.value = null;
          else setSending(false);
        }}
      >
        <h2>{t('command.version')}</h2>
        <p class="muted">{t('rewriting.reimport.how')}</p>
        <fieldset class="choice">
          <legend>{t('rewriting.reimport.side')}</legend>
          {(['source', 'target'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="side" checked={side === each} onChange={() => setSide(each)} />
              <span>{t(`new.${each}`)}</span>
              {bitext?.[each].name && <span class="muted small">{bitext[each].name}</span>}
            </label>
          ))}
        </fieldset>
        <div class="version-file">
          <button type="button" class="button" onClick={() => chooser.current?.click()}>
            <Icon name="file" /> {file === null ? t('new.choose') : file.name}
          </button>
          <input
            ref={chooser}
            type="file"
            class="visually-hidden"
            tabIndex={-1}
            aria-label={t('new.chooseFor', { side: t(`side.${side}`) })}
            onChange={({ currentTarget }) => setFile(currentTarget.files?.[0] ?? null)}
          />
        </div>
        {file === null && (
          <textarea
            class="field"
            rows={6}
            lang={side === 'source' ? bitext?.from : bitext?.to}
            aria-label={t(`new.paste.${side}`)}
            placeholder={t('rewriting.reimport.paste')}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
        <FormActions label={sending ? t('new.sending') : t('rewriting.reimport.go')} ready={ready} />
      </form>
    </Floating>
  );
}
