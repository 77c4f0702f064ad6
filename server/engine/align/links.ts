import type { LanguagePair, Rendering } from '../languages/pair.ts';
import { nameCost, sameNameCost } from '../text/names.ts';
import { perForm, type Word } from '../text/words.ts';
import { linkGroups } from './phrase-links.ts';
import { soundOf } from './sounds.ts';

/** A source word and the target word that stands for it, by their indexes. */
export interface Link {
  readonly source: number;
  readonly target: number;
  /** Probability, 0 to 1, that the two translate each other here. */
  readonly score: number;
  readonly kind: LinkKind;
}

/** On what grounds two words are linked. Links of a `phrase` may share their target word; all others are one to one. */
export type LinkKind = keyof typeof worth | 'learnt' | 'place';

/** What each kind of evidence is worth, as read off on hand-judged links. */
const worth = {
  number: 0.98,
  equal: 0.97,
  /** An entry of the lexicon or of the names. */
  lexicon: 0.92,
  /** A word of a phrase that is an entry's translation. */
  part: 0.7,
  /** A word of a set phrase, with a word of its rendering. */
  phrase: 0.85,
  /** The same root as an entry's translation: decide for decision. */
  root: 0.7,
  /** A synonym of an entry's translation. */
  synonym: 0.6,
  /** The same name by its letters. */
  name: 0.85,
  sound: 0.8,
  soundStart: 0.5,
} as const;

/** A link of a phrase whose rendering is of words of grammar alone. */
const grammarPhrase = 0.75;

