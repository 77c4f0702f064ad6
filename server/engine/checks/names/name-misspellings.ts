/** Candidates for a misspelt name: one slip of the fingers away from what the original leads to expect. */

import { capitalised } from '../../text/case.ts';
import { findMisfit, type Misfit, nameCost, nominatives, romanise } from '../../text/names.ts';
import { type Slip, slipBetween, spellingWords } from '../../text/spelling.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading } from '../check.ts';
import type { NameReading, TargetName } from './name-reading.ts';

export interface Misspelling {
  readonly target: TargetName;
  /** The word of the original that shows it, or -1. */
  readonly source: number;
  readonly correction: string;
  readonly slip: Slip;
  readonly features: Readonly<Record<string, number>>;
}

/** How a correction is known. */
type Ground = 'expected' | 'letters' | 'dictionary' | 'repeated' | 'misfit';

/** The best correction of each word that is not as expected. Time: the letters of such words times the names of the original. */
export function findMisspellings(names: NameReading, reading: PairReading): Misspelling[] {
  const found: Misspelling[] = [];
  for (const name of names.targets) {
    if (name.exact || name.text.length < 4 || name.familiar !== 'unknown' || name.names.length > 0) continue;
    const best = correct(name, names, reading);
    if (best) found.push(best);
  }
  return found;
}

function correct(name: TargetName, names: NameReading, reading: PairReading): Misspelling | null {
  const { source, target } = reading;
  const written = target.language.fold(name.text);
  let best: { correction: string; source: number; slip: Slip; ground: Ground; gain: number; left: number } | null =
    null;
  const offer = (correction: string, s: number, ground: Ground, gain: number, left: number): void => {
    const slip = slipBetween(written, correction);
    if (!slip) return;
    if (!best || gain > best.gain) best = { correction, source: s, slip, ground, gain, left };
  };
  // Where the letters fit the name already, only what is spelt so nowhere else can be a slip.
  const fitting = name.cost <= 0.03;
  // Forms that the original leads to expect.
  const plural = written.endsWith('s');
  for (const [single, [s = -1]] of names.expected) {
    // Austrians: the table has the singular.
    const form = plural && !single.endsWith('s') ? `${single}s` : single;
    if (Math.abs(form.length - written.length) > 1 || form.length < 4) continue;
    const slip = slipBetween(written, form);
    if (slip && (slip === 'exchanged' || !fitting || s !== name.nearest)) offer(form, s, 'expected', 1.2, 0);
  }
  // The same name, written elsewhere in the translation.
  for (const other of names.targets) {
    if (other === name || other.text.length < 4) continue;
    const form = target.language.fold(other.text);
    if (form !== written && (other.exact || other.cost < name.cost))
      offer(form, other.nearest, 'repeated', 1.3, other.cost);
  }
  // Letters that fit a name of the original better.
  if (name.cost > 0.02 && name.cost < 0.6) {
    for (const candidate of names.sources) {
      if (candidate.role === 'word') continue;
      const word = source.words[candidate.index]!;
      if (!word.capital) continue;
      for (const { text, lemmas } of partsOf(word.text, word.lemmas)) {
        const before = nameCost(text, written, lemmas);
        if (before < 0.04 || before > 0.6) continue;
        for (const form of variants(written, text)) {
          const after = nameCost(text, form, lemmas);
          const gain = (before - after) * Math.max(written.length, text.length);
          if (after < 0.1 && gain > 0.45) offer(form, candidate.index, 'letters', Math.min(gain, 2) / 2, after);
        }
      }
    }
  }
  // The one letter that does not fit the name that it is most like.
  let misfit: Misfit | null = null;
  const isExchanged = best !== null && (best as { slip: Slip }).slip === 'exchanged';
  const nearest = source.words[name.nearest];
  if (!isExchanged && nearest?.capital && name.cost > 0.02 && name.cost < 0.4) {
    misfit = findMisfit(nearest.text, written, nearest.lemmas);
    if (misfit && misfit.correction !== written)
      offer(misfit.correction, name.nearest, 'misfit', misfit.cost / 1.2, misfit.left);
  }
  // A word of the dictionary.
  const words = spellingWords(target.language.code);
  if (words) {
    for (const form of exchanges(written)) {
      const known =
        words.has(capitalised(form)) ||
        (!(fitting && name.cost > 0) &&
          (words.has(form) || target.language.lemmas(form).some((lemma) => words.has(lemma))));
      if (known) offer(form, name.nearest, 'dictionary', name.cost > 0.02 ? 0.9 : 0.3, name.cost);
    }
  }
  if (!best) return null;
  const { correction, source: s, slip, ground, gain, left } = best as NonNullable<typeof best>;
  const russian = isRussian(source.words[s], reading);
  return {
    target: name,
    source: s,
    correction: withCapitals(correction, name.text),
    slip,
    features: {
      expected: Number(ground === 'expected'),
      repeated: Number(ground === 'repeated'),
      dictionary: Number(ground === 'dictionary'),
      misfit: Number(ground === 'misfit'),
      misfitWrong: Number(ground === 'misfit' && misfit?.kind === 'wrong'),
      misfitMissing: Number(ground === 'misfit' && misfit?.kind === 'missing'),
      // All other letters fit without any freedom.
      clearMisfit: Number(ground === 'misfit' && left < 0.03),
      misfitRest: ground === 'misfit' ? Math.min(1, left) : 0,
      vowels: Number(ground === 'misfit' && (misfit?.cost ?? 0) < 0.7),
      russian: Number(russian),
      russianMisfit: Number(russian && ground === 'misfit'),
      russianClear: Number(russian && left < 0.06),
      plain: Number(slip !== 'exchanged' && isPlain(correction, source.words[s]?.text)),
      added: Number(slip === 'added'),
      leftOut: Number(slip === 'left-out'),
      // Bur- for «Бр-»: a syllable that the name has not; other letters too many are often not heard.
      syllable: Number(slip === 'added' && ground === 'letters' && addsSyllable(written, correction)),
      addedLetters: Number(slip === 'added' && ground === 'letters'),
      fitsAnyway: slip === 'exchanged' ? 0 : Math.max(0, 0.15 - name.cost) / 0.15,
      // Fame and Famer are two words.
      atEnd: Number(
        slip !== 'exchanged' &&
          slip !== 'replaced' &&
          (written.startsWith(correction) || correction.startsWith(written)),
      ),
      title: Number(names.title),
      gain,
      left,
      cost: Math.min(name.cost, 0.5),
      length: Math.min(10, name.text.length) / 10,
      linked: Number(name.nearest >= 0),
    },
  };
}

