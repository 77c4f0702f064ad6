import type { LanguagePair } from '../languages/pair.ts';
import { nameCost, sameNameCost } from '../text/names.ts';
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
  /** A synonym of an entry's translation. */
  synonym: 0.6,
  /** The same name by its letters. */
  name: 0.85,
  sound: 0.8,
  soundStart: 0.5,
} as const;

/** A target position far from where it was expected makes a link less sure; this much at the other end of the sentence. */
const distancePenalty = 0.25;

/**
 * Links the words of a bead one to one: evidence from numbers, equal strings, the lexicon, names, roots, synonyms and
 * sounds, the likeliest link first, nearness deciding between equals. Words of grammar stand in almost every sentence, so
 * theirs need a link near by that agrees. Without a pair only what looks or sounds alike is linked.
 * Time: source words x their translations, plus a sort of the candidates.
 */
export function linkWords(source: readonly Word[], target: readonly Word[], pair: LanguagePair | null): Link[] {
  const words = new TargetWords(target);
  const candidates: Candidate[] = [];
  const scale = source.length > 1 && target.length > 1 ? (target.length - 1) / (source.length - 1) : 1;
  const offer: Offer = (s, t, score) => {
    const distance = Math.abs(t - s * scale) / Math.max(1, target.length);
    candidates.push({ source: s, target: t, score, rank: score - distancePenalty * distance });
  };
  for (const [s, word] of source.entries()) {
    for (const t of words.byForm.get(word.folded) ?? []) offer(s, t, word.isNumber ? worth.number : worth.equal);
    if (word.isNumber) continue;
    if (pair) offerRenderings(s, word, words, pair, offer);
    const sound = soundOf(word.folded);
    if (sound.length < 4) continue;
    for (const t of words.bySound.get(sound.slice(0, 4)) ?? []) {
      const score = soundScore(sound, soundOf(target[t]!.folded));
      if (score > 0) offer(s, t, score);
    }
  }
  if (pair) {
    offerNames(source, words, pair, offer);
    offerNumberWords(source, target, pair, offer);
  }
  return choose(candidates, source, target, pair);
}

interface Candidate {
  readonly source: number;
  readonly target: number;
  readonly score: number;
  readonly rank: number;
}

type Offer = (source: number, target: number, score: number) => void;

/** The target's words by what a source word may find them under. */
class TargetWords {
  readonly byForm = new Map<string, number[]>();
  readonly byRoot = new Map<string, number[]>();
  readonly bySound = new Map<string, number[]>();
  readonly words: readonly Word[];

  constructor(words: readonly Word[]) {
    this.words = words;
    for (const [t, word] of words.entries()) {
      for (const form of new Set([word.folded, ...word.lemmas])) {
        push(this.byForm, form, t);
        if (!word.isNumber) push(this.byRoot, root(form), t);
      }
      for (const part of word.folded.split('-')) {
        if (part !== word.folded && part.length > 2) push(this.byForm, part, t);
        const sound = soundOf(part);
        if (sound.length >= 4) push(this.bySound, sound.slice(0, 4), t);
      }
    }
  }
}

function offerRenderings(s: number, word: Word, target: TargetWords, pair: LanguagePair, offer: Offer): void {
  for (const { form, whole, phrases, capital } of pair.renderings(word.folded, word.lemmas, word.capital)) {
    const places = target.byForm.get(form);
    if (places) {
      if (!whole && !phrases.some((others) => others.every((other) => target.byForm.has(other)))) continue;
      for (const t of places)
        if (!capital || target.words[t]!.capital) offer(s, t, whole ? worth.lexicon : worth.phrase);
    } else if (whole) for (const t of target.byRoot.get(root(form)) ?? []) offer(s, t, worth.root);
  }
}

/** A name of several words: each of them may stand for each of the other side's. */
function offerNames(source: readonly Word[], target: TargetWords, pair: LanguagePair, offer: Offer): void {
  for (const { names, words } of pair.names.findPhrases(source)) {
    for (const form of new Set(names.flatMap((name) => name.target.flatMap((text) => text.split(' '))))) {
      for (const t of target.byForm.get(pair.to.fold(form)) ?? []) {
        if (target.words[t]!.capital) for (let s = words[0]; s < words[1]; s++) offer(s, t, worth.phrase);
      }
    }
  }
}

/** восьмой and eighth, двадцать and 20: words and digits of the same value. */
function offerNumberWords(source: readonly Word[], target: readonly Word[], pair: LanguagePair, offer: Offer): void {
  const byValue = new Map<number, number[]>();
  for (const [t, word] of target.entries()) {
    const value = numberOf(word, pair.to.numberWords);
    if (value !== null) push(byValue, value, t);
  }
  if (byValue.size === 0) return;
  for (const [s, word] of source.entries()) {
    const value = numberOf(word, pair.from.numberWords);
    if (value !== null) for (const t of byValue.get(value) ?? []) offer(s, t, worth.number);
  }
}

function numberOf(word: Word, numberWords: LanguagePair['to']['numberWords']): number | null {
  if (word.isNumber) return /^\p{Nd}+$/u.test(word.text) ? Number(word.text) : null;
  const meaning = numberWords.get(word.folded);
  return meaning && 'value' in meaning ? meaning.value : null;
}

