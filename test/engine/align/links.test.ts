import { beforeAll, describe, expect, test } from 'vitest';
import { learnLinks } from '../../../server/engine/align/learnt-links.ts';
import { type Link, linkWords } from '../../../server/engine/align/links.ts';
import { type LanguagePair, loadPair } from '../../../server/engine/languages/pair.ts';
import { readWords } from '../../../server/engine/text/words.ts';

let pair: LanguagePair;
beforeAll(async () => {
  pair = (await loadPair('ru', 'en'))!;
});

const read = (source: string, target: string) => {
  const [left, right] = [readWords(source, pair.from), readWords(target, pair.to)];
  return { source: left, target: right, links: linkWords(left, right, pair) };
};
const shown = ({ source, target, links }: ReturnType<typeof read>, which: readonly Link[] = links): string[] =>
  which.map((link) => `${source[link.source]!.text}=${target[link.target]!.text} ${link.kind}`);

describe('links by knowledge', () => {
  test('say on what grounds they are', () => {
    const links = shown(read('Бурнабич подписала 12 договоров.', 'Burnabich signed 12 treaties.'));
    expect(links).toEqual([
      'Бурнабич=Burnabich sound',
      'подписала=signed lexicon',
      '12=12 number',
      'договоров=treaties lexicon',
    ]);
  });

  test('a set phrase is linked to its rendering, whose word its words may share', () => {
    const links = shown(read('В настоящее время завод закрыт.', 'The plant is currently closed.'));
    expect(links).toContain('В=currently phrase');
    expect(links).toContain('время=currently phrase');
  });

  test('a rendering that is linked to another word is not taken', () => {
    const links = shown(read('Он на самом деле рад факту.', 'He is glad of the fact.'));
    expect(links).toContain('факту=fact lexicon');
    expect(links.filter((link) => link.includes('=fact'))).toHaveLength(1);
  });

  test('a unit of time that only the original has goes with its number', () => {
    expect(shown(read('Это было в 2018 году.', 'That was in 2018.'))).toContain('году=2018 phrase');
    expect(shown(read('Это было в 2018 году.', 'That was in the year 2018.'))).toContain('году=year lexicon');
  });

  test('a word of grammar claims little where its neighbours are not linked to each other', () => {
    const near = read('Она живёт в Пекине.', 'She lives in Beijing.');
    const far = read('В среду министр подписал договор.', 'The minister signed the treaty in my presence.');
    const score = ({ source, links }: ReturnType<typeof read>) =>
      links.find((link) => source[link.source]!.folded === 'в')?.score ?? 0;
    expect(score(near)).toBeGreaterThan(0.9);
    expect(score(far)).toBeLessThan(0.8);
  });
});

describe('links learnt from other pairs', () => {
  // «Крякозябра» is in no dictionary.
  const verbs = [
    ['подписал', 'signed'],
    ['закрыл', 'closed'],
    ['купил', 'bought'],
    ['увидел', 'saw'],
    ['нашёл', 'found'],
    ['открыл', 'opened'],
  ] as const;
  const taught = () =>
    verbs.map(([verb, said], k) =>
      k % 2 === 0
        ? read(`Министр ${verb} крякозябру и фыкало.`, `The minister ${said} the plover and the gadwall.`)
        : read(`Вчера министр ${verb} крякозябру.`, `Yesterday the minister ${said} the plover.`),
    );

  test('words that keep company are linked', () => {
    const pairs = taught();
    const learnt = learnLinks(pairs, pair.to.grammarWords);
    for (const [k, own] of pairs.entries())
      expect(shown(own, learnt.linksFor(k))).toContainEqual(expect.stringContaining('крякозябру=plover'));
  });

  test('a pair does not teach itself', () => {
    const pairs = [
      read('Министр подписал крякозябру.', 'The minister signed the plover.'),
      ...Array.from({ length: 30 }, () => read('Школа закрыта.', 'The school is closed.')),
    ];
    const links = learnLinks(pairs, pair.to.grammarWords).linksFor(0);
    expect(links.filter(({ kind }) => kind === 'learnt')).toEqual([]);
  });

  test('one word left over on each side between the same neighbours is linked by its place', () => {
    const own = read('Министр крякозябно подписал договор.', 'The minister smugly signed the treaty.');
    const links = learnLinks([own], pair.to.grammarWords).linksFor(0);
    expect(shown(own, links)).toEqual(['крякозябно=smugly place']);
    expect(links[0]!.score).toBeLessThanOrEqual(0.7);
  });

  test('what is left over at different places is not', () => {
    const own = read('Крякозябно министр подписал договор.', 'The minister signed the treaty smugly.');
    expect(learnLinks([own], pair.to.grammarWords).linksFor(0)).toEqual([]);
  });

  test('no word is linked twice', () => {
    const pairs = taught();
    const learnt = learnLinks(pairs, pair.to.grammarWords);
    for (const [k, { links }] of pairs.entries()) {
      const all = [...links, ...learnt.linksFor(k)];
      expect(new Set(all.map((link) => link.source)).size).toBe(all.length);
    }
  });
});