/** A link of words of grammar whose own neighbours are not each other's. */
const grammarAlone = 0.75;

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
  const offer: Offer = (s, t, kind) => {
    const distance = Math.abs(t - s * scale) / Math.max(1, target.length);
    candidates.push({ source: s, target: t, kind, rank: worth[kind] - distancePenalty * distance });
  };
  for (const [s, word] of source.entries()) {
    for (const t of words.byForm.get(word.folded) ?? []) offer(s, t, word.isNumber ? 'number' : 'equal');
    if (word.isNumber) continue;
    if (pair) offerRenderings(s, word, words, pair, offer);
    const sound = soundOf(word.folded);
    if (sound.length < 4) continue;
    for (const t of words.bySound.get(sound.slice(0, 4)) ?? []) {
      const kind = soundKind(sound, soundOf(target[t]!.folded));
      if (kind) offer(s, t, kind);
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
  readonly kind: Grounds;
  readonly rank: number;
}

type Grounds = keyof typeof worth;
type Offer = (source: number, target: number, kind: Grounds) => void;

/** What is the same of a target word wherever it stands. */
interface TargetForm {
  readonly forms: readonly string[];
  readonly roots: readonly string[];
  /** The first letters of its sound and of its parts' ones. */
  readonly sounds: readonly string[];
}

const targetFormOf = perForm((word): TargetForm => {
  const forms = new Set(word.keys);
  const roots = new Set(word.isNumber ? [] : word.keys.map(root));
  const sounds = new Set<string>();
  for (const part of word.folded.split('-')) {
    if (part !== word.folded && part.length > 2) forms.add(part);
    const sound = soundOf(part);
    if (sound.length >= 4) sounds.add(sound.slice(0, 4));
  }
  return { forms: [...forms], roots: [...roots], sounds: [...sounds] };
});

/** So that a server that runs for long does not grow without end. */
const mostRemembered = 500_000;

/** The target's words by what a source word may find them under. */
class TargetWords {
  readonly byForm = new Map<string, number[]>();
  readonly byRoot = new Map<string, number[]>();
  readonly bySound = new Map<string, number[]>();
  readonly words: readonly Word[];

  constructor(words: readonly Word[]) {
    this.words = words;
    for (let t = 0; t < words.length; t++) {
      const { forms, roots, sounds } = targetFormOf(words[t]!);
      for (const form of forms) push(this.byForm, form, t);
      for (const key of roots) push(this.byRoot, key, t);
      for (const sound of sounds) push(this.bySound, sound, t);
    }
  }
}

/** The roots of renderings, by the array of a word's renderings, of which there is one for each form. */
const rootsOfRenderings = new Map<readonly Rendering[], readonly string[]>();

function rootsOf(renderings: readonly Rendering[]): readonly string[] {
  let roots = rootsOfRenderings.get(renderings);
  if (!roots) {
    roots = renderings.map(({ form }) => root(form));
    if (rootsOfRenderings.size >= mostRemembered) rootsOfRenderings.clear();
    rootsOfRenderings.set(renderings, roots);
  }
  return roots;
}

function offerRenderings(s: number, word: Word, target: TargetWords, pair: LanguagePair, offer: Offer): void {
  const renderings = pair.renderings(word.folded, word.lemmas, word.capital);
  if (renderings.length === 0) return;
  const roots = rootsOf(renderings);
  for (let k = 0; k < renderings.length; k++) {
    const { form, whole, phrases, capital } = renderings[k]!;
    const places = target.byForm.get(form);
    if (places) {
      if (!whole && !phrases.some((others) => others.every((other) => target.byForm.has(other)))) continue;
      for (const t of places) if (!capital || target.words[t]!.capital) offer(s, t, whole ? 'lexicon' : 'part');
    } else if (whole) {
      const alike = target.byRoot.get(roots[k]!);
      if (alike) for (const t of alike) offer(s, t, 'root');
    }
  }
}

/** A name of several words: each of them may stand for each of the other side's. */
function offerNames(source: readonly Word[], target: TargetWords, pair: LanguagePair, offer: Offer): void {
  for (const { names, words } of pair.names.findPhrases(source)) {
    for (const form of new Set(names.flatMap((name) => name.target.flatMap((text) => text.split(' '))))) {
      for (const t of target.byForm.get(pair.to.fold(form)) ?? []) {
        if (target.words[t]!.capital) for (let s = words[0]; s < words[1]; s++) offer(s, t, 'part');
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
    if (value !== null) for (const t of byValue.get(value) ?? []) offer(s, t, 'number');
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
  const take = (s: number, t: number, kind: Grounds, score: number = worth[kind]): void => {
    ofSource[s] = t;
    if (ofTarget[t]! < 0) ofTarget[t] = s;
    links.push({ source: s, target: t, score, kind });
  };
  const grammarWords = pair?.to.grammarWords ?? new Set();
  const isGrammar = (t: number): boolean => target[t]!.lemmas.some((lemma) => grammarWords.has(lemma));
  const waiting: Candidate[] = [];
  for (const candidate of candidates) {
    if (ofSource[candidate.source]! >= 0 || ofTarget[candidate.target]! >= 0) continue;
    if (isGrammar(candidate.target)) waiting.push(candidate);
    else take(candidate.source, candidate.target, candidate.kind);
  }
  if (pair?.to.senses) {
    for (const { source: s, target: t } of synonyms(source, target, ofSource, ofTarget, pair, pair.to.senses)) {
      if (ofSource[s]! < 0 && ofTarget[t]! < 0) take(s, t, 'synonym');
    }
  }
  if (pair) {
    for (const { source: s, target: t } of likeNames(source, target, ofSource, ofTarget)) {
      if (ofSource[s]! < 0 && ofTarget[t]! < 0) take(s, t, 'name');
    }
  }
  for (const { source: s, target: t, kind } of waiting) {
    if (ofSource[s]! >= 0 || ofTarget[t]! >= 0 || !hasNeighbour(s, t, ofSource)) continue;
    take(s, t, kind, isBeside(s, t, ofSource) ? worth[kind] : Math.min(worth[kind], grammarAlone));
  }
  if (pair) {
    for (const { source: s, target: t, telling } of linkGroups(source, target, pair, ofSource, ofTarget))
      take(s, t, 'phrase', telling ? worth.phrase : grammarPhrase);
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

/** Whether the next word is linked to the next one, or the one before to the one before, an article between them or not. */
function isBeside(s: number, t: number, ofSource: Int32Array): boolean {
  const [before, after] = [ofSource[s - 1] ?? -1, ofSource[s + 1] ?? -1];
  return (
    (before >= 0 && (t - before === 1 || t - before === 2)) || (after >= 0 && (after - t === 1 || after - t === 2))
  );
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
      if (nameCost(word.text, target[t]!.text, word.lemmas, beyondSame) <= sameNameCost) yield { source: s, target: t };
    }
  }
}

/** Names that differ more are different ones; how much more nobody asks. */
const beyondSame = sameNameCost * 1.001;

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
    for (const sense of sensesOf(pair.renderings(word.folded, word.lemmas, word.capital), pair, senses)) {
      const places = bySense.get(sense);
      if (places) for (const t of places) if (hasNeighbour(s, t, ofSource)) yield { source: s, target: t };
    }
  }
}

/** The senses of renderings, by the array of a word's renderings. */
const sensesOfRenderings = new Map<readonly Rendering[], readonly number[]>();

function sensesOf(
  renderings: readonly Rendering[],
  pair: LanguagePair,
  senses: (lemma: string) => readonly number[],
): readonly number[] {
  let found = sensesOfRenderings.get(renderings);
  if (!found) {
    const telling = renderings.filter(({ form, whole }) => whole && !pair.to.grammarWords.has(form));
    found = [...new Set(telling.flatMap(({ form }) => senses(form)))];
    if (sensesOfRenderings.size >= mostRemembered) sensesOfRenderings.clear();
    sensesOfRenderings.set(renderings, found);
  }
  return found;
}

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const known = map.get(key);
  if (known) {
    if (known[known.length - 1] !== value) known.push(value);
  } else map.set(key, [value]);
}

/** How alike two sounds are, by the length of their common beginning; null where that is chance. */
function soundKind(a: string, b: string): 'sound' | 'soundStart' | null {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  if (common < 4) return null;
  const share = common / Math.max(a.length, b.length);
  return share >= 0.6 ? 'sound' : share >= 0.45 ? 'soundStart' : null;
}

const endings =
  /(?:isations?|izations?|ations?|itions?|utions?|ments?|ities|ity|iveness|fulness|lessness|nesses|ness|ances?|ences?|ancy|ency|ically|ically|ally|ively|edly|ingly|ly|ical|ial|al|ives?|ions?|ings?|ed|ers?|ors?|ists?|isms?|able|ible|ous|ful|ise|ize|ify|ate|ic|es|s|e|y)$/;

/** An English word without the ending that makes it a noun, a verb, an adjective: decide, decision and decisive meet. At least four letters stay. */
function root(word: string): string {
  if (word.length < 6) return word;
  const stem = word.replace(endings, '');
  return stem.length >= 4 ? stem : word;
}
