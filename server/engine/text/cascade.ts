/**
 * Breaks by a cascade of patterns, as SRX 2.0 defines them (gala-global.org, "Segmentation Rules eXchange 2.0", 5.1.4).
 */

import type { CascadeRule } from './sentence-rules.ts';

/**
 * Places at which the first matching rule says that there is a break. Each rule goes over the text once, so the
 * time is that of the rules times the text.
 */
export function cascadeBreaks(text: string, rules: readonly CascadeRule[]): number[] {
  const verdict = new Map<number, boolean>();
  for (const { breaks, before, after } of rules) {
    // Looking behind tries every way in which a match may end at a place, as overlapping matches need: "z. B."
    for (const { index } of text.matchAll(new RegExp(`(?<=${before})(?=${after})`, 'gmu'))) {
      if (!verdict.has(index)) verdict.set(index, breaks);
    }
  }
  return [...verdict]
    .filter(([, breaks]) => breaks)
    .map(([place]) => place)
    .sort((a, b) => a - b);
}
