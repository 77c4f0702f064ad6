import type { Flag, Span } from '../../bitext.ts';
import { formsOf, inflect } from '../../languages/en/inflection.ts';
import type { Word } from '../../text/words.ts';
import type { Check, PairReading } from '../check.ts';
import { judgesOf, logOddsOf, pairCode, type Verdict, verdictAt } from '../judgement.ts';
import { type JudgedNegative, judgeNegatives } from './negatives.ts';
import { lengthOfContent } from './slots.ts';

/**
 * Finds a denial of the original that the translation does not have, and one that only the translation has: не, нет, никогда,
 * нельзя, без against not, n't, no, never, nobody, neither, without.
 *
 * Leaves alone: what is denied another way (не удалось: failed; не согласен: rejected; неизвестно: not known; не раз: more than
 * once; тем не менее: however; пока не: until; а не: rather than), two words that make one denial (никто не, neither … nor),
 * and one denial said for several words (не убивать и не красть: not kill or steal).
 */
export const negation: Check = {
  id: 'negation',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.negation.why',
  pairs: null,
  examples: [
    {
      source: 'Правительство не планирует повышать налоги.',
      target: 'The government plans to raise taxes.',
      flagged: 'plans',
      suggestion: 'does not plan',
    },
    {
      source: 'Комитет не поддержал предложение министра.',
      target: 'The committee supported the minister’s proposal.',
      flagged: 'supported',
      suggestion: 'did not support',
    },
    {
      source: 'Завод был построен в прошлом году.',
      target: 'The factory was not built last year.',
      flagged: 'was not',
      suggestion: 'was',
    },
    {
      source: 'Суд отложил слушание до понедельника.',
      target: 'The court did not postpone the hearing until Monday.',
      flagged: 'did not postpone',
      suggestion: 'postponed',
    },
    {
      source: 'Врачи советуют гулять каждый день.',
      target: 'Doctors never advise walking every day.',
      flagged: 'never advise',
      suggestion: 'advise',
    },
    {
      source: 'Эти лекарства нельзя принимать детям.',
      target: 'These medicines can be taken by children.',
      flagged: 'can be taken',
    },
    {
      source: 'Самолёт приземлился без пассажиров.',
      target: 'The plane landed with passengers.',
      flagged: 'with',
      suggestion: 'without',
    },
    { source: 'Он не раз бывал в Париже.', target: 'He has been to Paris more than once.', flagged: null },
    { source: 'Никто никогда не видел этого письма.', target: 'Nobody has ever seen this letter.', flagged: null },
    { source: 'Тем не менее переговоры продолжаются.', target: 'However, the talks are going on.', flagged: null },
    { source: 'Ей не удалось убедить коллег.', target: 'She failed to convince her colleagues.', flagged: null },
    { source: 'Причина аварии неизвестна.', target: 'The cause of the accident is not known.', flagged: null },
    {
      source: 'Мы не уйдём, пока не получим ответа.',
      target: 'We will not leave until we get an answer.',
      flagged: null,
    },
    { source: 'Он не смог вспомнить её имя.', target: 'He was unable to remember her name.', flagged: null },
    { source: 'Решение вряд ли изменится.', target: 'The decision is not likely to change.', flagged: null },
    {
      source: 'Нельзя не согласиться с этим выводом.',
      target: 'One has to agree with this conclusion.',
      flagged: null,
    },
  ],
  run(reading, context) {
    const judges = context.pair && judgesOf('negation', pairCode(context.pair));
    if (!context.pair || !judges) return [];
    const flags: Flag[] = [];
    for (const event of judgeNegatives(reading, context.pair)) {
      const judge = judges[event.side];
      const verdict = judge && verdictAt(logOddsOf(event.features, judge), judge);
      if (verdict)
        flags.push(event.side === 'source' ? droppedFlag(event, verdict, reading) : addedFlag(event, verdict, reading));
    }
    return flags;
  },
};

function droppedFlag(event: JudgedNegative, verdict: Verdict, { source, target }: PairReading): Flag {
  const from = source.words[Math.min(event.at, ...event.words)];
  const to = source.words[event.governed] ?? source.words[event.at];
  const span: Span = [from?.start ?? 0, Math.max(from?.end ?? 0, to?.end ?? 0)];
  const correction = withDenial(event, { source, target });
  return {
    check: 'negation',
    category: 'accuracy/mistranslation',
    ...verdict,
    source: span,
    target: correction?.span ?? null,
    message: {
      key: correction ? 'negation.dropped' : 'negation.droppedSomewhere',
      params: {
        source: source.text.slice(...span),
        target: correction ? target.text.slice(...correction.span) : '',
      },
    },
    suggestion: correction?.text ?? null,
  };
}

