/** What follows when what is known or wanted of texts has changed: their checks run again. */

import { readFlags } from '../../db/beads.ts';
import { readStatus } from '../../db/bitexts.ts';
import { change } from '../../db/changes.ts';
import { NotFoundError, StateError, trouble } from '../../db/errors.ts';
import type { Services } from '../services.ts';

/** How often it is tried to check a bitext again that others are changing. */
const mostAttempts = 5;

/**
 * Runs the checks again over bitexts, one after the other and while others go on; each that this changes gets a revision.
 * @returns how many flags came and went, when all is done; never rejects
 */
export async function checkAgain(services: Services, bitexts: readonly string[]): Promise<number> {
  let flags = 0;
  for (const bitext of bitexts) {
    for (let left = mostAttempts; left > 0; left--) {
      try {
        flags += await checkOne(services, bitext);
        break;
      } catch (error) {
        // Deleted meanwhile, or still being made: then it is checked with what holds now anyway.
        if (error instanceof NotFoundError || error instanceof StateError) break;
        if (trouble(error) || left === 1) {
          console.error(error);
          break;
        }
      }
    }
  }
  return flags;
}

async function checkOne({ database: { db }, recheck, events }: Services, bitext: string): Promise<number> {
  const { version } = await readStatus(db, bitext);
  const open = async () =>
    new Set((await readFlags(db, bitext, null)).filter((flag) => !flag.absent).map((flag) => flag.id));
  const before = await open();
  const outcome = await change(db, bitext, version, { kind: 'recheck' }, recheck);
  if (outcome.version === version) {
    events.publish(bitext, { kind: 'bitext' });
    return 0;
  }
  events.publish(bitext, { kind: 'change', outcome });
  const after = await open();
  const gone = [...before].filter((id) => !after.has(id));
  return gone.length + [...after].filter((id) => !before.has(id)).length;
}
