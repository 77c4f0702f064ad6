import { command, keysOf } from '../commands.ts';
import { number as formatted, percent, t } from '../i18n.ts';
import { showStroke } from '../keys.ts';
import { isDoubtful, openFlags } from '../store/model.ts';
import type { Review } from '../store/review.ts';
import { tip } from './BeadRow.tsx';
import { FlagCard, titleOf } from './FlagCard.tsx';
import { FlagForm } from './FlagForm.tsx';
import { History } from './History.tsx';
import { Icon, SeverityIcon } from './Icon.tsx';
import { TermForm } from './TermForm.tsx';

/** Says all about the active bead; on a narrow screen a sheet that comes up from below. */
export function Inspector({ review }: { review: Review }) {
  const bead = review.active.value;
  const up = review.sheetOpen.value;
  const flagging = review.doing.value.kind === 'flagging';
  const naming = review.doing.value.kind === 'naming';
  if (bead === null) return <aside class="inspector" aria-label={t('inspector.label')} />;
  const flags = [
    ...review.ranked(openFlags(bead)),
    ...review.ranked(bead.flags.filter(({ state }) => state !== 'open')),
  ];
  const looked = review.flag.value;
  const number = review.numbers.value.get(bead.id) ?? 0;
  return (
    <aside class={`inspector ${up ? 'up' : ''}`} aria-label={t('inspector.label')}>
      <div class="sheet-bar">
        <button
          type="button"
          class="sheet-handle"
          aria-expanded={up}
          onClick={() => {
            review.sheetOpen.value = !up;
          }}
        >
          {!up && looked?.state === 'open' ? (
            <>
              <SeverityIcon severity={looked.severity} /> <span>{titleOf(looked)}</span>
            </>
          ) : (
            <span>{t('row.number', { number: formatted(number) })}</span>
          )}
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={t('command.previousFlag')}
          onClick={command('previousFlag').run}
        >
          <Icon name="up" />
        </button>
        <button type="button" class="quiet" aria-label={t('command.nextFlag')} onClick={command('nextFlag').run}>
          <Icon name="lower" />
        </button>
        <button type="button" class="button small" onClick={command('confirm').run}>
          {t('inspector.confirm')}
        </button>
      </div>
      <div class="inspector-body">
        <header class="inspector-head">
          <h2>{t('row.number', { number: formatted(number) })}</h2>
          <p class="muted small">
            {t(`state.${bead.state}`)}
            {bead.edited && ` · ${t('state.edited')}`}
            {' · '}
            <span class={isDoubtful(bead) ? 'severity-major' : ''}>
              {bead.furniture ? t('gutter.furniture') : t('inspector.confidence', { share: percent(bead.confidence) })}
            </span>
          </p>
        </header>
        {flagging ? (
          <FlagForm review={review} />
        ) : naming ? (
          <TermForm review={review} />
        ) : (
          <>
            {flags.map((flag) => (
              <FlagCard key={flag.id} review={review} bead={bead} flag={flag} looked={flag.id === looked?.id} />
            ))}
            {flags.length === 0 && <p class="muted inspector-none">{t('inspector.none')}</p>}
          </>
        )}
        {review.historyOpen.value && <History review={review} />}
      </div>
      <div class="inspector-foot" role="toolbar" aria-label={t('inspector.acts')}>
        {['confirm', 'edit', 'flag', 'term', 'merge', 'split', 'history'].map((id) => (
          <CommandButton key={id} id={id} />
        ))}
      </div>
    </aside>
  );
}

function CommandButton({ id }: { id: string }) {
  const wanted = command(id);
  const stroke = keysOf(wanted)[0];
  return (
    <button type="button" class="quiet" disabled={!wanted.when()} title={tip(id)} onClick={wanted.run}>
      {t(`short.${id}`)} {stroke !== undefined && <kbd>{showStroke(stroke)}</kbd>}
    </button>
  );
}
