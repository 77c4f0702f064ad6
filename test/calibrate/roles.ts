/**
 * Prints how many planted tenses and exchanged roles the checks `tense` and `roles` find, by kind, and how many good
 * pairs they flag, for both halves. Their rules have no weights to learn.
 *
 *     node test/calibrate/roles.ts PAIRS.json     [{"src": …, "good": …}, …]
 */

import { readFileSync } from 'node:fs';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { checks, readPair } from '../../server/engine/checks/checks.ts';
import { indexTerms } from '../../server/engine/checks/terms/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import { exchangedRoles, otherTenses, type RolePlant } from './planting-roles.ts';

const planters: Readonly<Record<string, (reading: PairReading) => RolePlant[]>> = {
  tense: otherTenses,
  roles: exchangedRoles,
};

const [file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/calibrate/roles.ts PAIRS.json');
  process.exit(2);
}
const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
const context: CheckContext = { pair, terms: indexTerms([], from, to) };
const rows: { src: string; good: string }[] = JSON.parse(readFileSync(file, 'utf8'));
const read = (source: string, target: string): PairReading => readPair({ source, target }, from, to, context);

for (const [id, plant] of Object.entries(planters)) {
  const check = checks.find((other) => other.id === id);
  if (!check) continue;
  for (const half of [0, 1]) {
    const found = new Map<string, [found: number, all: number]>();
    let alarms = 0;
    const some = rows.filter((_, index) => index % 2 === half);
    for (const { src, good } of some) {
      const clean = read(src, good);
      const before = check.run(clean, context).length;
      if (before > 0) alarms++;
      for (const { text, span, kind } of plant(clean)) {
        const hit = check
          .run(read(src, text), context)
          .some(({ target }) => target !== null && target[0] < span[1] && span[0] < target[1]);
        const tally = found.get(kind) ?? [0, 0];
        found.set(kind, [tally[0] + (hit ? 1 : 0), tally[1] + 1]);
      }
    }
    const kinds = [...found].map(([kind, [hits, all]]) => `${kind} ${((100 * hits) / all).toFixed(1)} % of ${all}`);
    console.log(
      `${id}, ${half === 0 ? 'even' : 'odd'}: alarms ${((100 * alarms) / some.length).toFixed(2)} %; ${kinds.join('; ')}`,
    );
  }
}
