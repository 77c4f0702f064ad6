import type { ExportBead, ExportBitext, ExportFlag } from '../../../server/engine/formats/format.ts';

/** What the tests of the formats write. */

const flag: ExportFlag = {
  check: 'term',
  category: 'terminology/wrong-term',
  severity: 'critical',
  confidence: 0.97,
  source: [10, 15],
  target: [13, 17],
  message: { key: 'term.other', params: {} },
  suggestion: 'INF Treaty',
  text: 'ДРСМД is the INF Treaty; "TFEU" is another <treaty>.',
  state: 'open',
  reason: null,
  note: null,
};

/** Beads from their segments, numbered and in one paragraph each, with nothing flagged. */
export function bitextOf(pairs: readonly { source: readonly string[]; target: readonly string[] }[]): ExportBitext {
  let sources = 0;
  let targets = 0;
  const beads = pairs.map(({ source, target }, paragraph): ExportBead => {
    const bead: ExportBead = {
      sourceIndexes: source.map((_, i) => sources + i),
      targetIndexes: target.map((_, i) => targets + i),
      sourceParagraphs: source.map(() => paragraph),
      targetParagraphs: target.map(() => paragraph),
      source,
      target,
      originalTarget: target,
      confidence: 0.9,
      state: 'new',
      flags: [],
    };
    sources += source.length;
    targets += target.length;
    return bead;
  });
  return { title: 'Interview & answers', from: 'ru', to: 'en', language: 'en', beads };
}

/** An interview's worth of everything: a flag, a correction, a bead of two sentences, gaps on both sides. */
export function sampleBitext(): ExportBitext {
  const bitext = bitextOf([
    { source: ['Договор — ДРСМД — расторгнут.'], target: ['The treaty — TFEU — is no more.'] },
    { source: ['Это было в 2019 году.', 'Мы помним.'], target: ['That was in 2019, and we remember.'] },
    { source: ['Спасибо.'], target: [] },
    { source: [], target: ['Translated by the desk.'] },
    { source: ['До свидания!'], target: ['Good-bye!'] },
  ]);
  const [first, second, ...rest] = bitext.beads;
  return {
    ...bitext,
    beads: [
      {
        ...first!,
        flags: [
          flag,
          { ...flag, source: [0, 7], target: [11, 19], severity: 'minor', state: 'dismissed', reason: 'style' },
        ],
      },
      { ...second!, state: 'confirmed', originalTarget: ['That was 2019, and we remember.'] },
      ...rest,
    ],
  };
}
