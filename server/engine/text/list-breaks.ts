/**
 * Breaks between sentences by the word lists of a language: every mark that may end a sentence is looked at once,
 * with the word before it and the word after it. Linear in the length of the text.
 */

import type { Abbreviation, ListRules } from './sentence-rules.ts';

const picture = '(?:(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\ufe0f|[❤☝✌☺])[\\ufe0f\\p{EMod}\\u200d]*)';
const smiley = "(?:[:;=8xX][-']?[)(DPp\\]]+(?![\\p{L}\\d])|\\){2,}|\\({3,})";
/**
 * Where a sentence may end: marks that end sentences; pictures and smileys, which stand for them in messages; a bracket
 * that closes after a word (a smiley, too, if nothing opened it); and lines drawn with signs.
 */
const candidate = new RegExp(
  `[.!?…。！？؟।‼⁇⁈⁉]|${picture}|(?<=\\s)${smiley}|\\){2,}|(?<=\\p{L}{3})\\)(?= \\p{Lu})|(?<=\\s)(?:\\*{3,}|[-=~]{5,}|_{10,})(?=\\s)`,
  'gu',
);
const stops = /[.!?…。！？؟।‼⁇⁈⁉]/;
/** The whole group of marks: "?!..", ". . .". */
const group = /(?:[.!?…。！？؟।‼⁇⁈⁉]|\ufe0f|(?<=\.) (?=\.(?: \.|\s|$)))+/y;
/** What closes after them: quotes and brackets, footnote marks, pictures and smileys. */
const closers = new RegExp(
  '(?:[»”’"\')\\]}]|&(?:#39|quot|raquo);|“(?=[\\s,.;:)]|$)|\\s["\'](?=\\s)|\\s?\\[(?:\\d+(?:[–,-]\\s?\\d+)*|\\p{Ll}|citation needed)\\](?![\\p{L}\\d])' +
    `|[²³¹⁰⁴-⁹]+|\\*{1,2}(?=\\s)|\\s?${picture}|\\s${smiley})*`,
  'uy',
);
/** What may stand between a break and the first word of the next sentence. */
const openers = /(?:\(\)|[\s«„“‘"'`([{<*_#~•·–—―-]|\.\.+|…|&(?:#39|quot|laquo);)*/y;
const blank = /\s*/y;
const dash = /[–—―•-]/;
const word = /[@#]?[\p{L}\p{M}\p{Nd}]+(?:['’-][\p{L}\p{M}]+)*/uy;
const upper = /^\p{Lu}/u;
const lower = /^\p{Ll}/u;
const digit = /^\p{Nd}/u;
const address = /^(?:https?:|www\.|[@#]\p{L})/u;
const roman = /^[IVXLC]+$/;
/** The word before a stop, dotted ones whole: "т.е", "U.S", "С.В", "1999", "ex-Gov". */
const wordBefore = /[\p{L}\p{M}\p{Nd}](?:[\p{L}\p{M}\p{Nd}'’/-]|\.(?=[\p{L}\p{Nd}]))*$/u;
const longestWord = 24;
/** A phrase that opens a sentence («В мае 1999 г.») has at most so many words. */
const openingWords = 6;

/** What stands around a group of marks. */
interface Place {
  readonly text: string;
  /** Offset of the first mark. */
  readonly at: number;
  readonly marks: string;
  readonly closers: string;
  /** Offset after the closers: where the break would be. */
  readonly end: number;
  readonly spaced: boolean;
  /** What stands between the break and the next word, and that word; empty at the end of the text. */
  readonly openers: string;
  readonly next: string;
  readonly nextStart: number;
  /** Where the sentence that the marks may end begins. */
  readonly start: number;
}

/** Places, rising, after which a new sentence begins; never the text's start or end. */
export function* listBreaks(text: string, rules: ListRules): Generator<number> {
  const casual = lower.test(take(word, text, take(openers, text, 0).length));
  let start = 0;
  for (let from = 0; ; ) {
    candidate.lastIndex = from;
    const found = candidate.exec(text);
    if (!found) return;
    const place = lookAround(text, found.index, found[0], start);
    from = Math.max(place.end, found.index + found[0].length);
    if (place.end < text.length && endsSentence(place, rules, casual)) {
      yield place.end;
      start = place.end;
    }
  }
}

function lookAround(text: string, at: number, found: string, start: number): Place {
  const marks = stops.test(found) ? take(group, text, at) : found;
  const afterMarks = at + marks.length;
  let closing = take(closers, text, afterMarks);
  // A straight quote with a word right after it opens, it does not close.
  if (/["']$/.test(closing) && take(word, text, afterMarks + closing.length) !== '') {
    closing = closing.slice(0, -1).trimEnd();
  }
  const end = afterMarks + closing.length;
  const opening = take(openers, text, end);
  const nextStart = end + opening.length;
  return {
    text,
    at,
    marks,
    closers: closing,
    end,
    spaced: take(blank, text, end) !== '',
    openers: opening.trim(),
    next: take(word, text, nextStart),
    nextStart,
    start,
  };
}

function endsSentence(place: Place, rules: ListRules, casual: boolean): boolean {
  const { text, at, marks, closers, next, nextStart, openers, spaced, start, end } = place;
  if (!stops.test(marks)) return endsWithoutStop(place);
  if (next === '') return spaced && endsBeforeSymbol(place);
  if (!spaced) return endsWithoutSpace(place);
  if (address.test(text.slice(nextStart, nextStart + 6))) return true;
  if (lower.test(next)) return endsBeforeLowerCase(place, rules, casual);
  if (isBracketedMark(place) || isAttribution(place, rules)) return false;
  // «…» (1992): a title's mark, and its year.
  if ((closers !== '' || marks !== '.') && /\($/.test(openers) && digit.test(next)) return false;
  if (marks !== '.') return /[\p{L}\p{N}]/u.test(text.slice(start, at)) || end - start > 40;
  return stopEnds(place, rules);
}

/** A picture, a smiley or a drawn line ends a sentence where a capital, a mention or an address follows it. */
function endsWithoutStop({ text, at, marks, next, nextStart, spaced, start, openers }: Place): boolean {
  if (!spaced || next === '' || openers !== '') return false;
  if (marks === ')' && (text.slice(start, at).includes('(') || /^\s*\S+$/.test(text.slice(start, at)))) return false;
  if (marks === '))' && text.slice(start, at).includes('(')) return false;
  if (!/[\p{L}\p{N}]/u.test(text.slice(start, at))) return false;
  return upper.test(next) || address.test(text.slice(nextStart, nextStart + 6));
}

/** Before what is neither a word nor a number: marks that end nothing, and lines drawn with signs. */
function endsBeforeSymbol({ text, nextStart, marks }: Place): boolean {
  const symbol = text.slice(nextStart, nextStart + 1);
  return symbol !== '' && !/[,;:.!?…)\]}»”%=+/\\|<>~^&]/.test(symbol) && (marks !== '.' || !/\p{P}/u.test(symbol));
}

/** "слово.Слово": the space was forgotten. Addresses, abbreviations and numbers have their stops without it by right. */
function endsWithoutSpace({ text, at, marks, closers, next, openers, nextStart }: Place): boolean {
  if (!/^\p{Lu}(?:\p{Ll}|$)/u.test(next) || /^(?:Com|Org|Net|Ru)$/.test(next)) return false;
  if (openers !== '' && !/^[«„“"(]$/.test(openers)) return false;
  if (/^[.:/@_]\S/.test(text.slice(nextStart + next.length, nextStart + next.length + 2))) return false;
  const before = text.slice(Math.max(0, at - longestWord), at);
  if (/[@/_]\S*$/.test(before)) return false;
  return marks === '.' && closers === '' ? /(?:^|[^.\p{L}])\p{L}?\p{Ll}{3,}$/u.test(before) : /\p{L}$/u.test(before);
}

/**
 * Lower case begins a sentence where the writer never uses capitals, and after a stop behind a whole word where the
 * next word is one that begins sentences.
 */
function endsBeforeLowerCase(place: Place, rules: ListRules, casual: boolean): boolean {
  const { text, at, marks, closers, next, start, openers } = place;
  if (openers !== '' || closers !== '') return openers === '•' || openers === '·';
  if (marks !== '.') return casual && /^[?!]+$/.test(marks) && !isBracketedMark(place);
  const before = wordBefore.exec(text.slice(Math.max(start, at - longestWord), at))?.[0] ?? '';
  if (lookUp(before, rules)) return false;
  if (casual) return /^(?:\p{Ll}{2,}|i|\p{Nd}+)$/u.test(before);
  return /^\p{Ll}{4,}$/u.test(before) && rules.starters.has(next);
}

/** "(!)", "(?)": the writer's surprise, in the middle of a sentence. */
function isBracketedMark({ text, at, closers }: Place): boolean {
  return /^[)\]]/.test(closers) && /[([]/.test(text[at - 1] ?? '');
}

/** "Why?" Smith asked. The quotation has ended, the sentence has not. */
function isAttribution({ marks, closers, text, next, nextStart, openers }: Place, rules: ListRules): boolean {
  if (marks === '.' || openers !== '' || !/[”"’'»]$/.test(closers)) return false;
  const words = /^[\p{L}.’'-]+ (?:[\p{Lu}][\p{L}.’'-]* ){0,2}?([\p{Ll}]+)/u.exec(text.slice(nextStart, nextStart + 60));
  return words !== null && rules.attributions.has(words[1]!) && !rules.starters.has(next.toLowerCase());
}

/** Does a single stop end a sentence before `next`, a capital or a number? */
function stopEnds({ text, at, start, next, nextStart, closers, openers }: Place, rules: ListRules): boolean {
  const before = wordBefore.exec(text.slice(Math.max(start, at - longestWord), at))?.[0] ?? '';
  if (before === '') return true;
  const wordStart = at - before.length;
  const dashed = openers !== '' && dash.test(openers);
  const starter = closers.length > 2 || rules.starters.has(next.toLowerCase());
  if (closers === '' && !dashed && isItemNumber(text, start, wordStart, before)) return false;
  const abbreviation = findAbbreviation(text, start, wordStart, before, rules);
  if (abbreviation) {
    const use = afterNumber(text, start, wordStart) ? abbreviation.afterNumber : abbreviation.use;
    if (dashed) return false;
    // A measure is none where nothing stands before it: "Mm. Hot out."
    if ((use === 'opening' || use === 'end') && text.slice(start, wordStart).trim() === '') return true;
    // What closes after an abbreviation shows that nothing of it follows.
    if (closers !== '' && use !== 'end') return starter && use !== 'number';
    switch (use) {
      case 'before':
        return false;
      case 'number':
        return !digit.test(next) && !roman.test(next);
      case 'within':
        return starter;
      case 'opening':
        return starter || (upper.test(next) && !isOpening(text.slice(start, at), rules));
      case 'end':
        return upper.test(next) || starter || openers !== '';
    }
  }
  // «С. В. Лавров»: an initial after an initial.
  if (isInitial(before) && next.length === 1 && text[nextStart + 1] === '.') return false;
  if (isInitial(before)) return !dashed && (starter || (closers !== '' && openers !== ''));
  return true;
}

/** «В 1999 г.», «Летом 1941 г.»: a short phrase that begins with a preposition or a season. */
function isOpening(text: string, { openers }: ListRules): boolean {
  const words = text.trim().split(/\s+/, openingWords + 1);
  return words.length <= openingWords && openers.has(take(word, words[0] ?? '', 0).toLowerCase());
}

/** "1. Text", "IV. Text", "a. Text": a number at the start of a sentence counts it. */
function isItemNumber(text: string, start: number, wordStart: number, before: string): boolean {
  return (
    /^\s*[([«"]?$/.test(text.slice(start, wordStart)) && /^(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,5}|\p{L})$/u.test(before)
  );
}

/** "С", "С.В", "J.R.R", "Ж.-Б": letters that stand for names. */
function isInitial(before: string): boolean {
  return /^\p{Lu}(?:\.-?\p{Lu})*$/u.test(before);
}

function findAbbreviation(
  text: string,
  start: number,
  wordStart: number,
  before: string,
  rules: ListRules,
): Abbreviation | undefined {
  const own = lookUp(before, rules);
  // «т. д.», «н. э.», "U. S.": parts with spaces between them are found as one.
  if (before.length > 2) return own;
  const head = /(?:^|[\s([«"])((?:\p{L}{1,2}\. ?){1,2})$/u.exec(
    text.slice(Math.max(start, wordStart - 8), wordStart),
  )?.[1];
  return (head && lookUp(head.replace(/ /g, '') + before, rules)) || own;
}

/** An abbreviation as it is spelt; a capitalised one may stand for one in lower case (См.), one in capitals for a capitalised one (GEN.). */
function lookUp(spelling: string, { abbreviations }: ListRules): Abbreviation | undefined {
  const exact = abbreviations.get(spelling);
  // A single capital is an initial: "P. Diddy" is on no page.
  if (exact !== undefined || !upper.test(spelling) || spelling.length === 1) return exact;
  const rest = spelling.slice(1);
  if (rest === rest.toLowerCase()) return abbreviations.get(spelling.toLowerCase());
  return rest === rest.toUpperCase() ? abbreviations.get(spelling.slice(0, 1) + rest.toLowerCase()) : undefined;
}

function afterNumber(text: string, start: number, wordStart: number): boolean {
  return /(?:\p{Nd}[-–—]?(?:х|е|й|го|м)?|(?:^|[\s(–—-])[IVXLC]+)\s?$/u.test(
    text.slice(Math.max(start, wordStart - 6), wordStart),
  );
}

/** What a sticky pattern finds at a place, perhaps nothing. */
function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
