/** Plants dropped, added and turned denials in English texts: auxiliaries, do-support, no, never, nothing, without. */

import type { Span } from '../../server/engine/bitext.ts';
import type { SideReading } from '../../server/engine/checks/check.ts';
import { formsOf, inflect } from '../../server/engine/languages/en/inflection.ts';
import type { Language } from '../../server/engine/languages/language.ts';

export interface Plant {
  readonly text: string;
  /** Where the changed words stand in `text`. */
  readonly span: Span;
  /** Index of the changed word: before the change for what is dropped, after it for what is added. */
  readonly word: number;
  readonly kind: string;
}

const auxiliaries = new Set(
  'is are was were has have had will would can could should must may might am do does did'.split(' '),
);
const bare = new Set('will would can could should must may might do does did to'.split(' '));

/** All ways to drop a denial of a text. */
export function drops({ text, words }: SideReading): Plant[] {
  const plants: Plant[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const after = words[at + 1];
    const offer = (from: number, to: number, instead: string, kind: string): void => {
      let replaced = text.slice(0, from) + instead + text.slice(to);
      if (instead === '' && replaced[from] === ' ') replaced = replaced.slice(0, from) + replaced.slice(from + 1);
      if (from === 0) replaced = replaced.slice(0, 1).toUpperCase() + replaced.slice(1);
      plants.push({ text: replaced, span: [from, from + Math.max(1, instead.length)], word: at, kind });
    };
    const contracted = /^(.+)n['’]t$/.exec(word.text);
    if (word.folded === 'not' || contracted) {
      const helper = contracted ? stemOfContraction(contracted[1] ?? '') : (before?.folded ?? '');
      const start = contracted ? word.start : (before?.start ?? word.start);
      if (/^(?:do|does|did)$/.test(helper) && after) {
        const lemma = after.lemmas[0] ?? after.folded;
        const form = helper === 'did' ? 'past' : helper === 'does' ? 's' : 'base';
        offer(start, after.end, inflect(lemma, form), 'do');
      }
      if (contracted) offer(word.start, word.end, helper, 'contraction');
      else offer(word.start, word.end, '', 'not');
    } else if (word.folded === 'cannot') offer(word.start, word.end, 'can', 'not');
    else if (word.folded === 'never') offer(word.start, word.end, at % 2 ? '' : 'always', 'never');
    else if (word.folded === 'without') offer(word.start, word.end, 'with', 'without');
    else if (word.folded === 'nothing') offer(word.start, word.end, 'something', 'no-word');
    else if (word.folded === 'nobody') offer(word.start, word.end, 'everybody', 'no-word');
    else if (word.folded === 'none') offer(word.start, word.end, 'all', 'no-word');
    else if (word.folded === 'nor') offer(word.start, word.end, 'and', 'no-word');
    else if (word.folded === 'no' && after && !after.isNumber && /^\s/.test(text.slice(word.end)))
      offer(word.start, word.end, after.text.endsWith('s') ? 'some' : 'a', 'no');
  }
  return plants;
}

function stemOfContraction(stem: string): string {
  return /^wo$/i.test(stem) ? 'will' : /^ca$/i.test(stem) ? 'can' : stem.toLowerCase();
}

/** All ways to add a denial to a text; `isVerb` says which words are known to be finite verbs. */
export function additions(
  { text, words }: SideReading,
  isVerb: (index: number) => boolean,
  language: Language,
): Plant[] {
  const plants: Plant[] = [];
  for (const [at, word] of words.entries()) {
    const after = words[at + 1];
    const offer = (from: number, to: number, instead: string, at: number, kind: string): void => {
      plants.push({
        text: text.slice(0, from) + instead + text.slice(to),
        span: [from, from + instead.length],
        word: at,
        kind,
      });
    };
    const denied = after !== undefined && /^(?:not|never|no)$/.test(after.folded);
    if (auxiliaries.has(word.folded) && !denied) {
      offer(word.start, word.end, `${word.text} not`, at + 1, 'auxiliary');
      if (/^(?:is|are|was|were|has|had|would|could|should|did|does)$/.test(word.folded))
        offer(word.start, word.end, `${word.text}n't`, at, 'contraction');
      if (after && !bare.has(word.folded)) offer(word.start, word.end, `${word.text} never`, at + 1, 'never');
    } else if (word.folded === 'with') offer(word.start, word.end, `${word.text}out`, at, 'without');
    else if (/^(?:a|an)$/.test(word.folded) && after && !word.first) offer(word.start, word.end, 'no', at, 'no');
    else if (
      word.folded === 'to' &&
      after &&
      language.lemmas(after.text)[0] === after.folded &&
      after.folded.length > 2
    )
      offer(word.start, word.end, 'not to', at, 'infinitive');
    else if (isVerb(at) && !auxiliaries.has(words[at - 1]?.folded ?? '') && !word.first) {
      const lemma = word.lemmas[0] ?? word.folded;
      const form = formsOf(word.folded, lemma)[0];
      const helper = form === 'past' ? 'did' : form === 's' ? 'does' : form === 'base' ? 'do' : null;
      if (helper !== null && lemma !== 'be') offer(word.start, word.end, `${helper} not ${lemma}`, at + 1, 'do');
    }
  }
  return plants;
}
