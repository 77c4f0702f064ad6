/** The words of flags in reports, in the reader's language. */

import type { Flag } from './engine/bitext.ts';
import { translate } from './messages.ts';

/** A flag with its sentence and the name of its check; a flag set by hand has its category's name. */
export function reportFlag<F extends Flag>(flag: F, language: string): F & { text: string; name: string } {
  const manual = flag.check === 'manual';
  const text = manual
    ? String(flag.message.params.note ?? '')
    : translate(language, `flags:${flag.message.key}`, flag.message.params);
  // A user's own rules are called `own-rule/<id>`.
  const name = manual ? `page:category.${flag.category}` : `flags:checks.${flag.check.replace(/\/.*$/, '')}.name`;
  return { ...flag, text, name: translate(language, name) };
}
