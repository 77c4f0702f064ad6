import { doubled } from './columns.ts';
import { parameters } from './parameters.ts';

/**
 * One side of a text as bags of tokens: a token is the first letters of a lower-cased word, a run of digits, a Han
 * character or pair of them, or a mark of punctuation that translations tend to keep. Kana, Thai, Lao, Khmer and Burmese
 * are cut into words by Unicode's dictionaries.
 */
export interface Bags {
  readonly sentences: number;
  /** `tokens` of sentence i are at `starts[i] .. starts[i + 1]`. */
  readonly starts: Int32Array;
  /** Ids of types, 0 .. types.length - 1. */
  readonly tokens: Int32Array;
  /** The token string of a type. */
  readonly types: readonly string[];
  /** The distinct lower-case words behind a type: what a lexicon is asked about. */
  readonly forms: readonly (readonly string[])[];
  /** Characters that are not white space, of each sentence. */
  readonly lengths: Float64Array;
}

/** Han characters one by one, runs of letters that are written without spaces, words, digits, and telling punctuation. */
const pattern =
  /\p{sc=Han}|(?<run>[[\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]--[\p{sc=Han}\p{P}]]+)|[\p{L}\p{M}]+|\p{Nd}+|[?!:;\(\)\[\]"«»„“”…—–？！：；（）「」『』《》]/gv;
const han = /^\p{Script=Han}/u;
/** Words of scripts that are written without spaces, by Unicode's rules and dictionaries. */
const dictionaryWords = new Intl.Segmenter(undefined, { granularity: 'word' });
const marks: Readonly<Record<string, string>> = {
  '？': '?',
  '！': '!',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '«': '"',
  '»': '"',
  '„': '"',
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '—': '–',
};

/** Linear in the characters of the sentences. */
export function readBags(sentences: readonly string[]): Bags {
  const starts = new Int32Array(sentences.length + 1);
  const lengths = new Float64Array(sentences.length);
  const types: string[] = [];
  const forms: Set<string>[] = [];
  const ids = new Map<string, number>();
  let tokens = new Int32Array(1024);
  let count = 0;
  const add = (type: string, form: string) => {
    let id = ids.get(type);
    if (id === undefined) {
      id = types.length;
      ids.set(type, id);
      types.push(type);
      forms.push(new Set());
    }
    forms[id]!.add(form);
    if (count === tokens.length) tokens = doubled(tokens);
    tokens[count++] = id;
  };
  for (let i = 0; i < sentences.length; i++) {
    const text = sentences[i]!;
    lengths[i] = countCharacters(text);
    let previousEnd = -1;
    let previousHan = '';
    for (const match of text.toLowerCase().matchAll(pattern)) {
      const word = match[0];
      if (han.test(word)) {
        add(word, word);
        if (previousEnd === match.index) add(previousHan + word, previousHan + word);
        previousHan = word;
        previousEnd = match.index + word.length;
      } else if (match.groups?.run) {
        for (const { segment, isWordLike } of dictionaryWords.segment(word)) {
          if (isWordLike) add(segment.slice(0, parameters.stemLetters), segment);
        }
      } else {
        add(marks[word] ?? word.slice(0, parameters.stemLetters), word);
      }
    }
    starts[i + 1] = count;
  }
  return {
    sentences: sentences.length,
    starts,
    tokens: tokens.slice(0, count),
    types,
    forms: forms.map((set) => [...set]),
    lengths,
  };
}

function countCharacters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code !== 0xa0 && code !== 0x3000) count++;
  }
  return count;
}

/**
 * For every token, its probability in the neighbourhood: the sentences around, smoothed with the whole document. A bead
 * has to explain its words better than its neighbours would, not better than the language would. Linear in the tokens.
 */
export function localBackground(bags: Bags): Float64Array {
  const { sentences, starts, tokens, types } = bags;
  const half = parameters.backgroundWindow / 2;
  const smoothing = parameters.backgroundSmoothing;
  const document = new Float64Array(types.length);
  for (let k = 0; k < tokens.length; k++) document[tokens[k]!]! += 1 / tokens.length;
  const near = new Float64Array(types.length);
  const background = new Float64Array(tokens.length);
  let first = 0;
  let last = 0;
  let size = 0;
  for (let i = 0; i < sentences; i++) {
    const from = Math.max(0, i - half);
    const to = Math.min(sentences, i + half);
    for (; last < to; last++) {
      for (let k = starts[last]!; k < starts[last + 1]!; k++) near[tokens[k]!]!++;
      size += starts[last + 1]! - starts[last]!;
    }
    for (; first < from; first++) {
      for (let k = starts[first]!; k < starts[first + 1]!; k++) near[tokens[k]!]!--;
      size -= starts[first + 1]! - starts[first]!;
    }
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const type = tokens[k]!;
      background[k] = (near[type]! + smoothing * document[type]!) / (size + smoothing);
    }
  }
  return background;
}
