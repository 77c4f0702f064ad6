import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { languageName, t } from '../i18n.ts';
import { type Side, textOf } from '../store/model.ts';
import { type Review, reading } from '../store/review.ts';
import { addTerm, namesIn } from '../store/termbases.ts';

/** A term from the text: its words on both sides, as they were selected or as the person writes them. */
export function TermForm({ review }: { review: Review }) {
  const doing = review.doing.value;
  const bead = doing.kind === 'naming' ? review.store.beads.value.get(doing.bead) : undefined;
  const words = (side: Side) => {
    const span = doing.kind === 'naming' ? doing[side] : null;
    return bead && span ? textOf(bead, side).slice(...span) : '';
  };
  const [names, setNames] = useState({ source: words('source'), target: words('target') });
  const [forbidden, setForbidden] = useState('');
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    first.current?.focus();
    first.current?.select();
    return () => document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
  }, []);

  // Words selected in the row while the form is open go into the field of their side.
  const selection = review.selection.value;
  const opened = useRef(selection);
  useEffect(() => {
    if (selection === null || selection === opened.current || selection.bead !== bead?.id) return;
    if (selection.span[0] === selection.span[1]) return;
    setNames((before) => ({ ...before, [selection.side]: textOf(bead, selection.side).slice(...selection.span) }));
  }, [selection]);

  if (!bead) return null;
  const bitext = review.store.bitext.value;
  const ready = namesIn(names.source).length > 0 && namesIn(`${names.target};${forbidden}`).length > 0;
  const save = async () => {
    if (!ready || sending) return;
    setSending(true);
    const content = {
      source: namesIn(names.source),
      target: namesIn(names.target),
      forbidden: namesIn(forbidden),
      note,
    };
    if (await addTerm(review, content)) review.doing.value = reading;
    else setSending(false);
  };
  const field = (side: Side, code: string) => (
    <label class="labelled">
      <span>{languageName(code)}</span>
      <input
        ref={side === 'source' ? first : null}
        class="field"
        lang={code}
        maxLength={500}
        value={names[side]}
        placeholder={t('terms.select')}
        onInput={({ currentTarget }) => setNames((before) => ({ ...before, [side]: currentTarget.value }))}
      />
    </label>
  );
  return (
    <form
      class="flag-form"
      aria-label={t('command.term')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{t('command.term')}</h2>
      <p class="muted small">{t('terms.how')}</p>
      {field('source', bitext?.from ?? '')}
      {field('target', bitext?.to ?? '')}
      <label class="labelled">
        <span>{t('terms.forbidden')}</span>
        <input
          class="field"
          lang={bitext?.to}
          maxLength={500}
          value={forbidden}
          onInput={({ currentTarget }) => setForbidden(currentTarget.value)}
        />
      </label>
      <label class="labelled">
        <span>{t('terms.note')}</span>
        <input
          class="field"
          maxLength={2000}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      <div class="editor-actions">
        <button type="submit" class="button primary small" disabled={!ready || sending}>
          {t('terms.add')} <kbd>↵</kbd>
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => {
            review.doing.value = reading;
          }}
        >
          {t('cancel')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
