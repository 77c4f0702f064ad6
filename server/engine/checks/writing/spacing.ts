import type { Flag, Span } from '../../bitext.ts';
import type { Check } from '../check.ts';

/**
 * Finds a space before a comma, stop or closing bracket, or after an opening one; two spaces inside a sentence; a mark typed
 * twice, ",," or ",."; and no space after a comma or a stop between two words.
 *
 * Leaves alone: dots of an ellipsis, "?!" and "!!", decimals (.5), names of files and sites (.NET, weather.com), clock times and
 * scores, two spaces after the end of a sentence, and French spacing before ":" and ";" where the original has it.
 */
export const spacing: Check = {
  id: 'spacing',
  category: 'linguistic/punctuation',
  describe: 'flags:checks.spacing.why',
  pairs: null,
  examples: [
    { source: 'Нет, спасибо.', target: 'No , thank you.', flagged: ' ,', suggestion: ',', severity: 'minor' },
    { source: 'Сообщает газета.', target: 'The paper reported .', flagged: ' .', suggestion: '.' },
    { source: 'Он ушёл рано.', target: 'He left  early.', flagged: '  ', suggestion: ' ' },
    { source: 'Он (и она) ушли.', target: 'He ( and she) left.', flagged: '( ', suggestion: '(' },
    { source: 'Он пришёл, увидел и победил.', target: 'He came,, saw and conquered.', flagged: ',,', suggestion: ',' },
    { source: 'Он пришёл, но поздно.', target: 'He came,but late.', flagged: ',', suggestion: ', ' },
    { source: 'Он пришёл. Потом ушёл.', target: 'He came.Then he left.', flagged: '.', suggestion: '. ' },
    { source: 'Он пришёл..', target: 'He came and went ,.', flagged: ' ,.' },
    { source: 'Ну... не знаю.', target: 'Well ... I don’t know.', flagged: null },
    { source: 'Что?!', target: 'What?!', flagged: null },
    { source: 'Доля составила 0,5.', target: 'The share was .5 in all.', flagged: null },
    { source: 'По данным weather.com, дождь.', target: 'According to weather.com, rain.', flagged: null },
    { source: 'Он работал в США.', target: 'He worked in the U.S. Then he left.', flagged: null },
    { source: 'Он пришёл. Потом ушёл.', target: 'He came.  Then he left.', flagged: null },
    { source: 'Платформа .NET', target: 'The platform .NET is used.', flagged: null },
  ],
  run({ source, target }): Flag[] {
    if (!suspicious.test(target.text)) return [];
    const flags: Flag[] = [];
    for (const { kind, pattern, instead } of patterns) {
      for (const match of target.text.matchAll(pattern)) {
        const span: Span = [match.index, match.index + match[0].length];
        if (source.text.includes(match[0]) && kind === 'before') continue;
        if (flags.some((other) => other.target && other.target[0] < span[1] && span[0] < other.target[1])) continue;
        flags.push({
          check: 'spacing',
          category: 'linguistic/punctuation',
          severity: 'minor',
          confidence: 0.9,
          source: null,
          target: span,
          message: { key: `spacing.${kind}`, params: { target: match[0].trim() } },
          suggestion: instead(match[0]),
        });
      }
    }
    return flags;
  },
};

/** One quick look, since nearly all texts have none of it. */
const suspicious = /\s[,;:!?.)\]]|[([]\s|\s\s|[,;:][,;:.]|[^.]\.\.(?!\.)|\p{L}{2}[,;.!?]\p{L}{2}/u;

const patterns: readonly {
  kind: 'before' | 'after' | 'double' | 'twice' | 'missing';
  pattern: RegExp;
  instead: (found: string) => string;
}[] = [
  {
    kind: 'twice',
    pattern: /\s?(?:,[,.;:]|;[,;.]|:[,;:](?![-)(]))(?![.,;])/gu,
    instead: (found) => found.trim().slice(0, 1),
  },
  { kind: 'twice', pattern: /(?<=[\p{L}\d])\.\.(?![.\p{L}/])/gu, instead: () => '.' },
  {
    kind: 'before',
    pattern:
      /(?<=[\p{L}\p{N})\]"”’%])[^\S\n]+(?:[,;](?=\s|$)|[.!?](?=["”’)]*(?:\s|$))(?!\s*\.)|[)\]](?![\p{L}\p{N}]))/gu,
    instead: (found) => found.trim(),
  },
  { kind: 'after', pattern: /[([][^\S\n]+(?=[\p{L}\p{N}])/gu, instead: (found) => found.trim() },
  { kind: 'double', pattern: /(?<=[^\s.!?…:"”)])[^\S\n]{2,3}(?=[\p{L}\p{N}"“(])/gu, instead: () => ' ' },
  {
    kind: 'missing',
    pattern:
      /(?<=\p{Ll}{2}),(?=\p{L}{2})|(?<=\p{Ll}{3})[;!?](?=\p{Lu}\p{Ll})|(?<=\s\p{Ll}{2,20})\.(?=\p{Lu}\p{Ll}+[\s,])/gu,
    instead: (found) => `${found} `,
  },
];