/** The likeliest candidate first, each word once; then the words of grammar beside what is linked, then synonyms of what is left. */
function choose(
  candidates: Candidate[],
  source: readonly Word[],
  target: readonly Word[],
  pair: LanguagePair | null,
): Link[] {
  candidates.sort((a, b) => b.rank - a.rank || a.source - b.source || a.target - b.target);
  const ofSource = new Int32Array(source.length).fill(-1);
  const ofTarget = new Int32Array(target.length).fill(-1);
  const links: Link[] = [];
  const take = (s: number, t: number, score: number): void => {
    ofSource[s] = t;
    ofTarget[t] = s;
    links.push({ source: s, target: t, score });
  };
  const grammarWords = pair?.to.grammarWords ?? new Set();
  const isGrammar = (t: number): boolean => target[t]!.lemmas.some((lemma) => grammarWords.has(lemma));
  const waiting: Candidate[] = [];
  for (const candidate of candidates) {
    if (ofSource[candidate.source]! >= 0 || ofTarget[candidate.target]! >= 0) continue;
    if (isGrammar(candidate.target)) waiting.push(candidate);
    else take(candidate.source, candidate.target, candidate.score);
  }
  if (pair?.to.senses) {
    for (const { source: s, target: t } of synonyms(source, target, ofSource, ofTarget, pair, pair.to.senses)) {
      if (ofSource[s]! < 0 && ofTarget[t]! < 0) take(s, t, worth.synonym);
    }
  }
  if (pair) {
    for (const { source: s, target: t } of likeNames(source, target, ofSource, ofTarget)) {
      if (ofSource[s]! < 0 && ofTarget[t]! < 0) take(s, t, worth.name);
    }
  }
  for (const { source: s, target: t, score } of waiting) {
    if (ofSource[s]! >= 0 || ofTarget[t]! >= 0 || !hasNeighbour(s, t, ofSource)) continue;
    take(s, t, score);
  }
  return links.sort((a, b) => a.source - b.source);
}

/** Whether a word within four of the source word is linked to one within five of the target word. */
function hasNeighbour(s: number, t: number, ofSource: Int32Array): boolean {
  for (let k = Math.max(0, s - 4); k <= Math.min(ofSource.length - 1, s + 4); k++) {
    const other = ofSource[k]!;
    if (k !== s && other >= 0 && Math.abs(other - t) <= 5) return true;
  }
  return false;
}

/** Unlinked words with capitals that are the same name letter by letter: Олбенс and Albence. */
function* likeNames(
  source: readonly Word[],
  target: readonly Word[],
  ofSource: Int32Array,
  ofTarget: Int32Array,
): Generator<{ source: number; target: number }> {
  const free = [...target.keys()].filter((t) => ofTarget[t]! < 0 && target[t]!.capital && target[t]!.text.length > 2);
  if (free.length === 0) return;
  for (const [s, word] of source.entries()) {
    if (ofSource[s]! >= 0 || !word.capital || word.text.length < 3) continue;
    const sound = soundOf(word.folded);
    for (const t of free) {
      // Only what begins alike and is about as long is worth the letters' comparison; changing first letters are few.
      const other = soundOf(target[t]!.folded);
      if (!alikeInitials(sound[0], other[0]) || Math.abs(sound.length - other.length) > 3 + sound.length / 3) continue;
      if (nameCost(word.text, target[t]!.text, word.lemmas) <= sameNameCost) yield { source: s, target: t };
    }
  }
}

const initialClasses = ['aeiouh', 'dsizgk', 'vbuf', 'kghs', 'lrmn', 'ptf'];

function alikeInitials(a = '', b = ''): boolean {
  return a === b || initialClasses.some((letters) => letters.includes(a) && letters.includes(b));
}

/** Unlinked words of which a translation of one is a synonym of the other, and whose neighbours agree. */
function* synonyms(
  source: readonly Word[],
  target: readonly Word[],
  ofSource: Int32Array,
  ofTarget: Int32Array,
  pair: LanguagePair,
  senses: (lemma: string) => readonly number[],
): Generator<{ source: number; target: number }> {
  const bySense = new Map<number, number[]>();
  for (const [t, word] of target.entries()) {
    if (ofTarget[t]! >= 0 || word.isNumber || word.folded.length < 4) continue;
    for (const lemma of word.lemmas) {
      if (!pair.to.grammarWords.has(lemma)) for (const sense of senses(lemma)) push(bySense, sense, t);
    }
  }
  if (bySense.size === 0) return;
  for (const [s, word] of source.entries()) {
    if (ofSource[s]! >= 0 || word.isNumber || word.folded.length < 4) continue;
    for (const { form, whole } of pair.renderings(word.folded, word.lemmas, word.capital)) {
      if (!whole || pair.to.grammarWords.has(form)) continue;
      for (const sense of senses(form)) {
        for (const t of bySense.get(sense) ?? []) if (hasNeighbour(s, t, ofSource)) yield { source: s, target: t };
      }
    }
  }
}

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
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
