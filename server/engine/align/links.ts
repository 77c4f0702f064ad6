import type { LanguagePair } from '../languages/pair.ts';
import type { Word } from '../text/words.ts';
import { soundOf } from './sounds.ts';

/** A source word and the target word that stands for it, by their indexes. */
export interface Link {
  readonly source: number;
  readonly target: number;
  /** Probability, 0 to 1, that the two translate each other here. */
  readonly score: number;
}

/** What each kind of evidence is worth, as read off on hand-judged links. */
const worth = {
  number: 0.98,
  equal: 0.97,
  lexicon: 0.92,
  /** A word of a phrase that is an entry's translation. */
  phrase: 0.7,
  /** The same root as an entry's translation: decide for decision. */
  root: 0.7,
  sound: 0.8,
  soundStart: 0.5,
} as const;

/** A target position far from where it was expected makes a link less sure; this much at the other end of the sentence. */
const distancePenalty = 0.25;

/**
 * Links the words of a bead one to one: evidence from numbers, equal strings, the lexicon, roots and sounds, the likeliest
 * link first, nearness deciding between equals. Without a pair only what looks or sounds alike is linked.
 * Time: source words x their translations, plus a sort of the candidates.
 */
export function linkWords(source: readonly Word[], target: readonly Word[], pair: LanguagePair | null): Link[] {
  const byForm = new Map<string, number[]>();
  const byRoot = new Map<string, number[]>();
  const bySound = new Map<string, number[]>();
  for (const [t, word] of target.entries()) {
    for (const form of new Set([word.folded, ...word.lemmas])) {
      push(byForm, form, t);
      if (!word.isNumber) push(byRoot, root(form), t);
    }
    for (const part of word.folded.split('-')) {
      if (part !== word.folded && part.length > 2) push(byForm, part, t);
      const sound = soundOf(part);
      if (sound.length >= 4) push(bySound, sound.slice(0, 4), t);
    }
  }
  const candidates: { source: number; target: number; score: number; rank: number }[] = [];
  const scale = source.length > 1 && target.length > 1 ? (target.length - 1) / (source.length - 1) : 1;
  const offer = (s: number, t: number, score: number): void => {
    const distance = Math.abs(t - s * scale) / Math.max(1, target.length);
    candidates.push({ source: s, target: t, score, rank: score - distancePenalty * distance });
  };
  for (const [s, word] of source.entries()) {
    for (const t of byForm.get(word.folded) ?? []) offer(s, t, word.isNumber ? worth.number : worth.equal);
    if (word.isNumber) continue;
    if (pair) {
      for (const { form, whole, capital } of pair.renderings(word.folded, word.lemmas, word.capital)) {
        const places = byForm.get(form);
        if (places) {
          for (const t of places) if (!capital || target[t]!.capital) offer(s, t, whole ? worth.lexicon : worth.phrase);
        } else if (whole) for (const t of byRoot.get(root(form)) ?? []) offer(s, t, worth.root);
      }
    }
    const sound = soundOf(word.folded);
    if (sound.length < 4) continue;
    for (const t of bySound.get(sound.slice(0, 4)) ?? []) {
      const score = soundScore(sound, soundOf(target[t]!.folded));
      if (score > 0) offer(s, t, score);
    }
  }
  if (pair) {
    // A name of several words: each of them may stand for each of the other side's.
    for (const { names, words } of pair.names.findPhrases(source)) {
      for (const form of new Set(names.flatMap((name) => name.target.flatMap((text) => text.split(' '))))) {
        for (const t of byForm.get(pair.to.fold(form)) ?? []) {
          if (target[t]!.capital) for (let s = words[0]; s < words[1]; s++) offer(s, t, worth.phrase);
        }
      }
    }
  }
  candidates.sort((a, b) => b.rank - a.rank || a.source - b.source || a.target - b.target);
  const takenSource = new Uint8Array(source.length);
  const takenTarget = new Uint8Array(target.length);
  const links: Link[] = [];
  for (const { source: s, target: t, score } of candidates) {
    if (takenSource[s] || takenTarget[t]) continue;
    takenSource[s] = 1;
    takenTarget[t] = 1;
    links.push({ source: s, target: t, score });
  }
  return links.sort((a, b) => a.source - b.source);
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known) {
    if (known[known.length - 1] !== value) known.push(value);
  } else map.set(key, [value]);
}

/** How alike two sounds are, by the length of their common beginning. */
function soundScore(a: string, b: string): number {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  if (common < 4) return 0;
  const share = common / Math.max(a.length, b.length);
  return share >= 0.6 ? worth.sound : share >= 0.45 ? worth.soundStart : 0;
}

const endings =
  /(?:isations?|izations?|ations?|itions?|utions?|ments?|ities|ity|iveness|fulness|lessness|nesses|ness|ances?|ences?|ancy|ency|ically|ically|ally|ively|edly|ingly|ly|ical|ial|al|ives?|ions?|ings?|ed|ers?|ors?|ists?|isms?|able|ible|ous|ful|ise|ize|ify|ate|ic|es|s|e|y)$/;

/** An English word without the ending that makes it a noun, a verb, an adjective: decide, decision and decisive meet. At least four letters stay. */
function root(word: string): string {
  if (word.length < 6) return word;
  const stem = word.replace(endings, '');
  return stem.length >= 4 ? stem : word;
}
