import { useLayoutEffect, useRef } from 'preact/hooks';
import { hasMessage, percent, t } from '../i18n.ts';
import { accept, alike, dismiss } from '../store/actions.ts';
import { type Bead, dismissReasons, type Flag, textOf } from '../store/model.ts';
import { type Review, reading } from '../store/review.ts';
import { SeverityIcon } from './Icon.tsx';

/** One flag for a reader: what, why, what instead; and what can be done about it. */
export function FlagCard({ review, bead, flag, looked }: { review: Review; bead: Bead; flag: Flag; looked: boolean }) {
  const doing = review.doing.value;
  const dismissing = doing.kind === 'dismissing' && doing.flag === flag.id ? doing : null;
  const saved = flag.id > 0;
  const look = () => {
    review.flagId.value = flag.id;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: F8 does by keyboard what a click does here
    <article class={`flag-card ${looked ? 'looked' : ''} ${flag.state}`} data-flag-card={flag.id} onClick={look}>
      <header>
        <SeverityIcon severity={flag.severity} />
        <h3>{titleOf(flag)}</h3>
        <span class="muted small">{flag.origin === 'manual' ? t('flag.byHand') : percent(flag.confidence)}</span>
      </header>
      <p class="flag-message">{messageOf(flag)}</p>
      <Spans bead={bead} flag={flag} />
      {flag.suggestion !== null && flag.state === 'open' && flag.target !== null && (
        <p class="flag-change">
          <del>{textOf(bead, 'target').slice(flag.target[0], flag.target[1])}</del> <ins>{flag.suggestion}</ins>
        </p>
      )}
      {looked && <Why flag={flag} />}
      {flag.state !== 'open' && (
        <p class="muted small">
          {flag.state === 'accepted'
            ? t('flag.wasAccepted')
            : t('flag.wasDismissed', { reason: t(`reason.${flag.reason ?? 'other'}`) })}
        </p>
      )}
      {dismissing ? (
        <Reasons review={review} flag={flag} all={dismissing.alike} />
      ) : (
        <div class="flag-acts">
          {flag.state === 'open' && flag.suggestion !== null && flag.target !== null && (
            <button type="button" class="button primary small" disabled={!saved} onClick={() => accept(review, flag)}>
              {t('flag.accept')} <kbd>.</kbd>
            </button>
          )}
          {flag.state === 'open' && flag.origin === 'manual' && (
            <button
              type="button"
              class="button small"
              disabled={!saved}
              onClick={() => review.store.change({ kind: 'removeFlag', flag: flag.id })}
            >
              {t('flag.remove')}
            </button>
          )}
          {flag.state === 'open' && (
            <button
              type="button"
              class="button small"
              disabled={!saved}
              onClick={() => {
                review.flagId.value = flag.id;
                review.doing.value = { kind: 'dismissing', flag: flag.id, alike: false };
              }}
            >
              {t('flag.dismiss')} <kbd>x</kbd>
            </button>
          )}
          {flag.state === 'dismissed' && (
            <button
              type="button"
              class="button small"
              onClick={() => review.store.change({ kind: 'reopen', flag: flag.id })}
            >
              {t('flag.reopen')}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

/** "Another treaty", or else the category's name. */
export function titleOf(flag: Flag): string {
  const own = `flags:checks.${flag.check}.name`;
  return flag.origin === 'program' && hasMessage(own) ? t(own) : t(`category.${flag.category}`);
}

/** What the check looks for at all, behind a word: most readers know it by the second flag. */
function Why({ flag }: { flag: Flag }) {
  const key = `flags:checks.${flag.check}.why`;
  if (flag.origin === 'manual' || !hasMessage(key)) return null;
  return (
    <details class="why small">
      <summary>{t('flag.why')}</summary>
      <p>{t(key)}</p>
    </details>
  );
}

function messageOf(flag: Flag): string {
  if (flag.origin === 'manual') return flag.note ?? '';
  return t(`flags:${flag.message.key}`, flag.message.params);
}

function Spans({ bead, flag }: { bead: Bead; flag: Flag }) {
  if (flag.state !== 'open') return null;
  const source = flag.source && textOf(bead, 'source').slice(flag.source[0], flag.source[1]);
  const target = flag.target && textOf(bead, 'target').slice(flag.target[0], flag.target[1]);
  if (!source && !target) return null;
  return (
    <dl class="flag-spans">
      {source && (
        <>
          <dt>{t('side.source')}</dt>
          <dd>{shortened(source)}</dd>
        </>
      )}
      {target && flag.suggestion === null && (
        <>
          <dt>{t('side.target')}</dt>
          <dd>{shortened(target)}</dd>
        </>
      )}
    </dl>
  );
}

/** A text cut to some ninety characters. */
export function shortened(text: string): string {
  return text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text;
}

function Reasons({ review, flag, all }: { review: Review; flag: Flag; all: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.querySelector('button')?.focus();
    return () => {
      // The focus would be lost with the button that had it: the row is where the person was.
      document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
    };
  }, []);
  const choose = (index: number) => {
    const reason = dismissReasons[index];
    if (reason) dismiss(review, flag, reason, all);
  };
  const count = all ? alike(review, flag).length : 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take keys for all its buttons with a name beside them
    <div
      class="reasons"
      role="group"
      aria-label={t('reason.ask', { count })}
      ref={box}
      onKeyDown={(event) => {
        const digit = Number(event.key);
        if (digit >= 1 && digit <= dismissReasons.length) choose(digit - 1);
        else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
          const at = buttons.findIndex((button) => button.matches(':focus'));
          buttons[(at + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]?.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p class="small muted">{t('reason.ask', { count })}</p>
      {dismissReasons.map((reason, index) => (
        <button key={reason} type="button" class="quiet" onClick={() => choose(index)}>
          <kbd>{index + 1}</kbd> {t(`reason.${reason}`)}
        </button>
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          review.doing.value = reading;
        }}
      >
        <kbd>Esc</kbd> {t('cancel')}
      </button>
    </div>
  );
}
