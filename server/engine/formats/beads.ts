import type { Format } from './format.ts';

/** A bead a line, `[0, 1]:[0]`: source indexes and target indexes from 0, as alignment research exchanges them. */
export const beads = {
  id: 'beads',
  label: 'Beads',
  extensions: ['.beads'],
  mediaType: 'text/plain; charset=utf-8',
  write: ({ beads }) =>
    beads
      .map(({ sourceIndexes, targetIndexes }) => `[${sourceIndexes.join(', ')}]:[${targetIndexes.join(', ')}]\n`)
      .join(''),
} satisfies Format;
