import { expect, test } from 'vitest';
import { type CheckedPair, checkPairs } from '../../server/commands/checking.ts';
import { checks } from '../../server/engine/checks/checks.ts';
import type { DocumentPair } from '../../server/engine/formats/format.ts';

const many = 1_700;
/** One check is enough to tell pairs apart. */
const options = { from: 'ru', to: 'en', disabled: checks.map(({ id }) => id).filter((id) => id !== 'number') };

async function* pairs(): AsyncGenerator<DocumentPair> {
  for (let k = 0; k < many; k++) {
    const wrong = k % 7 === 0 ? 1 : 0;
    yield { id: k, source: `Министр подписал ${k} договоров.`, target: `The minister signed ${k + wrong} treaties.` };
  }
}

async function all(checked: AsyncGenerator<CheckedPair>): Promise<CheckedPair[]> {
  const found: CheckedPair[] = [];
  for await (const one of checked) found.push(one);
  return found;
}

test('two threads find what one finds, in the order of the pairs', async () => {
  const [one, two] = await Promise.all([all(checkPairs(pairs(), options, 1)), all(checkPairs(pairs(), options, 2))]);
  expect(two.map(({ pair }) => pair.id)).toEqual(Array.from({ length: many }, (_, k) => k));
  expect(two).toEqual(one);
  expect(two.filter(({ flags }) => flags.length > 0).length).toBeGreaterThan(many / 10);
}, 60_000);

test('an error of the file comes out, and nothing keeps running', async () => {
  async function* broken(): AsyncGenerator<DocumentPair> {
    yield* pairs();
    throw new Error('the file is broken');
  }
  await expect(all(checkPairs(broken(), options, 2))).rejects.toThrow('the file is broken');
}, 60_000);
