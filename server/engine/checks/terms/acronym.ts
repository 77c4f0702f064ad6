import type { Flag } from '../../bitext.ts';
import type { Check, PairReading } from '../check.ts';
import { type AcronymFault, findAcronymFaults } from './acronym-reading.ts';
import { domainsOf, likeliestOf } from './domains.ts';
import { replacementFor } from './term-forms.ts';

/**
 * Finds acronyms as machines make them: copied letter for letter where English has a form of its own (ХОБЛ as HOBL), made up
 * though the original's is known, not spelt by the words that they stand for, or left in Cyrillic.
 *
 * Leaves alone: names of which the copy is the accepted name (TASS, SIPRI); acronyms that words of the translation spell, or
 * any meaning of an ambiguous one allows; Latin ones that the original has; plurals and possessives; designations with a
 * letter (Су-57); those that are unknown, but for copies in medical texts; a known acronym of another concept, which is a term.
 */
export const acronym: Check = {
  id: 'acronym',
  category: 'terminology/wrong-term',
  describe: 'flags:checks.acronym.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'У 40 больных диагностирована ХОБЛ.',
      target: 'HOBL was diagnosed in 40 patients.',
      flagged: 'HOBL',
      suggestion: 'COPD',
      severity: 'major',
    },
    {
      source: 'Риск развития ТЭЛА у таких пациентов выше.',
      target: 'The risk of TELA is higher in these patients.',
      flagged: 'TELA',
      suggestion: 'PE',
    },
    {
      source: 'Больным назначали НПВП.',
      target: 'Patients were given NPVPs.',
      flagged: 'NPVPs',
      suggestion: 'NSAIDs',
    },
    {
      source: 'Всем пациентам с ХСН выполнена ЭКГ.',
      target: 'All patients with HSN underwent an ECG.',
      flagged: 'HSN',
      suggestion: 'CHF',
    },
    {
      source: 'Эксперты МАГАТЭ посетили станцию.',
      target: 'IAEE experts visited the plant.',
      flagged: 'IAEE',
      suggestion: 'IAEA',
    },
    {
      source: 'Пациентам с ХОБЛ назначили терапию.',
      target: 'Patients with ХОБЛ were given therapy.',
      flagged: 'ХОБЛ',
      suggestion: 'COPD',
    },
    {
      source: 'В отделении применяют метод низкоинтенсивной лазерной терапии (НИЛТ).',
      target: 'The department uses low-intensity laser therapy (NILT).',
      flagged: 'NILT',
    },
    {
      source: 'Как сообщает ТАСС, переговоры завершились.',
      target: 'Talks have ended, TASS reports.',
      flagged: null,
    },
    { source: 'Саммит БРИКС пройдёт в Казани.', target: 'The BRICS summit will be held in Kazan.', flagged: null },
    {
      source: 'НПО потребовали расследования.',
      target: 'NGOs demanded an investigation.',
      flagged: null,
    },
    {
      source: 'Решение НАТО осудили в Москве.',
      target: "NATO's decision was condemned in Moscow.",
      flagged: null,
    },
    {
      source: 'Истребитель Су-57 показали на авиасалоне.',
      target: 'The Su-57 fighter was shown at the air show.',
      flagged: null,
    },
    { source: 'Диагноз установлен по МКБ-10.', target: 'The diagnosis was made according to ICD-10.', flagged: null },
    {
      source: 'Программа GPS работает и без ВПН.',
      target: 'The GPS program works without a VPN, too.',
      flagged: null,
    },
    {
      source: 'ДЮСШ получила новый зал.',
      target: 'The children and youth sports school (CYSS) has a new hall.',
      flagged: null,
    },
  ],
  run(reading, context) {
    return findAcronymFaults(reading, context).map((fault) => flagOf(fault, reading));
  },
};

type Verdict = Pick<Flag, 'severity' | 'confidence'>;

/** As read off on acronyms put into news; see `test/calibrate`. */
const verdicts: Readonly<Record<AcronymFault['kind'], Verdict>> = {
  left: { severity: 'major', confidence: 0.97 },
  copied: { severity: 'major', confidence: 0.95 },
  invented: { severity: 'major', confidence: 0.85 },
  unspelled: { severity: 'minor', confidence: 0.75 },
  copiedUnknown: { severity: 'minor', confidence: 0.6 },
};

/** Two letters have more meanings than any list knows; those of the field that the text is of are likelier meant. */
function verdictOf({ kind }: AcronymFault, letters: number, ofField: boolean): Verdict {
  if (letters > 2 || kind === 'left') return verdicts[kind];
  if (kind === 'copied')
    return ofField ? { severity: 'major', confidence: 0.85 } : { severity: 'minor', confidence: 0.65 };
  return { severity: 'minor', confidence: ofField ? 0.65 : 0.5 };
}

function flagOf(fault: AcronymFault, { source, target }: PairReading): Flag {
  const { kind, source: s, target: t, known } = fault;
  const original = source.words[s]!;
  const word = target.words[t]!;
  const company = domainsOf(source);
  const concept = likeliestOf(known?.concepts ?? [], company);
  const found = { start: word.start, end: word.end, acronym: true, concepts: [] };
  const better = concept ? replacementFor(concept, { acronym: true }, found, target) : null;
  return {
    check: 'acronym',
    category: kind === 'left' ? 'accuracy/untranslated' : 'terminology/wrong-term',
    ...verdictOf(fault, original.text.match(/\p{Lu}/gu)?.length ?? 0, company.has(concept?.domain ?? '')),
    source: [original.start, original.end],
    target: better?.span ?? [word.start, word.end],
    message: {
      key: concept ? `acronym.${kind}Known` : `acronym.${kind}`,
      params: {
        source: original.text,
        target: word.text,
        meaning: concept?.target[0] ?? '',
        right: better?.text ?? '',
      },
    },
    suggestion: better?.text ?? null,
  };
}
