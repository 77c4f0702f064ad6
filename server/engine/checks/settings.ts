/** What a project sets for the checks of its bitexts. */

import { severities } from '../bitext.ts';
import type { OwnRule } from './own-rule.ts';

/** Off, or the severity that a check's flags are given whatever it found itself. */
export const levels = ['off', ...severities] as const;
export type Level = (typeof levels)[number];

export interface CheckSettings {
  /** By check; one that is not here works as it finds. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly rules: readonly OwnRule[];
  /** Another one whenever the project's termbases and dictionaries have changed; null where it has none. */
  readonly words: string | null;
  /** House styles that the translation is held to. */
  readonly styles: readonly string[];
}

export const plainSettings: CheckSettings = { levels: {}, rules: [], words: null, styles: [] };

export function isOff(settings: CheckSettings, check: string): boolean {
  return settings.levels[check] === 'off';
}
