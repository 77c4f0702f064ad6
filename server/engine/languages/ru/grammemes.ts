/**
 * The tags of the OpenCorpora dictionary (opencorpora.org/dict.php?act=gram) as features of the engine.
 */

import type { Features } from '../language.ts';

const none: Features = {
  partOfSpeech: null,
  case: null,
  number: null,
  gender: null,
  animate: null,
  tense: null,
  person: null,
  mood: null,
  aspect: null,
  voice: null,
  short: false,
  name: null,
  abbreviation: false,
};

const meaning: Readonly<Record<string, Partial<Features>>> = {
  NOUN: { partOfSpeech: 'noun' },
  ADJF: { partOfSpeech: 'adjective' },
  ADJS: { partOfSpeech: 'adjective', short: true },
  COMP: { partOfSpeech: 'comparative' },
  VERB: { partOfSpeech: 'verb' },
  INFN: { partOfSpeech: 'infinitive' },
  PRTF: { partOfSpeech: 'participle' },
  PRTS: { partOfSpeech: 'participle', short: true },
  GRND: { partOfSpeech: 'gerund' },
  NUMR: { partOfSpeech: 'numeral' },
  ADVB: { partOfSpeech: 'adverb' },
  NPRO: { partOfSpeech: 'pronoun' },
  Apro: { partOfSpeech: 'pronoun' },
  PRED: { partOfSpeech: 'predicative' },
  PREP: { partOfSpeech: 'preposition' },
  CONJ: { partOfSpeech: 'conjunction' },
  PRCL: { partOfSpeech: 'particle' },
  INTJ: { partOfSpeech: 'interjection' },
  anim: { animate: true },
  inan: { animate: false },
  masc: { gender: 'masculine' },
  femn: { gender: 'feminine' },
  neut: { gender: 'neuter' },
  'ms-f': { gender: 'common' },
  sing: { number: 'singular' },
  plur: { number: 'plural' },
  nomn: { case: 'nominative' },
  gent: { case: 'genitive' },
  gen1: { case: 'genitive' },
  gen2: { case: 'genitive' },
  datv: { case: 'dative' },
  accs: { case: 'accusative' },
  acc2: { case: 'accusative' },
  ablt: { case: 'instrumental' },
  loct: { case: 'prepositional' },
  loc1: { case: 'prepositional' },
  loc2: { case: 'prepositional' },
  voct: { case: 'vocative' },
  past: { tense: 'past' },
  pres: { tense: 'present' },
  futr: { tense: 'future' },
  '1per': { person: 1 },
  '2per': { person: 2 },
  '3per': { person: 3 },
  indc: { mood: 'indicative' },
  impr: { mood: 'imperative' },
  perf: { aspect: 'perfective' },
  impf: { aspect: 'imperfective' },
  actv: { voice: 'active' },
  pssv: { voice: 'passive' },
  Name: { name: 'given' },
  Patr: { name: 'patronymic' },
  Surn: { name: 'surname' },
  Geox: { name: 'place' },
  Orgn: { name: 'organisation' },
  Abbr: { abbreviation: true },
};

/** Parts of speech that take no new words, so that a guess must not be one. */
const closedClasses = new Set(['NUMR', 'NPRO', 'PRED', 'PREP', 'CONJ', 'PRCL', 'INTJ', 'Apro']);
/** Old, colloquial, misspelt and second-best forms (вод*ою*, в лес*у*). */
const secondary = /^(?:V-|Infr|Slng|Arch|Litr|Erro|Dist|gen2|acc2|loc2)/;

/** A tag of the dictionary, read. */
export interface Tag {
  /** As the dictionary spells it: `NOUN,inan,masc sing,gent`. */
  readonly text: string;
  readonly features: Features;
  /** New words may have it. */
  readonly productive: boolean;
  /** An ordinal, which the dictionary counts among the forms of its numeral: первый under один. */
  readonly ordinal: boolean;
  /** The usual form for its features, not a variant. */
  readonly primary: boolean;
}

export function readTag(text: string): Tag {
  const marks = text.split(/[ ,]/);
  const features = Object.assign({}, none, ...marks.map((mark) => meaning[mark] ?? {})) as Features;
  return {
    text,
    features,
    productive: !marks.some((mark) => closedClasses.has(mark)),
    ordinal: marks.includes('Anum'),
    primary: !marks.some((mark) => secondary.test(mark)),
  };
}
