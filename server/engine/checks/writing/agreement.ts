import type { Flag } from '../../bitext.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { Check, SideReading } from '../check.ts';

/**
 * Finds English verbs that do not agree with the pronoun or auxiliary right before them: they was, he don't, didn't went.
 *
 * Leaves alone: every case where the word before the verb need not be its subject (one of you is, he and they was, let it have,
 * should he have), and "were" of wishes (if he were).
 */
export const agreement: Check = {
  id: 'agreement',
  category: 'linguistic/grammar',
  describe: 'flags:checks.agreement.why',
  pairs: null,
  examples: [
    { source: 'Они опоздали.', target: 'They was late.', flagged: 'was', suggestion: 'were', severity: 'minor' },
    { source: 'Он не знает.', target: 'He said that he don’t know.', flagged: 'don’t', suggestion: 'doesn’t' },
    { source: 'Мы готовы.', target: 'Now we is ready.', flagged: 'is', suggestion: 'are' },
    { source: 'Он не пошёл.', target: 'He didn’t went there.', flagged: 'went', suggestion: 'go' },
    { source: 'Эти люди правы.', target: 'These is the people.', flagged: 'is', suggestion: 'are' },
    { source: 'Она имеет право.', target: 'She have a right.', flagged: 'have', suggestion: 'has' },
    { source: 'Вы были правы.', target: 'You was right.', flagged: 'was', suggestion: 'were' },
    { source: 'Один из вас прав.', target: 'One of you is right.', flagged: null },
    { source: 'Если бы он был здесь!', target: 'If he were here!', flagged: null },
    { source: 'Есть ли у него право?', target: 'Does he have a right?', flagged: null },
    { source: 'Он и она не согласны.', target: 'He and she have no agreement.', flagged: null },
    { source: 'Люди, подобные этому, правы.', target: 'People like this are right.', flagged: null },
    { source: 'Пусть он делает это.', target: 'Let it have time; should he have doubts, he may leave.', flagged: null },
    { source: 'Генрих I правил долго.', target: 'Henry I has a long reign.', flagged: null },
  ],
  run({ target }): Flag[] {
    if (target.language.code !== 'en') return [];
    const flags: Flag[] = [];
    for (let i = 0; i + 1 < target.words.length; i++) {
      const rules = table.get(target.words[i]!.folded);
      if (!rules) continue;
      const verb = target.words[i + 1]!;
      const rule = rules.find(({ forms }) => forms.has(verb.folded));
      if (!rule || target.text.slice(target.words[i]!.end, verb.start) !== ' ' || !stands(target, i, rule.place))
        continue;
      const right = rule.forms.get(verb.folded) ?? '';
      const suggestion = verb.text.includes('’') ? right.replace("'", '’') : right;
      flags.push({
        check: 'agreement',
        category: 'linguistic/grammar',
        severity: 'minor',
        confidence: 0.9,
        source: null,
        target: [verb.start, verb.end],
        message: { key: 'agreement.form', params: { subject: target.words[i]!.text, target: verb.text, suggestion } },
        suggestion,
      });
    }
    return flags;
  },
};

interface Rule {
  /** Wrong forms, each with the right one. */
  readonly forms: ReadonlyMap<string, string>;
  readonly place: 'start' | 'any';
}

const { rules: table, notSubject, clause } = readRules();

function readRules(): { rules: Map<string, Rule[]>; notSubject: ReadonlySet<string>; clause: ReadonlySet<string> } {
  const rules = new Map<string, Rule[]>();
  const contexts = { 'not-subject': new Set<string>(), clause: new Set<string>() };
  const file = new URL('../../languages/en/agreement.tsv', import.meta.url);
  for (const [subjects = '', wrong = '', place = '', right = ''] of readTable(file)) {
    if (subjects === 'not-subject' || subjects === 'clause') {
      for (const word of wrong.split(' ')) contexts[subjects].add(word);
      continue;
    }
    const rights = right.split(' ');
    const forms = new Map(wrong.split(' ').map((form, k) => [form, (rights[k] ?? '').replace('_', ' ')]));
    for (const subject of subjects.split(' ')) {
      const known = rules.get(subject) ?? [];
      known.push({ forms, place: place === 'start' ? 'start' : 'any' });
      rules.set(subject, known);
    }
  }
  return { rules, notSubject: contexts['not-subject'], clause: contexts.clause };
}

function stands({ words, text }: SideReading, at: number, place: Rule['place']): boolean {
  const before = words[at - 1];
  if (!before) return true;
  const clauseStarts = /[,;:.!?"“”(—–]/.test(text.slice(before.end, words[at]!.start));
  if (place === 'any') return clauseStarts || !notSubject.has(before.folded);
  return clauseStarts || clause.has(before.folded);
}
