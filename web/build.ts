import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Builds the page into web/dist, unless what is there is newer than everything it is made of. */

const web = import.meta.dirname;
const made = newest(join(web, 'dist'));
const sources = Math.max(newest(web, 'dist'), statSync(join(web, '..', 'package-lock.json')).mtimeMs);

if (made < sources) {
  console.log('Sverka: making the page (once)');
  const { build } = await import('vite');
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
}

/** When the newest file of a folder was changed; 0 where there is none. */
function newest(folder: string, except?: string): number {
  try {
    return Math.max(
      0,
      ...readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.name !== except)
        .map((entry) =>
          entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
        ),
    );
  } catch {
    return 0;
  }
}
