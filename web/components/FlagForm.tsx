import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { type Category, type Severity, textOf } from '../store/model.ts';
import { type Review, reading } from '../store/review.ts';
import { categoryOrder, severityOrder } from '../store/severity.ts';
import { shortened } from './FlagCard.tsx';
import { SeverityIcon } from './Icon.tsx';

/** An editor's own flag: what kind of mistake, how grave, and why. */
export function FlagForm({ review }: { review: Review }) {
  const doing = review.doing.value;
  const [category, setCategory] = useState<Category>('accuracy/mistranslation');
  const [severity, setSeverity] = useState<Severity>('major');
  const [note, setNote] = useState('');
  const [instead, setInstead] = useState('');
  const first = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => {
    first.current?.focus();
    return () => document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
  }, []);
  if (doing.kind !== 'flagging') return null;
  const bead = review.store.beads.value.get(doing.bead);
  if (!bead) return null;
  const side = doing.target !== null ? 'target' : 'source';
  const span = doing[side] ?? [0, 0];

  const save = () => {
    review.doing.value = reading;
    review.store.change({
      kind: 'addFlag',
      bead: bead.id,
      source: doing.source === null ? null : [doing.source[0], doing.source[1]],
      target: doing.target === null ? null : [doing.target[0], doing.target[1]],
      category,
      severity,
      note: note.trim(),
      suggestion: side === 'target' && instead.trim() !== '' ? instead.trim() : null,
    });
  };

  const kinds = [...new Set(categoryOrder.map((each) => each.split('/')[0] ?? ''))];
  return (
    <form
      class="flag-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <h2>{t('flagForm.title')}</h2>
      <blockquote>{shortened(textOf(bead, side).slice(span[0], span[1]))}</blockquote>
      <label class="labelled">
        <span>{t('flagForm.category')}</span>
        <select
          class="field"
          ref={first}
          value={category}
          onChange={({ currentTarget }) =>
            setCategory(categoryOrder.find((each) => each === currentTarget.value) ?? category)
          }
        >
          {kinds.map((kind) => (
            <optgroup key={kind} label={t(`kind.${kind}`)}>
              {categoryOrder
                .filter((each) => each.startsWith(`${kind}/`))
                .map((each) => (
                  <option key={each} value={each}>
                    {t(`category.${each}`)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <fieldset class="severity-choice">
        <legend>{t('flagForm.severity')}</legend>
        {severityOrder.map((each) => (
          <label key={each}>
            <input type="radio" name="severity" checked={severity === each} onChange={() => setSeverity(each)} />
            <SeverityIcon severity={each} label={false} /> {t(`severity.${each}`)}
          </label>
        ))}
      </fieldset>
      <label class="labelled">
        <span>{t('flagForm.note')}</span>
        <textarea class="field" rows={3} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
      {side === 'target' && (
        <label class="labelled">
          <span>{t('flagForm.instead')}</span>
          <input class="field" value={instead} onInput={({ currentTarget }) => setInstead(currentTarget.value)} />
        </label>
      )}
      <div class="form-actions">
        <button type="submit" class="button primary">
          {t('flagForm.save')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            review.doing.value = reading;
          }}
        >
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