interface Correction {
  readonly span: Span;
  readonly text: string | null;
}

/** Where the denied word stands in the translation, with the auxiliary before it, and the same denied where it is simple to. */
function withDenial(
  event: JudgedNegative,
  { source, target }: Pick<PairReading, 'source' | 'target'>,
): Correction | null {
  const { words, text } = target;
  if (event.denial === 'without') {
    const at = [event.expected, event.expected - 1, event.expected + 1].find((k) => words[k]?.folded === 'with');
    const found = at === undefined ? undefined : words[at];
    if (found) return { span: [found.start, found.end], text: `${found.text}out` };
  }
  const link = event.governed >= 0 ? (source.linked[event.governed] ?? -1) : -1;
  const denied = words[link];
  if (!denied || !lengthOfContent(source.words[event.governed])) return null;
  let first = link;
  for (let k = link - 1; k >= Math.max(0, link - 3); k--) {
    if (auxiliary.test(words[k]?.folded ?? '')) {
      first = k;
      break;
    }
  }
  const helper = words[first];
  if (!helper) return null;
  const span: Span = [helper.start, denied.end];
  if (event.denial === 'without') return { span: [denied.start, denied.end], text: null };
  if (first < link) return { span, text: `${helper.text} not${text.slice(helper.end, denied.end)}` };
  if (denied.folded === 'be' || auxiliary.test(denied.folded)) return { span, text: `${denied.text} not` };
  const lemma = denied.lemmas[0] ?? denied.folded;
  const form = formsOf(denied.folded, lemma)[0];
  const before = words[link - 1];
  if (before?.folded === 'to' && form === 'base')
    return { span: [before.start, denied.end], text: `not ${text.slice(before.start, denied.end)}` };
  const part = source.language.morphology?.analyses(source.words[event.governed]?.text ?? '')[0]?.partOfSpeech;
  const doing = form === 'past' ? 'did' : form === 's' ? 'does' : null;
  return { span, text: part === 'verb' && doing ? `${doing} not ${lemma}` : null };
}

const auxiliary = /^(?:am|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)$/;

function addedFlag(event: JudgedNegative, verdict: Verdict, { source, target }: PairReading): Flag {
  const correction = withoutDenial(event, target.words, target.text);
  const link = event.governed >= 0 ? (target.linked[event.governed] ?? -1) : -1;
  const counterpart = source.words[link];
  return {
    check: 'negation',
    category: 'accuracy/mistranslation',
    ...verdict,
    source: counterpart ? [counterpart.start, counterpart.end] : null,
    target: correction.span,
    message: {
      key: counterpart ? 'negation.added' : 'negation.addedSomewhere',
      params: { source: counterpart?.text ?? '', target: target.text.slice(...correction.span) },
    },
    suggestion: correction.text,
  };
}

/** The denial with what has to change when it goes: "did not react" becomes "reacted". */
function withoutDenial(
  { at }: JudgedNegative,
  words: readonly Word[],
  text: string,
): { span: Span; text: string | null } {
  const word = words[at];
  const before = words[at - 1];
  const after = words[at + 1];
  if (!word) return { span: [0, 0], text: null };
  const alone: Span = [word.start, word.end];
  if (word.folded === 'without') return { span: alone, text: word.text.slice(0, 4) };
  if (word.folded === 'cannot') return { span: alone, text: word.text.slice(0, 3) };
  const contracted = /^(.+)n['’]t$/i.exec(word.text)?.[1];
  const helper = contracted === undefined ? before : word;
  const helping = (contracted ?? before?.text ?? '').toLowerCase();
  if ((word.folded === 'not' || contracted !== undefined) && helper) {
    if (/^(?:do|does|did)$/.test(helping) && after) {
      const form = helping === 'did' ? 'past' : helping === 'does' ? 's' : 'base';
      return { span: [helper.start, after.end], text: inflect(after.folded, form) };
    }
    if (contracted !== undefined) {
      const full = /^wo$/i.test(contracted) ? 'will' : /^ca$/i.test(contracted) ? 'can' : contracted;
      return { span: alone, text: full };
    }
    if (auxiliary.test(helping)) return { span: [helper.start, word.end], text: helper.text };
  }
  if (word.folded === 'not' || word.folded === 'never')
    return after && !/[,;:]/.test(text.slice(word.end, after.start))
      ? { span: [word.start, after.end], text: after.text }
      : { span: alone, text: null };
  return { span: alone, text: null };
}
