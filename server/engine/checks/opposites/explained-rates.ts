/** How often words were left unexplained in clean texts: `weights/<check>-rates-<pair>.tsv`, which `test/calibrate` writes. */

import { existsSync } from 'node:fs';
import { readTable } from '../../languages/vocabulary.ts';
import type { ExplainedRates } from './opposites.ts';

const loaded = new Map<string, ExplainedRates>();

/** Read once for the process; empty where nothing was learnt. */
export function ratesOf(check: string, pair: string): ExplainedRates {
  const name = `${check}-rates-${pair}`;
  let rates = loaded.get(name);
  if (!rates) {
    const file = new URL(`../weights/${name}.tsv`, import.meta.url);
    rates = Object.fromEntries(
      (existsSync(file) ? readTable(file) : []).map(([word = '', count, unexplained]) => [
        word,
        [Number(count), Number(unexplained)] as const,
      ]),
    );
    loaded.set(name, rates);
  }
  return rates;
}
