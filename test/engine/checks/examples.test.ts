import { describe, expect, test } from 'vitest';
import { checks, createChecker } from '../../../server/engine/checks/checks.ts';
import { languages, translate } from '../../../server/messages.ts';

/** Every check is run alone over its own examples, which are its documentation. */
for (const check of checks) {
  const disabled = checks.map(({ id }) => id).filter((id) => id !== check.id);
  const checker = await createChecker({ from: 'ru', to: 'en', disabled, styles: ['uk-press'] });

  describe(check.id, () => {
    test.each(check.examples.map((example) => ({ ...example })))('$source / $target', (example) => {
      const { source, target } = example;
      const flags = checker.check({ source, target });
      if (example.flagged === null) {
        expect(flags).toEqual([]);
        return;
      }
      const found = flags.find((flag) => marked(flag, source, target) === example.flagged);
      expect(flags.map((flag) => marked(flag, source, target))).toContain(example.flagged);
      if (example.suggestion !== undefined) expect(found?.suggestion).toBe(example.suggestion);
      if (example.severity !== undefined) expect(found?.severity).toBe(example.severity);
    });

    test('says what it is and what it found in every language', () => {
      for (const language of languages) {
        expect(translate(language, check.describe)).not.toBe(check.describe);
        for (const { source, target } of check.examples) {
          for (const { message } of checker.check({ source, target })) {
            const key = `flags:${message.key}`;
            expect(translate(language, key, message.params)).not.toBe(key);
            expect(translate(language, key, message.params)).not.toMatch(/\{\{/);
          }
        }
      }
    });
  });
}

function marked(
  flag: { readonly source: readonly [number, number] | null; readonly target: readonly [number, number] | null },
  source: string,
  target: string,
): string {
  return flag.target ? target.slice(...flag.target) : source.slice(...(flag.source ?? [0, 0]));
}
