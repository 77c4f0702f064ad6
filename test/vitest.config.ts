import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One project a room, so that the fast ones run and fail first: `vitest run --project engine`. */
const project = (name: string, hookTimeout: number, testTimeout: number) => ({
  test: {
    name,
    root: join(import.meta.dirname, '..'),
    include: [`test/${name}/**/*.test.ts`],
    hookTimeout,
    testTimeout,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('house', 10_000, 20_000),
      project('engine', 30_000, 30_000),
      project('eval', 60_000, 120_000),
      project('db', 60_000, 60_000),
      project('server', 60_000, 60_000),
      project('web', 120_000, 120_000),
    ],
  },
});
