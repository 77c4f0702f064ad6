import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { hasMessage, percent, t } from '../i18n.ts';
import { strokeOf } from '../keys.ts';
import { follow } from '../routes/address.ts';
import { type Alike, accept, countAlike, dismiss, reopen } from '../store/actions.ts';
import { type Bead, dismissReasons, type Flag, textOf } from '../store/model.ts';
import { type Review, reading, type Scope } from '../store/review.ts';
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
      {looked && <Why review={review} flag={flag} />}
      {flag.state !== 'open' && (
        <p class="muted small">
          {flag.state === 'accepted'
            ? t('flag.wasAccepted')
            : t(flag.dismissal === null ? 'flag.wasDismissed' : 'flag.wasDismissedInProject', {
                reason: t(`reason.${flag.reason ?? 'other'}`),
              })}
        </p>
      )}
      {dismissing ? (
        <Reasons review={review} flag={flag} scope={dismissing.scope} />
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
                review.doing.value = { kind: 'dismissing', flag: flag.id, scope: 'one' };
              }}
            >
              {t('flag.dismiss')} <kbd>x</kbd>
            </button>
          )}
          {flag.state === 'dismissed' && (
            <button type="button" class="button small" onClick={() => void reopen(review, flag)}>
              {t(flag.dismissal === null ? 'flag.reopen' : 'flag.takeBack')}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

/** "Another treaty", or else the category's name. */
export function titleOf(flag: Flag): string {
  return (flag.origin === 'program' ? checkName(flag.check) : null) ?? t(`category.${flag.category}`);
}

/** A check's name; that of a user's own rule is the same for all. */
export function checkName(check: string): string | null {
  const key = `flags:checks.${check.replace(/\/.*$/, '')}.name`;
  return hasMessage(key) ? t(key) : null;
}

/** What the check looks for at all, behind a word: most readers know it by the second flag. */
function Why({ review, flag }: { review: Review; flag: Flag }) {
  const key = `flags:checks.${flag.check.replace(/\/.*$/, '')}.why`;
  const bitext = review.store.bitext.value;
  if (flag.origin === 'manual' || !hasMessage(key)) return null;
  const rule = flag.check.includes('/');
  const part = rule ? 'part=rules' : `check=${encodeURIComponent(flag.check)}`;
  return (
    <details class="why small">
      <summary>{t('flag.why')}</summary>
      <p>{t(key)}</p>
      {bitext !== null && (
        <a href={`/projects/${bitext.project}?${part}&bitext=${bitext.id}`} onClick={follow}>
          {t(rule ? 'flag.toRules' : 'flag.toCheck')}
        </a>
      )}
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

const scopes = ['one', 'bitext', 'project'] as const;

/** How far a dismissal goes, with how many flags each choice touches, and why. */
function Reasons({ review, flag, scope: asked }: { review: Review; flag: Flag; scope: Scope }) {
  const box = useRef<HTMLDivElement>(null);
  const alike = useSignal<Alike | null>(null);
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('.reason')?.focus();
    return () => {
      // The focus would be lost with the button that had it: the row is where the person was.
      document.querySelector<HTMLElement>('.row.active')?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    if (flag.origin === 'manual') return;
    void countAlike(review, flag).then((counts) => {
      alike.value = counts;
    });
  }, [flag.id]);
  const choose = (index: number) => {
    const reason = dismissReasons[index];
    if (reason) dismiss(review, flag, reason, scope);
  };
  const widen = (wanted: Scope) => {
    review.doing.value = { kind: 'dismissing', flag: flag.id, scope: wanted };
  };
  const counts = alike.value;
  // Where the text has no other like it, "all in this text" is no choice of its own.
  const choices = scopes.filter((each) => each !== 'bitext' || (counts?.bitext ?? 0) > 1);
  const scope = choices.includes(asked) || counts === null ? asked : 'one';
  const count = scope === 'one' || counts === null ? 1 : counts[scope];
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
        else if (strokeOf(event) === 'X' && counts !== null)
          widen(choices[(choices.indexOf(scope) + 1) % choices.length] ?? 'one');
        else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          const buttons = [...(box.current?.querySelectorAll<HTMLElement>('button') ?? [])];
          const at = buttons.findIndex((button) => button.matches(':focus'));
          buttons[(at + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]?.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {counts !== null && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div class="scopes" role="group" aria-label={t('reason.scope')}>
          {choices.map((each) => (
            <button key={each} type="button" class="quiet" aria-pressed={scope === each} onClick={() => widen(each)}>
              {t(`reason.scopes.${each}`, {
                count: each === 'one' ? 1 : counts[each],
                texts: t('reason.texts', { count: counts.bitexts }),
              })}
            </button>
          ))}
          <p class="small muted">
            <kbd>⇧X</kbd> {t('reason.widen')}
          </p>
        </div>
      )}
      <p class="small muted">{t('reason.ask', { count })}</p>
      {dismissReasons.map((reason, index) => (
        <button key={reason} type="button" class="quiet reason" onClick={() => choose(index)}>
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
