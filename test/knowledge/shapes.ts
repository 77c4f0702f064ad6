/** What each kind of data file of a language or a pair looks like, as the head of the file tells a writer in words. */

import { nameKinds } from '../../server/engine/languages/names.ts';

/** Whose words a column holds; `mixed` for ids, notes, and columns that hold both. */
type Tongue = 'source' | 'target' | 'mixed';

export interface Column {
  readonly name: string;
  readonly tongue: Tongue;
  /** What parts several values; null where there is one. */
  readonly separator: ' | ' | ', ' | '/' | ' ' | ',' | null;
  readonly mayBeEmpty: boolean;
  /** Values that it may have; null for any. */
  readonly values: readonly string[] | null;
  /** Values are dictionary forms, which the language's morphology should know. */
  readonly lemmas: boolean;
}

export interface Shape {
  readonly columns: readonly Column[];
  /** Columns that no two lines may share; of one with several values, no value. */
  readonly key: readonly number[];
  /** Two lines may share a value of the key where each has one that the other has not: чинить/починить, чинить/учинить. */
  readonly partners: boolean;
  /** Lines stand in the order of the first column's code points. */
  readonly sorted: boolean;
}

const partsOfSpeech = [
  'n',
  'v',
  'adj',
  'adv',
  'prep',
  'conj',
  'part',
  'pron',
  'num',
  'interj',
  'pred',
  'intro',
] as const;
const phraseMarks = [
  'cancels-negation',
  'hides-negation',
  'negative',
  'quantity',
  'modal',
  'preposition',
  'conjunction',
  'adverb',
  'adjective',
  'noun',
  'verb',
  'idiom',
];
const negationMarks = ['hides-negation', 'affix', 'cancels-negation', 'negative'];
const polarKinds = [
  'direction',
  'time',
  'order',
  'quantity',
  'side',
  'evaluation',
  'place',
  'status',
  'action',
  'modal',
];

type Options = Partial<Omit<Column, 'name' | 'tongue'>>;
const column = (name: string, tongue: Tongue, options: Options = {}): Column => ({
  name,
  tongue,
  separator: null,
  mayBeEmpty: false,
  values: null,
  lemmas: false,
  ...options,
});
const several = { separator: ' | ' } as const;
const severalOrNone = { separator: ' | ', mayBeEmpty: true } as const;

const lexicon: Shape = {
  columns: [
    column('lemmas', 'source', { separator: '/', lemmas: true }),
    column('part of speech', 'mixed', { values: partsOfSpeech }),
    column('translations', 'target', { separator: ', ' }),
  ],
  key: [0, 1],
  partners: true,
  sorted: true,
};

/** By the file's name. One that is not here is held only to what all are: as many columns in every line as in the first, no line twice. */
const shapes: Readonly<Record<string, Shape>> = {
  'abbreviations.tsv': {
    columns: [
      column('abbreviation', 'source'),
      column('in full', 'source', several),
      column('translations', 'target', several),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'collocates.tsv': {
    columns: [
      column('lemmas', 'source', { separator: '/', lemmas: true }),
      column('sense', 'mixed'),
      column('collocates', 'source', several),
      column('translations', 'target', several),
    ],
    key: [0, 1],
    partners: true,
    sorted: false,
  },
  'target-negation.tsv': {
    columns: [
      column('pattern', 'target'),
      column('mark', 'mixed', { values: negationMarks }),
      column('counterparts', 'source', severalOrNone),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'calques.tsv': {
    columns: [
      column('phrase', 'source'),
      column('word for word', 'target', several),
      column('right', 'target', several),
      column('note', 'mixed', { mayBeEmpty: true }),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'false-friends.tsv': {
    columns: [
      column('lemmas', 'source', { separator: '/', lemmas: true }),
      column('part of speech', 'mixed', { values: ['n', 'v', 'adj', 'adv'] }),
      column('tempting', 'target', several),
      column('right', 'target', several),
      column('example', 'source'),
      column('its translation', 'target'),
      column('neighbours with which the tempting one is right', 'source', severalOrNone),
    ],
    key: [0, 1],
    partners: false,
    sorted: true,
  },
  'names.tsv': {
    columns: [
      column('names', 'source', several),
      column('kind', 'mixed', { values: nameKinds }),
      column('translations', 'target', several),
    ],
    key: [0, 1],
    partners: false,
    sorted: true,
  },
  'phrases.tsv': {
    columns: [
      column('pattern', 'source'),
      column('renderings', 'target', severalOrNone),
      column('marks', 'mixed', { separator: ',', mayBeEmpty: true, values: phraseMarks }),
      column('note', 'mixed', { mayBeEmpty: true }),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'polar.tsv': {
    columns: [
      column('id', 'mixed'),
      column('one pole, source', 'source', several),
      column('one pole, target', 'target', several),
      column('other pole, source', 'source', several),
      column('other pole, target', 'target', several),
      column('idioms', 'mixed', severalOrNone),
      column('kind', 'mixed', { values: polarKinds }),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'quantity.tsv': {
    columns: [column('word', 'source'), column('class', 'mixed'), column('translations', 'target', several)],
    key: [0, 1],
    partners: false,
    sorted: true,
  },
  'quantity-scales.tsv': {
    columns: [
      column('id', 'mixed'),
      column('classes', 'mixed', { separator: ' ' }),
      column('idioms', 'mixed', severalOrNone),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
  'terms.tsv': {
    columns: [
      column('id', 'mixed'),
      column('domain', 'mixed'),
      column('names', 'source', severalOrNone),
      column('acronyms', 'mixed', severalOrNone),
      column('accepted', 'target', severalOrNone),
      column('acronyms', 'target', severalOrNone),
      column('forbidden', 'target', severalOrNone),
      column('note', 'mixed', { mayBeEmpty: true }),
    ],
    key: [0],
    partners: false,
    sorted: true,
  },
};

/** @param path of the file inside the pair's folder: `lexicon/b.tsv`, `terms.tsv`. */
export function shapeOf(path: string): Shape | null {
  return path.startsWith('lexicon/') ? lexicon : (shapes[path] ?? null);
}
