import type { Alignment } from '../engine/align/align.ts';
import { linkWords } from '../engine/align/links.ts';
import { joinSegments, type Segment } from '../engine/bitext.ts';
import { type Language, loadLanguage } from '../engine/languages/language.ts';
import type { LanguagePair } from '../engine/languages/pair.ts';
import { readWords } from '../engine/text/words.ts';
import { type Call, say, setting } from './command.ts';

/** What an alignment rests on, for a person who wonders whether to believe it. */

/** From this confidence on a bead needs no second look; the page draws its line at the same place. */
const sure = 0.8;

/** What linked the words of the beads to one another. */
interface Tally {
  words: number;
  numbers: number;
  /** Written the same on both sides. */
  equal: number;
  /** Translations that the pair's lexicon knows, and names by their sound. */
  known: number;
}

/**
 * Says on standard error how the sentences were grouped, how strong the evidence is and what words it rests on. The words are
 * those that knowledge of the pair links; what the aligner learnt from the text itself comes on top and is in the evidence.
 */
export async function explainAlignment(
  call: Call,
  { beads, evidence }: Alignment,
  source: readonly Segment[],
  target: readonly Segment[],
  pair: LanguagePair | null,
): Promise<void> {
  const from = pair?.from ?? (await loadLanguage(setting(call, 'from')));
  const to = pair?.to ?? (await loadLanguage(setting(call, 'to')));
  const kinds = new Map<string, number>();
  const tally: Tally = { words: 0, numbers: 0, equal: 0, known: 0 };
  for (const bead of beads) {
    const kind = `${bead.source.length}-${bead.target.length}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const text = (indexes: readonly number[], side: readonly Segment[]) =>
      joinSegments(indexes.flatMap((index) => side[index]?.text ?? []));
    count(tally, text(bead.source, source), text(bead.target, target), from, to, pair);
  }
  const share = (part: number): number => Math.round((100 * part) / Math.max(1, tally.words));
  const linked = tally.numbers + tally.equal + tally.known;
  const lines = [
    say(call, 'explain.beads', {
      source: source.length,
      target: target.length,
      count: beads.length,
      kinds: [...kinds]
        .sort(([, a], [, b]) => b - a)
        .map(([kind, times]) => `${times} × ${kind}`)
        .join(', '),
    }),
    say(call, 'explain.sure', {
      count: beads.filter(({ confidence }) => confidence >= sure).length,
      percent: Math.round(sure * 100),
    }),
    say(call, 'explain.evidence', { evidence: evidence.toFixed(1) }),
    say(call, 'explain.words', {
      percent: share(linked),
      known: share(tally.known),
      numbers: share(tally.numbers),
      equal: share(tally.equal),
    }),
  ];
  for (const line of lines) call.io.complain(line);
}

function count(tally: Tally, source: string, target: string, from: Language, to: Language, pair: LanguagePair | null) {
  const [sourceWords, targetWords] = [readWords(source, from), readWords(target, to)];
  tally.words += sourceWords.length;
  for (const link of linkWords(sourceWords, targetWords, pair)) {
    const [word, other] = [sourceWords[link.source], targetWords[link.target]];
    if (word?.isNumber) tally.numbers++;
    else if (word?.folded === other?.folded) tally.equal++;
    else tally.known++;
  }
}
