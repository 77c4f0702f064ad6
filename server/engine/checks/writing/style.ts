import type { Flag, Span } from '../../bitext.ts';
import { openStyle, type StyleRule } from '../../languages/styles.ts';
import { capitalised } from '../../text/case.ts';
import type { Word } from '../../text/words.ts';
import type { Check, Example, SideReading } from '../check.ts';

const examples: readonly Example[] = [
  {
    source: 'Организация была основана в 1990 году.',
    target: 'The organization was founded in 1990.',
    flagged: 'organization',
    suggestion: 'organisation',
    severity: 'minor',
  },
  {
    source: 'Колонна вышла из Киева.',
    target: 'The column left Kiev.',
    flagged: 'Kiev',
    suggestion: 'Kyiv',
  },
  {
    source: 'Они посмотрели фильм.',
    target: 'They watched a movie.',
    flagged: 'movie',
    suggestion: 'film',
  },
  {
    source: 'Грузовики стояли у границы.',
    target: 'Trucks were standing at the border.',
    flagged: 'Trucks',
    suggestion: 'Lorries',
  },
  {
    source: 'Он признаёт свою ошибку.',
    target: 'He recognizes his mistake.',
    flagged: 'recognizes',
    suggestion: 'recognises',
  },
  {
    source: 'Они организовали митинг.',
    target: 'They organized a rally.',
    flagged: 'organized',
    suggestion: 'organised',
  },
  {
    source: 'Одесса осталась без света.',
    target: 'Odessa was left without power.',
    flagged: 'Odessa',
    suggestion: 'Odesa',
  },
  {
    source: 'Рубль укрепился.',
    target: 'The ruble grew stronger.',
    flagged: 'ruble',
    suggestion: 'rouble',
  },
  {
    source: 'Театр закрыт.',
    target: 'The theater is closed.',
    flagged: 'theater',
    suggestion: 'theatre',
  },
  {
    source: 'Она отправила письмо по электронной почте.',
    target: 'She sent an e-mail.',
    flagged: 'e-mail',
    suggestion: 'email',
  },
  {
    source: 'Колонна вышла из Киева.',
    target: 'The column left Kyiv.',
    flagged: null,
  },
  {
    source: 'Организация была основана в 1990 году.',
    target: 'The organisation was founded in 1990.',
    flagged: null,
  },
  {
    source: 'Корабли стояли в Пёрл-Харборе.',
    target: 'The ships lay in Pearl Harbor.',
    flagged: null,
  },
  {
    source: 'Они посмотрели фильм.',
    target: 'They watched a film.',
    flagged: null,
  },
];

/**
 * Finds words that the chosen house style writes otherwise: organization where it has organisation, Kiev for Kyiv, movie for
 * film. Without a chosen style it finds nothing.
 *
 * Leaves alone: names that hold such a word (Pearl Harbor, the Department of Defense), quotations, numbers and dates.
 */
export const style: Check = {
  id: 'style',
  category: 'style/organizational',
  describe: 'flags:checks.style.why',
  pairs: null,
  examples,
  run({ target }, { styles }) {
    const flags: Flag[] = [];
    for (const name of styles ?? []) {
      const book = openStyle(target.language.code, name, target.language);
      let next = 0;
      for (const [at, word] of target.words.entries()) {
        if (at < next) continue;
        const found = (book.get(word.text.toLowerCase()) ?? []).find(({ avoided }) => stands(avoided, target, at));
        if (!found) continue;
        next = at + found.avoided.length;
        if (!found.isRight && !isLeftAlone(found, target, at)) flags.push(flagFor(name, found, target, at));
      }
    }
    return flags;
  },
};

/** Whether the words of a form stand at an index, written as the style has them; a first word may have a capital. */
function stands(form: readonly string[], { words }: SideReading, at: number): boolean {
  return form.every((part, k) => {
    const word = words[at + k];
    return word !== undefined && (word.text === part || (word.first && word.text === capitalised(part)));
  });
}

/** A capital that the form has not, or such a neighbour: the word is of a name. */
function isLeftAlone({ avoided, kind }: StyleRule, { text, words }: SideReading, at: number): boolean {
  if (kind === 'place' || kind === 'name') return false;
  const last = at + avoided.length - 1;
  const isName = (word: Word | undefined): boolean => word?.capital === true && !word.first;
  const first = words[at];
  const isNamed = first?.first === true && first.capital && isName(words[last + 1]);
  const before = text.slice(0, first?.start ?? 0);
  const isQuoted = (before.match(/[«“]/g)?.length ?? 0) > (before.match(/[»”]/g)?.length ?? 0);
  return isNamed || isQuoted;
}

function flagFor(name: string, { avoided, used }: StyleRule, { text, words }: SideReading, at: number): Flag {
  const span: Span = [words[at]?.start ?? 0, words[at + avoided.length - 1]?.end ?? 0];
  const written = text.slice(...span);
  const suggestion = words[at]?.text === avoided[0] ? used : capitalised(used);
  return {
    check: 'style',
    category: 'style/organizational',
    severity: 'minor',
    confidence: 0.9,
    source: null,
    target: span,
    message: { key: 'style.form', params: { target: written, style: name, suggestion } },
    suggestion,
  };
}
