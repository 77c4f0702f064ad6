/**
 * Number words of a language from CLDR's rules for spelling numbers out (UTS 35, part 3, "Rule-Based Number
 * Formatting"): the rules are run on the numbers whose names are single words, in every case and gender that they have.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NumberWord } from './vocabulary.ts';

interface Rule {
  readonly base: number;
  readonly divisor: number;
  readonly body: string;
}

type RuleSets = ReadonlyMap<string, readonly Rule[]>;

const small = Array.from({ length: 101 }, (_, n) => n);
const hundreds = [200, 300, 400, 500, 600, 700, 800, 900];
const powers = [100, 1e3, 1e6, 1e9, 1e12, 1e15];
/** Parts of a rule's body: [optional], $(plural,forms)$, a reference between two equal signs, anything else. */
const parts = /\[([^\]]*)\]|\$\(cardinal,([^)]*)\)\$|([←→=])([^←→=]*)\3|[^[$←→=]+/g;

/** Folded words with their meaning; a word that stands for several things (a power and a fraction) has the first of cardinal, power and ordinal. */
export function spelledNumbers(code: string, fold: (word: string) => string): Map<string, NumberWord> {
  const speller = spellerOf(code);
  const words = new Map<string, NumberWord>();
  const add = (word: string, meaning: NumberWord): void => {
    const key = fold(word);
    if (/^\p{L}+$/u.test(key) && !words.has(key)) words.set(key, meaning);
  };
  for (const set of speller.named('cardinal')) {
    for (const value of [...small, ...hundreds]) add(speller.spell(set, value), { role: 'cardinal', value });
    for (const value of powers) {
      // "one thousand", «две тысячи», «пять тысяч»: the last word is the power, in the form that the number asks for.
      for (const count of [1, 2, 5]) {
        const last = speller.spell(set, value * count).split(/[ -]/);
        if (last.length > 1) add(last.at(-1) ?? '', { role: 'scale', value, ordinal: false });
      }
    }
  }
  for (const set of speller.named('ordinal')) {
    for (const value of [...small, ...hundreds]) add(speller.spell(set, value), { role: 'ordinal', value });
    for (const value of powers) {
      const last = speller.spell(set, value).split(/[ -]/);
      // Where the rules give up they write digits with an ending.
      if (/\d/.test(last[0] ?? '')) continue;
      if (last.length > 1 || value >= 1e3) add(last.at(-1) ?? '', { role: 'scale', value, ordinal: true });
    }
    for (let thousands = 2; thousands <= 20; thousands++) {
      add(speller.spell(set, thousands * 1000), { role: 'ordinal', value: thousands * 1000 });
    }
  }
  return words;
}

/** A whole number in words: "twenty-five", "twenty-fifth". Null for a language without rules, a fraction or a negative number. */
export function spellOut(code: string, value: number, kind: 'cardinal' | 'ordinal'): string | null {
  if (!Number.isInteger(value) || value < 0) return null;
  const speller = spellerOf(code);
  const set = speller.named(kind)[0];
  const words = set === undefined ? '' : speller.spell(set, value).replaceAll('\u00ad', '');
  return words === '' || /\d/.test(words) ? null : words;
}

interface Speller {
  /** Names of the rule sets for cardinals or ordinals. */
  named(part: 'cardinal' | 'ordinal'): string[];
  spell(set: string, value: number): string;
}

const spellers = new Map<string, Speller>();

function spellerOf(code: string): Speller {
  let speller = spellers.get(code);
  if (!speller) {
    speller = makeSpeller(readRules(code), new Intl.PluralRules(code));
    spellers.set(code, speller);
  }
  return speller;
}

function makeSpeller(ruleSets: RuleSets, plural: Intl.PluralRules): Speller {
  return { named: (part) => [...ruleSets.keys()].filter((name) => name.startsWith(`%spellout-${part}`)), spell };

  function spell(set: string, value: number): string {
    const rules = ruleSets.get(set) ?? [];
    const rule = rules.findLast(({ base }) => base <= value);
    return rule ? run(rule.body, rule, value, set) : '';
  }

  function run(body: string, rule: Rule, value: number, set: string): string {
    const remainder = value % rule.divisor;
    return body.replace(parts, (text, optional, forms, arrow, reference) => {
      if (optional !== undefined) return remainder === 0 ? '' : run(optional, rule, value, set);
      if (forms !== undefined) return pluralForm(forms, Math.floor(value / rule.divisor));
      const other = reference?.startsWith('%') ? reference : set;
      if (arrow === '→') return spell(other, remainder);
      if (arrow === '←') return spell(other, Math.floor(value / rule.divisor));
      if (arrow === '=') return reference.startsWith('%') ? spell(reference, value) : String(value);
      return text;
    });
  }

  /** `one{тысяча}few{тысячи}other{тысяч}` */
  function pluralForm(forms: string, count: number): string {
    const form = plural.select(count);
    const found = new Map([...forms.matchAll(/(\w+)\{([^}]*)\}/g)].map((match) => [match[1], match[2]]));
    return found.get(form) ?? found.get('other') ?? '';
  }
}

function readRules(code: string): RuleSets {
  const file = createRequire(import.meta.url).resolve(`cldr-rbnf/rbnf/${code}.json`);
  const { SpelloutRules: sets } = JSON.parse(readFileSync(file, 'utf8')).rbnf.rbnf as {
    SpelloutRules: Record<string, [string, string][] | string>;
  };
  return new Map(
    Object.entries(sets).flatMap(([name, rules]) =>
      typeof rules === 'string' ? [] : [[name, rules.flatMap(([head, body]) => readRule(head, body))] as const],
    ),
  );
}

/** `2000/1000: body;` has its own radix, others ten. Rules for negative numbers, decimals and infinities are left out. */
function readRule(head: string, body: string): Rule[] {
  const match = /^(\d+)(?:\/(\d+))?$/.exec(head);
  if (!match) return [];
  const base = Number(match[1]);
  const radix = Number(match[2] ?? 10);
  let divisor = 1;
  while (base > 0 && divisor * radix <= base) divisor *= radix;
  return [{ base, divisor, body: body.replace(/;$/, '').replace(/^'/, '') }];
}