/** A surname or a patronymic of Russian make: those are written letter by letter, others as they are at home. */
function isRussian(word: Word | undefined, { source: { language } }: PairReading): boolean {
  const read = word && language.morphology?.analyses(word.folded)[0];
  return (
    word?.capital === true && (read?.name === 'surname' || read?.name === 'patronymic') && russianMake.test(read.lemma)
  );
}

/** Endings of most surnames of Russian and Ukrainian make, and of patronymics. */
const russianMake = /(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[уюя]к|[оеё]вич|[оеё]вна|ич|ична|енок)$/;

/** The correction is the Russian form in plain letters. */
function isPlain(correction: string, russian: string | undefined): boolean {
  return russian !== undefined && nominatives(russian).some((form) => romanise(form) === correction);
}

/** Whether the letter too many is a vowel between consonants. */
function addsSyllable(written: string, correction: string): boolean {
  let at = 0;
  while (at < correction.length && written[at] === correction[at]) at++;
  const vowel = /[aeiouy]/;
  return vowel.test(written[at] ?? '') && !vowel.test(written[at - 1] ?? 'a') && !vowel.test(written[at + 1] ?? 'a');
}

/** A word and its parts between hyphens. */
function partsOf(text: string, lemmas: readonly string[]): { text: string; lemmas: readonly string[] }[] {
  const parts = text.split(/[-‑]/).filter((part) => part.length > 2);
  return [{ text, lemmas }, ...(parts.length > 1 ? parts.map((part) => ({ text: part, lemmas: [] })) : [])];
}

/** A word with two neighbouring letters exchanged, with a letter left out, and as the Russian name is in plain letters. */
function variants(written: string, russian: string): Set<string> {
  const forms = new Set(exchanges(written));
  for (let k = 1; k < written.length; k++) forms.add(written.slice(0, k) + written.slice(k + 1));
  for (const form of nominatives(russian)) forms.add(romanise(form));
  return forms;
}

function exchanges(word: string): string[] {
  const forms: string[] = [];
  for (let k = 0; k + 1 < word.length; k++) {
    if (word[k] !== word[k + 1]) forms.push(word.slice(0, k) + word[k + 1] + word[k] + word.slice(k + 2));
  }
  return forms;
}

/** The capitals of what is replaced: McDonlad gives McDonald. */
function withCapitals(correction: string, written: string): string {
  let text = '';
  for (const [k, letter] of [...correction].entries()) {
    const model = written[k];
    text +=
      model !== undefined && model !== model.toLowerCase() && (k === 0 || correction.length === written.length)
        ? letter.toUpperCase()
        : letter;
  }
  return text;
}
