import { describe, expect, test } from 'vitest';
import type { Language } from '../../../server/engine/languages/language.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { splitSentences } from '../../../server/engine/text/sentences.ts';
import { readSrx, SrxError } from '../../../server/engine/text/srx.ts';

const srx = `<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes"/>
  <body>
    <languagerules>
      <languagerule languagerulename="German">
        <rule break="no"><beforebreak>\\b(?:Dr|z|z\\.\\h?B)\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule>
      <languagerule languagerulename="Default">
        <rule break="yes"><beforebreak>[\\.\\?!]++</beforebreak><afterbreak>\\s+\\p{Lu}</afterbreak></rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern="[Dd][Ee].*" languagerulename="German"/>
      <languagemap languagepattern=".*" languagerulename="Default"/>
    </maprules>
  </body>
</srx>`;

async function sentences(text: string, code: string): Promise<string[]> {
  const language: Language = { ...(await loadLanguage(code)), rules: readSrx(srx, code) };
  return splitSentences(text, language).map(([start, end]) => text.slice(start, end));
}

describe('rules from an SRX file', () => {
  test('exceptions of the language come before the common rules', async () => {
    expect(await sentences('Hier ist Dr. Maier. Er kommt z. B. Montag. Gut!', 'de-AT')).toEqual([
      'Hier ist Dr. Maier.',
      'Er kommt z. B. Montag.',
      'Gut!',
    ]);
  });

  test('other languages have the common ones alone', async () => {
    expect(await sentences('Here is Dr. Hill. Good!', 'fi')).toEqual(['Here is Dr.', 'Hill.', 'Good!']);
  });
});

describe('bad files', () => {
  test.each([
    ['not XML', 'text'],
    ['an entity bomb', '<!DOCTYPE srx [<!ENTITY a "aaaa">]><srx>&a;</srx>'],
    ['no rules for the language', '<srx><body/></srx>'],
    ['a pattern that is none', srx.replace('\\s+\\p{Lu}', '(')],
  ])('%s', (_, xml) => {
    expect(() => readSrx(xml, 'de')).toThrow(SrxError);
  });
});
