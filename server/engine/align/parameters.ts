/**
 * Every constant of the aligner, with what it means. Where a figure was measured, docs/alignment.md says what it brought.
 */

/** Bead kinds beyond the gaps as [source segments, target segments, prior], common first; a round opens a prefix of the list. */
export const beadKinds: readonly (readonly [source: number, target: number, prior: number])[] = [
  [1, 1, 0.8],
  [1, 2, 0.06],
  [2, 1, 0.06],
  [2, 2, 0.02],
  [1, 3, 0.015],
  [3, 1, 0.015],
  [2, 3, 0.006],
  [3, 2, 0.006],
  [1, 4, 0.004],
  [4, 1, 0.004],
  [3, 3, 0.002],
  [1, 5, 0.001],
  [5, 1, 0.001],
  [2, 4, 0.001],
  [4, 2, 0.001],
  [1, 6, 0.0004],
  [6, 1, 0.0004],
  [1, 7, 0.0002],
  [7, 1, 0.0002],
  [1, 8, 0.0001],
  [8, 1, 0.0001],
];

/** The largest number of segments on one side of a bead. */
export const maxGroup = 8;

/** What each round of expectation-maximisation does: how many kinds it knows and how far it widens the surviving corridor. */
export interface Round {
  readonly kinds: number;
  /** Cells added on each side of those that survive this round. */
  readonly widen: number;
  /** Prior of a token's having no counterpart in the bead. */
  readonly nullPrior: number;
  /** Whether the chance of entering a gap is learnt in this round. */
  readonly learnGaps: boolean;
  /** Whether words compete in this round. */
  readonly compete: boolean;
}

export const rounds: readonly Round[] = [
  { kinds: 3, widen: 5, nullPrior: 0.88, learnGaps: false, compete: false },
  { kinds: 6, widen: 4, nullPrior: 0.88, learnGaps: false, compete: false },
  { kinds: 10, widen: 3, nullPrior: 0.88, learnGaps: false, compete: false },
  { kinds: 15, widen: 2, nullPrior: 0.85, learnGaps: true, compete: false },
  { kinds: 21, widen: 2, nullPrior: 0.85, learnGaps: true, compete: false },
  { kinds: 21, widen: 2, nullPrior: 0.85, learnGaps: true, compete: false },
  { kinds: 21, widen: 2, nullPrior: 0.85, learnGaps: true, compete: true },
];

export const parameters = {
  /** Letters of a word that make its token: whole forms and four letters were worse. */
  stemLetters: 5,
  /** Weight of the words' evidence against the other kinds: tokens of a bead are not independent. */
  wordWeight: 0.65,
  /** Share of the difference between the two directions that is taken off: good beads explain both sides. */
  lopsided: 0.1,
  /** How far the competition of words counts in the last round, against their plain sum. */
  competition: 0.3,
  /** Sentences around one that make its background, and how many of the document's tokens smooth it. */
  backgroundWindow: 120,
  backgroundSmoothing: 1000,
  /** Subtracted from every count of a word pair, so that words seen once do not explain themselves. */
  countDiscount: 0.1,
  /** Pseudo-count behind the null probability of a type. */
  nullStrength: 1,
  /** Share of the background a pair of words never linked before may claim in an E step. */
  unseenShare: 1,
  /** The same share in scoring: what keeps a free translation's unexplained words from pulling it apart. */
  scoreFloor: 0.1,
  /** Word pairs below this probability are forgotten; a long text has too many to keep. */
  leastTranslation: 2e-4,
  leastTranslationLong: 1e-3,
  /** Sentences on both sides together from which a text is long: it has learnt its words after four rounds of one step each. */
  longText: 16000,
  /** Prior counts of word pairs. */
  prior: { number: 2, equal: 1, sound: 1, soundStart: 0.5, lexicon: 1, learnt: 1, learntMost: 3 },
  /** A four-letter sound shared by more types than this says nothing. */
  soundStartTypes: 20,
  /** Beads under this posterior teach nothing; cells under this one leave the corridor. */
  leastTeaching: 0.02,
  leastCell: 1e-3,
  /** Model 1 steps inside a round. */
  innerSteps: 2,
  /** Pseudo-beads behind the prior of kinds. */
  kindStrength: 50,
  /** Chance of entering a gap on either side, and of staying in one. */
  gapEnter: 0.005,
  gapStay: 0.58,
  gapStrength: 200,
  /** Pseudo-beads of the whole text behind the manner of one of its parts. */
  regionStrength: 30,
  /** Pseudo-beads behind the length model, and the characters that such a bead has. */
  lengthStrength: 10,
  meanCharacters: 60,
  /** Degrees of freedom and first spread of the length model. */
  lengthDegrees: 4,
  lengthSpread: 1.2,
  /** A gap counts this much of a bead's size when decoding by expected accuracy. */
  gapValue: 0.5,
  /** The posterior is too sure: its logit is divided by these. */
  temperature: { oneToOne: 1.6, other: 3 },
  /** Log evidence for each pair of sentences under which two texts do not seem to belong together, and the size from which that can be said. */
  unrelated: { leastEvidence: { known: 0.8, unknown: 0.35 }, fewSentences: 5 },
  /** Log evidence of boundaries: of paragraphs on both sides, on one side, of a cut sentence on one side, of a paragraph's edge inside a bead. */
  structure: {
    bothParagraphs: 1,
    oneParagraph: -0.3,
    oneOpen: -1,
    paragraphInside: -1.5,
    sameNumber: 2,
    otherNumber: -2,
    bothTurns: 0.8,
    oneTurn: -0.5,
  },
  /** A segment that stands so often on one side, and never has a counterpart, is a running head. */
  runningHead: 3,
  moved: {
    /** Types in more unclaimed sentences than this find nothing. */
    commonType: 60,
    /** Sentences that are looked at closely for each. */
    candidates: 5,
    /** Least log evidence of a couple, of a chain of two and more, and of a couple alone. */
    leastCouple: 2,
    leastChain: 9,
    leastSingle: 25,
    /** Largest step between couples of a chain, and unclaimed sentences taken in around it. */
    chainStep: 5,
    margin: 4,
  },
  corridor: {
    /** A key that stands in more sentences of a side than this, within reach, is no anchor. */
    keySentences: 12,
    /** Half width of the band: at the anchors, and its growth with the distance between them. */
    leastHalfWidth: 12,
    widthGrowth: 0.35,
    /** Least half width of the band where there are no anchors, and the cells that a wider one may have in all. */
    blindHalfWidth: 20,
    mostCells: 3_000_000,
    /** A text is cut into parts of at least so many rows, in the middle of so many that are certain. */
    partRows: 300,
    certainRows: 5,
    /** A round that leaves more than this share of so many cells has found nothing to tell sentences apart by; another would not either. */
    stagnant: 0.8,
    worthKnowing: 500_000,
    /** Bead scores that may be held at once; fewer kinds are looked at where the corridor is wider. */
    mostScores: 12_000_000,
  },
} as const;
