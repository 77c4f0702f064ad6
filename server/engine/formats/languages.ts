import { readFileSync } from 'node:fs';

/** Which language a text is in, well enough to notice that the two files were given the wrong way round. */

interface Profile {
  readonly code: string;
  readonly script: string;
  readonly words: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  readonly lacking: ReadonlySet<string>;
}

let profiles: readonly Profile[] | null = null;

function loadProfiles(): readonly Profile[] {
  profiles ??= readFileSync(new URL('languages.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [code = '', script = '', words = '', letters = '', lacking = ''] = line.split('\t');
      return {
        code,
        script,
        words: new Set(words.split(' ').filter((word) => word !== '')),
        letters: new Set(letters),
        lacking: new Set(lacking),
      };
    });
  return profiles;
}

/** Characters that are looked at. */
const sample = 40_000;

/**
 * The language of a text, or null where it is too short to tell or of no language that is known here: among those of its script, the
 * one whose short words and own letters it has most of, words with letters that the language lacks taken off.
 */
export function guessLanguage(text: string): string | null {
  const words =
    text
      .slice(0, sample)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length < 5) return null;
  const letters = words.join('');
  const scripts = new Map<string, number>();
  for (const { script } of loadProfiles()) {
    if (!scripts.has(script))
      scripts.set(script, letters.match(new RegExp(`\\p{Script=${script}}`, 'gu'))?.length ?? 0);
  }
  const [script, count] = [...scripts].reduce((best, next) => (next[1] > best[1] ? next : best));
  if (count < letters.length / 2) return null;
  let best = { code: '', hits: 0 };
  let second = 0;
  for (const profile of loadProfiles()) {
    if (profile.script !== script) continue;
    let hits = 0;
    for (const word of words) {
      if (profile.words.has(word) || some(word, profile.letters)) hits++;
      if (some(word, profile.lacking)) hits--;
    }
    if (hits > best.hits) {
      second = best.hits;
      best = { code: profile.code, hits };
    } else second = Math.max(second, hits);
  }
  const sure = best.hits >= 2 && best.hits > second && best.hits > words.length * 0.04;
  return sure ? best.code : null;
}

function some(word: string, letters: ReadonlySet<string>): boolean {
  for (const letter of word) if (letters.has(letter)) return true;
  return false;
}
