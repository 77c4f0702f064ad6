/** Plants wrong senses in good pairs: a rendering of one sense of a word is exchanged for one of another, or for a synonym of that. */

import type { PairReading } from '../../server/engine/checks/check.ts';
import { replaceWords } from '../../server/engine/checks/senses/replacements.ts';
import type { LanguagePair } from '../../server/engine/languages/pair.ts';

export interface PlantedSense {
  readonly text: string;
  /** Where the wrong word begins and ends. */
  readonly span: readonly [from: number, to: number];
  readonly lemma: string;
  readonly kind: 'listed' | 'synonym';
}

/**
 * Errors that can be planted in a pair, one for each word of several senses whose rendering is linked to it.
 * @param synonymsOf words that share a sense with a dictionary form.
 */
export function plantSenses(
  { source, target }: PairReading,
  pair: LanguagePair,
  random: () => number,
  synonymsOf: (word: string) => readonly string[],
): PlantedSense[] {
  const planted: PlantedSense[] = [];
  for (const [s, word] of source.words.entries()) {
    const t = source.linked[s] ?? -1;
    const lemma = word.lemmas.find((form) => pair.senses.of(form));
    const ambiguous = lemma === undefined ? undefined : pair.senses.of(lemma);
    if (t < 0 || !ambiguous || lemma === undefined || (word.capital && !word.first)) continue;
    const there = ambiguous.renderings(target.words).find(({ range }) => range[0] <= t && t < range[1]);
    if (!there) continue;
    const wrong = ambiguous.glosses.flatMap((_, sense) =>
      there.senses & (1 << sense)
        ? []
        : ambiguous
            .renderingsOf(sense)
            .slice(0, 4)
            .filter((text) => /^[a-z]+(?: [a-z]+)?$/.test(text)),
    );
    const kept = new Set(
      ambiguous.glosses.flatMap((_, k) => (there.senses & (1 << k) ? ambiguous.renderingsOf(k) : [])),
    );
    const choices = wrong.filter((text) => !kept.has(text));
    // A machine takes what a dictionary has.
    const known = new Set(pair.renderings(lemma, [lemma], false).map(({ form }) => form));
    const usual = choices.filter((text) => known.has(text));
    const pool = usual.length > 0 && random() < 0.7 ? usual : choices;
    let chosen = pool[Math.floor(random() ** 1.5 * pool.length)];
    if (chosen === undefined) continue;
    let kind: PlantedSense['kind'] = 'listed';
    if (random() < 0.25) {
      const synonyms = synonymsOf(chosen).filter((other) => !kept.has(other) && other !== chosen);
      const synonym = synonyms[Math.floor(random() * synonyms.length)];
      if (synonym !== undefined) {
        chosen = synonym;
        kind = 'synonym';
      }
    }
    const parts = ['n', 'v', 'adj'];
    const replacement = parts
      .map((part) => replaceWords(target, there.range[0], there.range[1], chosen, part))
      .find((found) => found !== null);
    if (!replacement) continue;
    const { text, span } = replacement;
    planted.push({
      text: target.text.slice(0, span[0]) + text + target.text.slice(span[1]),
      span: [span[0], span[0] + text.length],
      lemma,
      kind,
    });
  }
  return planted;
}
