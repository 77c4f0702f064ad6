import type { Severity } from '../../server/engine/bitext.ts';
import { t } from '../i18n.ts';

/** A severity's sign: an octagon, a triangle, a dot; shape and lightness differ as well as colour. */
export function SeverityIcon({ severity, label = true }: { severity: Severity; label?: boolean }) {
  const shape = {
    critical: <path d="M4.6 1h4.8L13 4.6v4.8L9.4 13H4.6L1 9.4V4.6z" fill="currentColor" />,
    major: <path d="M7 1.5 13.2 12.5H.8z" fill="currentColor" />,
    minor: <circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="2" />,
    neutral: <circle cx="7" cy="7" r="2.5" fill="currentColor" />,
  }[severity];
  const words = t(`severity.${severity}`);
  return (
    <svg
      class={`severity-icon severity-${severity}`}
      viewBox="0 0 14 14"
      role={label ? 'img' : undefined}
      aria-label={label ? words : undefined}
      aria-hidden={label ? undefined : 'true'}
    >
      {shape}
      {severity === 'critical' && <path d="M7 3.6v4M7 9v1.6" stroke="var(--paper)" stroke-width="1.6" />}
    </svg>
  );
}

const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.4 7.9 3.6 3.6',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  bookmark: 'M4.5 2.5h7v11L8 11l-3.5 2.5z',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  up: 'M8 13V3M4 7l4-4 4 4',
  lower: 'M8 3v10M4 9l4 4 4-4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H9',
  file: 'M4 1.5h5l3 3v10H4zM9 1.5v3h3',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
} as const;

/** A sign of one stroke; it never stands alone without words for those who do not see it. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" class="icon">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === 'more' ? 2.4 : 1.5}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
