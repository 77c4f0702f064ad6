/** Writes a number as the target writes another one: words for words, the same marks, signs and scale words. */

import type { Language } from '../../languages/language.ts';
import { spellOut } from '../../languages/spellout.ts';
import type { NumberWord } from '../../languages/vocabulary.ts';
import { capitalised } from '../../text/case.ts';
import type { Figure } from './figures.ts';
import { convert } from './units.ts';

/**
 * What should stand in place of a wrong figure of the target: the source's value in the style of the target's writing,
 * in the target's unit where that measures the same thing.
 * @returns null where no writing is sure (a code, a number too long to spell).
 */
export function rewrite(source: Figure, target: Figure, language: Language): string | null {
  if (target.kind === 'code') return source.kind === 'code' ? target.text.replace(/\d+/, String(source.value)) : null;
  if (target.calendar === 'time') return writeTime(source, target);
  if (source.kind === 'time') return null;
  if (target.kind === 'roman') return Number.isInteger(source.value) ? roman(source.value) : null;
  if (source.unit && target.unit && source.unit.unit.zero !== target.unit.unit.zero) return null;
  // 007 is not seven.
  if (/^0\d+$/.test(source.text) && /^\d+$/.test(target.text)) return source.text;
  if (/^\d+\/\d+$/.test(source.text) && /^\d+\/\d+$/.test(target.text)) return source.text;
  if (target.kind === 'quantity' && source.kind === 'quantity') return inRoughWords(source.value, target, language);
  const value = inUnitOf(target, source);
  return target.spelled ? inWords(value, target, language) : inDigits(value, target, source, language);
}

function inUnitOf(target: Figure, source: Figure): number {
  const [from, to] = [source.unit?.unit, target.unit?.unit];
  if (!from || !to || from.id === to.id || from.kind !== to.kind) return source.value;
  const value = convert(source.value, from, to);
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)) - 1);
  return Math.abs(value) < 10 ? Number(value.toPrecision(2)) : Math.round(value / magnitude) * magnitude;
}

/** Digits, the letters or words after them and the sign, each as the target has it. */
const written = /^(?<minus>[-−]?)(?<digits>\d[\d.,\s\u00a0\u202f]*\d|\d)(?<gap>[-‑\s\u00a0]*)(?<rest>.*)$/su;

function inDigits(value: number, target: Figure, source: Figure, language: Language): string | null {
  const parts = written.exec(target.text)?.groups;
  if (!parts) return null;
  const { digits = '', gap = '', rest = '' } = parts;
  const scale = scaleOf(rest, language);
  if (target.kind === 'decade') {
    return source.kind === 'decade' || source.calendar === 'year'
      ? digits.length === 2
        ? String(value % 100).padStart(2, '0') + rest
        : value < 100
          ? null
          : Math.floor(value / 10) * 10 + rest
      : null;
  }
  if (target.kind === 'ordinal' || target.kind === 'century') {
    const tail = rest.replace(/^\p{L}+/u, '');
    return Number.isInteger(value) ? `${value}${ordinalSuffix(value, language)}${tail}` : null;
  }
  if (scale) return scaled(value, scale, parts as Record<'digits' | 'gap' | 'rest', string>, language);
  // A million is no longer written out in digits where the target counted in single ones.
  if (value >= 1e6 && source.text.search(/\p{L}/u) >= 0) {
    const found = scaleWords(language).find(([, each]) => each <= value && each >= 1e6 && value / each < 1000);
    if (found) return `${group(value / found[1], digits, language)} ${found[0]}${rest === '' ? '' : gap + rest}`;
  }
  return `${group(value, target.calendar === 'year' ? '' : digits, language, target.calendar === 'year')}${gap}${rest}`;
}

/** Of scale words: k, bn, trn. */
const longestAbbreviation = 3;

interface Scale {
  readonly word: string;
  readonly value: number;
}

function scaleOf(rest: string, language: Language): Scale | null {
  const word = /^\p{L}+/u.exec(rest)?.[0] ?? '';
  const meaning = language.numberWords.get(language.fold(word));
  return meaning?.role === 'scale' && !meaning.ordinal ? { word, value: meaning.value } : null;
}

function scaled(
  value: number,
  scale: Scale,
  { digits, gap, rest }: Record<'digits' | 'gap' | 'rest', string>,
  language: Language,
): string {
  const tail = rest.slice(scale.word.length);
  const fits = (each: number): boolean => value / each >= 1 && value / each < 1000;
  if (fits(scale.value)) return `${group(value / scale.value, digits, language)}${gap}${scale.word}${tail}`;
  const short = (word: string): boolean => word.length <= longestAbbreviation;
  // Where words have cases only an abbreviation fits any sentence.
  const wanted = language.morphology !== null || short(scale.word);
  const other = scaleWords(language).find(([word, each]) => fits(each) && short(word) === wanted);
  if (!other) return `${group(value, '1,000', language)}${tail}`;
  return `${group(value / other[1], digits, language)}${gap}${other[0]}${tail}`;
}

