/** Brings a database to the newest form, from whichever it has. */

import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { up as bitexts } from './migrations/0001-bitexts.ts';
import { up as projects } from './migrations/0002-projects.ts';
import { up as knowledge } from './migrations/0003-knowledge.ts';
import { up as checks } from './migrations/0004-checks.ts';
import type { Schema } from './schema.ts';

/** In order; a migration that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-bitexts': { up: bitexts },
  '0002-projects': { up: projects },
  '0003-knowledge': { up: knowledge },
  '0004-checks': { up: checks },
};

/** @returns whether anything had to be done from nothing, that is, whether the database is new */
export async function migrate(db: Kysely<Schema>): Promise<{ fresh: boolean }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return { fresh: results?.some((result) => result.migrationName === '0001-bitexts') ?? false };
}
