import type { Flag } from '../../bitext.ts';
import { nameCost, sameNameCost } from '../../text/names.ts';
import { readLabel, turns } from '../../text/paragraphs.ts';
import type { Word } from '../../text/words.ts';
import type { Check, SideReading } from '../check.ts';

/**
 * Finds turns of an interview or a stenogram whose label names another speaker: «Вопрос:» and "Answer:", «Иванов:» and "Petrov:".
 *
 * Leaves alone: labels of one side only; offices and other words before a colon; names that spell each other, in whatever form and
 * with whatever first name; labels that are translated and not spelt.
 */
export const speaker: Check = {
  id: 'speaker',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.speaker.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Вопрос: Когда вы уезжаете?',
      target: 'Answer: When are you leaving?',
      flagged: 'Answer',
      suggestion: 'Question',
    },
    { source: 'Ответ: Завтра утром.', target: 'Q: Tomorrow morning.', flagged: 'Q', suggestion: 'A' },
    { source: 'О.: Не помню.', target: 'Q.: I do not remember.', flagged: 'Q.', suggestion: 'A.' },
    { source: 'ВОПРОС: Кто это?', target: 'ANSWER: Who is this?', flagged: 'ANSWER', suggestion: 'QUESTION' },
    { source: 'Иванов: Я против.', target: 'Petrov: I am against it.', flagged: 'Petrov' },
    { source: 'Кузнецова: Начнём.', target: 'Savelyeva: Let us begin.', flagged: 'Savelyeva' },
    { source: 'Вопрос: Когда вы уезжаете?', target: 'Question: When are you leaving?', flagged: null },
    { source: 'Ответ: Завтра утром.', target: 'A: Tomorrow morning.', flagged: null },
    { source: 'Вопрос: Кто это?', target: 'Who is this?', flagged: null },
    { source: 'Иванов: Я против.', target: 'Ivanov: I am against it.', flagged: null },
    { source: 'Иванов: Я против.', target: 'Sergei Ivanov: I am against it.', flagged: null },
    { source: 'Председатель: Слово докладчику.', target: 'Chair: The rapporteur has the floor.', flagged: null },
    { source: 'Щукин: Где протокол?', target: 'Shchukin: Where are the minutes?', flagged: null },
    { source: 'Журналист: Кто это?', target: 'Reporter: Who is this?', flagged: null },
  ],
  run({ source, target }): Flag[] {
    const [from, to] = [readLabel(source.text), readLabel(target.text)];
    if (!from || !to) return [];
    const [turn, told] = [turns.get(from.text.toLowerCase()), turns.get(to.text.toLowerCase())];
    const kind = turn && told ? 'role' : 'name';
    const wrong = turn && told ? turn.role !== told.role : !turn && !told && areStrangers(source, from, target, to);
    if (!wrong) return [];
    const suggestion = told && turn ? inCase(told.other, to.text) : null;
    return [
      {
        check: 'speaker',
        category: 'accuracy/mistranslation',
        severity: 'major',
        confidence: 0.9,
        source: [from.start, from.end],
        target: [to.start, to.end],
        message: {
          key: `speaker.${kind}`,
          params: { source: from.text, target: to.text, suggestion: suggestion ?? '' },
        },
        suggestion,
      },
    ];
  },
};

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Whether two labels are surnames of which neither spells the other, and no word of the one is known to mean one of the other. */
function areStrangers(source: SideReading, from: Place, target: SideReading, to: Place): boolean {
  const within = ({ words }: SideReading, { start, end }: Place): Word[] =>
    words.filter((word) => word.start >= start && word.end <= end);
  const [originals, written] = [within(source, from), within(target, to)];
  if (written.length === 0 || written.some((word) => !word.capital)) return false;
  if (written.some((word) => (target.linked[target.words.indexOf(word)] ?? -1) >= 0)) return false;
  const isSurname = ({ text }: Word): boolean => {
    const [best] = source.language.morphology?.analyses(text) ?? [];
    return best?.name === 'surname' || best?.name === 'given' || best?.name === 'patronymic';
  };
  if (originals.length === 0 || !originals.every(isSurname)) return false;
  return originals.every((original) =>
    written.every((word) => nameCost(original.text, word.text, original.lemmas) > sameNameCost),
  );
}

/** In capitals, or with one, as another word is. */
function inCase(label: string, like: string): string {
  return like.length > 1 && like === like.toUpperCase()
    ? label.toUpperCase()
    : label.replace(/^./, (letter) => letter.toUpperCase());
}