/** The words for a thousand and more, singular, with their values. */
function scaleWords({ numberWords }: Language): [string, number][] {
  const isScale = (word: NumberWord): word is NumberWord & { role: 'scale' } => word.role === 'scale' && !word.ordinal;
  const found: [string, number][] = [];
  for (const [form, word] of numberWords) {
    if (isScale(word) && word.value >= 1000 && !form.includes(':') && !/s$/.test(form)) {
      found.push([form, word.value]);
    }
  }
  return found;
}

/** Digits with the language's marks; thousands are parted where the model has it so, or from five digits on. */
function group(value: number, model: string, { code, decimalMark }: Language, year = false): string {
  const parted = !year && (/\d[,\s\u00a0\u202f.]\d{3}(?!\d)/.test(model) || value >= 10000);
  const decimals = /[.,](\d+)$/.exec(model)?.[1];
  const minimum = decimals !== undefined && !Number.isInteger(value) && !/^\d{3}$/.test(decimals) ? 1 : 0;
  const formatted = new Intl.NumberFormat(code, {
    useGrouping: parted,
    maximumFractionDigits: 3,
    minimumFractionDigits: minimum,
  }).format(value);
  const space = /\d([\s\u00a0\u202f])\d{3}(?!\d)/.exec(model)?.[1];
  const mark = decimalMark === '.' ? ',' : /[\s\u00a0\u202f]/g;
  return space === undefined ? formatted : formatted.replaceAll(mark, space);
}

function ordinalSuffix(value: number, language: Language): string {
  if (language.code !== 'en') return '';
  const suffixes = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' } as const;
  return suffixes[new Intl.PluralRules('en', { type: 'ordinal' }).select(value)];
}

/** Whole numbers in words, long ones in digits; what stands after the number in its span (per cent, million) is kept. */
function inWords(value: number, target: Figure, language: Language): string | null {
  // Where numerals have cases and genders no form is sure.
  if (!Number.isInteger(value) || language.morphology !== null) return null;
  const capital = /^\p{Lu}/u.test(target.text);
  const kind = target.kind === 'ordinal' || target.kind === 'century' ? 'ordinal' : 'cardinal';
  const spelled = spellOut(language.code, value, kind);
  // Nobody writes "one hundred and twenty-three thousand" out for a number in a text.
  const words = spelled !== null && spelled.split(' ').length > 2 && kind === 'cardinal' ? String(value) : spelled;
  if (words === null) return null;
  const tail = /\s(?:per\s)?\p{L}+$/u.exec(target.text)?.[0] ?? '';
  const kept = target.kind === 'percent' || target.kind === 'century' ? tail : '';
  return (capital ? capitalised(words) : words) + kept;
}

/** Thousands for millions: the scale word that the source means in the target's number; null for other rough words. */
function inRoughWords(value: number, target: Figure, language: Language): string | null {
  const [, before = '', last = ''] = /^(.* )?(\S+)$/su.exec(target.text) ?? [];
  const said = language.numberWords.get(language.fold(last));
  if (said?.role !== 'scale') return null;
  // In "tens of millions" the last word alone is the scale.
  const wanted = (value * said.value) / target.value;
  const word = scaleWords(language).find(([form, each]) => each === wanted && form.length > longestAbbreviation)?.[0];
  if (word === undefined) return null;
  const cased = /^\p{Lu}/u.test(last) ? capitalised(word) : word;
  return before + cased + (last.endsWith('s') ? 's' : '');
}

/** 17:30 where the target has a clock of 24 hours, 5:30 p.m. where it says the half of the day. */
function writeTime(source: Figure, target: Figure): string | null {
  if (!source.time) return null;
  const hours = Math.floor(source.time.minutes / 60) % 24;
  const minutes = source.time.minutes % 60;
  const parts = /^(\d{1,2})(?:([:.])(\d{2}))?(.*)$/su.exec(target.text);
  if (!parts) return null;
  const [, shown = '', mark = '', , rest = ''] = parts;
  const padded = shown.startsWith('0');
  const day = padded || (target.time?.sure === true && Number(shown) > 12);
  const halves = [source, target].map(({ time }) => Math.floor((time?.minutes ?? 0) / 720));
  // The half of the day stands outside the figure, so that it can be kept but not changed.
  if (!day && target.time?.sure && halves[0] !== halves[1]) return null;
  const hour = day ? String(hours).padStart(shown.length, '0') : String(hours % 12 === 0 ? 12 : hours % 12);
  const tail = minutes > 0 || mark !== '' ? `${mark || ':'}${String(minutes).padStart(2, '0')}` : '';
  return hour + tail + rest;
}

const romanSigns: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string | null {
  if (value < 1 || value > 3999) return null;
  let rest = value;
  let signs = '';
  for (const [each, sign] of romanSigns) {
    for (; rest >= each; rest -= each) signs += sign;
  }
  return signs;
}
