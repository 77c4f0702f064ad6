import type { Flag } from '../../bitext.ts';
import { capitalised } from '../../text/case.ts';
import { romanise } from '../../text/names.ts';
import type { Check } from '../check.ts';

/**
 * Finds a translation that begins with a small letter where its original begins with a capital.
 *
 * Leaves alone: names that are written so (iPhone, eBay, de Gaulle, al-Assad), addresses and names of files, and text after an
 * ellipsis or a dash.
 */
export const beginning: Check = {
  id: 'beginning',
  category: 'linguistic/spelling',
  describe: 'flags:checks.beginning.why',
  pairs: null,
  examples: [
    { source: 'Они уехали.', target: 'they left.', flagged: 'they', suggestion: 'They', severity: 'minor' },
    { source: '«Мы уедем», — сказал он.', target: '"we will leave," he said.', flagged: 'we', suggestion: 'We' },
    { source: 'В 2018 году он уехал.', target: 'in 2018 he left.', flagged: 'in' },
    { source: 'Важно помнить об этом.', target: 'it is important to remember this.', flagged: 'it' },
    {
      source: 'Россия подписала договор.',
      target: 'russia signed the treaty.',
      flagged: 'russia',
      suggestion: 'Russia',
    },
    { source: '(Смех в зале.)', target: '(laughter.)', flagged: 'laughter' },
    { source: 'Они уехали.', target: 'They left.', flagged: null },
    { source: 'они уехали', target: 'they left', flagged: null },
    { source: 'Айфон подорожал.', target: 'iPhone prices have gone up.', flagged: null },
    { source: '…И уехали.', target: '…and left.', flagged: null },
    { source: '— Да, это так.', target: '- yes, it is.', flagged: null },
    { source: 'Де Голль согласился.', target: 'de Gaulle agreed.', flagged: null },
    { source: 'Сайт weather.com не работает.', target: 'weather.com is down.', flagged: null },
  ],
  run({ source, target }): Flag[] {
    const word = target.words[0];
    const original = source.words[0];
    if (!word || !original?.capital || word.capital || !/^\p{Ll}/u.test(word.text)) return [];
    if (!/^["“‘'([«]*$/.test(target.text.slice(0, word.start))) return [];
    // A capital inside, a dot, an address: written so. A particle before a name: de Gaulle.
    if (/[\p{Lu}\p{N}.@/_]/u.test(word.text)) return [];
    const next = target.words[1];
    if (word.text.length <= 3 && next?.capital && original.capital && isParticle(source.words[0]!.folded, word.folded))
      return [];
    const suggestion = capitalised(word.text);
    return [
      {
        check: 'beginning',
        category: 'linguistic/spelling',
        severity: 'minor',
        confidence: 0.9,
        source: null,
        target: [word.start, word.end],
        message: { key: 'beginning.small', params: { target: word.text, suggestion } },
        suggestion,
      },
    ];
  },
};

/** The original begins with the same particle in its own letters: де for de, аль for al. */
function isParticle(original: string, word: string): boolean {
  return original.length <= word.length + 1 && romanise(original)[0] === word[0];
}
