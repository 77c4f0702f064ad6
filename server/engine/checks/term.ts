import type { Flag, Span } from '../bitext.ts';
import type { Check, PairReading, SideReading } from './check.ts';
import type { Concept, TermMatch } from './term-index.ts';

/**
 * Finds a known treaty, office, body, weapon or the like for which the translation names another one (critical), or uses a
 * form that is not accepted for it (major; minor where it is merely outdated).
 *
 * Leaves alone: a concept whose name is nowhere in the translation, since there are many ways to paraphrase one;
 * a foreign name that the original has words for, since then it stands for those; an ambiguous acronym that any of its
 * meanings explains; names of one common word, which turn up by chance.
 */
export const term: Check = {
  id: 'term',
  category: 'terminology/wrong-term',
  describe: 'flags:checks.term.why',
  pairs: null,
  examples: [
    {
      source: 'Россия не станет первой размещать вооружения, ранее запрещенные по ДРСМД.',
      target:
        'Russia will not be the first to deploy weapons banned by the Treaty on the Functioning of the European Union.',
      flagged: 'Treaty on the Functioning of the European Union',
      suggestion: 'INF Treaty',
      severity: 'critical',
    },
    {
      source: 'Наблюдатели ОБСЕ прибыли в столицу.',
      target: 'OPEC observers arrived in the capital.',
      flagged: 'OPEC',
      suggestion: 'OSCE',
      severity: 'critical',
    },
    {
      source: 'Наблюдатели ОБСЕ прибыли в столицу.',
      target: 'Observers from the Organization for Security and Co-operation in Europe arrived in the capital.',
      flagged: null,
    },
    {
      source: 'Договор о функционировании Европейского союза не даёт таких полномочий.',
      target: 'The Treaty on the Functioning of the European Union grants no such powers.',
      flagged: null,
    },
  ],
  run(reading) {
    const { source, target } = reading;
    if (source.terms.length === 0) return [];
    const wanted = outermost(source.terms).filter(
      (match) => match.acronym || match.words[1] - match.words[0] > 1 || match.concepts.some((concept) => concept.own),
    );
    const named = outermost(target.terms);
    const licensed = new Set(source.terms.flatMap((match) => match.concepts));
    const flags: Flag[] = [];
    const orphans = wanted.filter((match) => !target.terms.some((found) => !found.forbidden && shares(found, match)));
    const strangers = named.filter(
      (match) =>
        !match.forbidden &&
        isDistinctive(match, target) &&
        !match.concepts.some((concept) => licensed.has(concept) || sharesName(concept, licensed)) &&
        !isExplained(match, reading),
    );
    for (const orphan of orphans) {
      const bad = target.terms.find(
        (found) => found.forbidden && shares(found, orphan) && !isExplained(found, reading),
      );
      if (bad) {
        flags.push(flag('forbidden', orphan, bad, reading));
        continue;
      }
      const at = nearest(orphan, strangers, reading);
      if (at < 0) continue;
      const [stranger] = strangers.splice(at, 1);
      if (stranger) flags.push(flag('other', orphan, stranger, reading));
    }
    return flags;
  },
};

/** Matches that no longer match covers: in "the European Union treaty" the Union alone is not named. */
function outermost(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(
    (match) =>
      !matches.some(
        (other) =>
          other !== match &&
          other.start <= match.start &&
          other.end >= match.end &&
          (other.end - other.start > match.end - match.start ||
            (other.forbidden === match.forbidden ? false : match.forbidden)),
      ),
  );
}

function shares(a: TermMatch, b: TermMatch): boolean {
  return a.concepts.some((concept) => b.concepts.includes(concept));
}

/** Whether a licensed concept is called by a name of this one, too: the same thing under two ids. */
function sharesName(concept: Concept, licensed: ReadonlySet<Concept>): boolean {
  const names = [...concept.target, ...concept.targetAcronyms];
  for (const other of licensed) {
    if (other.target.some((name) => names.includes(name)) || other.targetAcronyms.some((name) => names.includes(name)))
      return true;
  }
  return false;
}

/** An acronym, or a name of several words, one of them with a capital: what nobody writes by chance. */
function isDistinctive(match: TermMatch, side: SideReading): boolean {
  if (match.acronym) return true;
  const words = side.words.slice(match.words[0], match.words[1]);
  return words.length >= 2 && words.filter((word) => word.capital && !word.first).length >= 1;
}

/** Whether the original has words of its own for at least a third of the name. */
function isExplained(match: TermMatch, { target }: PairReading): boolean {
  const [from, to] = match.words;
  let contents = 0;
  let linked = 0;
  for (let t = from; t < to; t++) {
    if (target.words[t]!.text.length < 4 && to - from > 1) continue;
    contents++;
    if (target.linked[t]! >= 0) linked++;
  }
  return contents > 0 && linked / contents > 0.34;
}

/** The stranger that stands nearest to where the orphan's rendering is expected, and is a likely confusion; -1 for none. */
function nearest(orphan: TermMatch, strangers: readonly TermMatch[], { source, target }: PairReading): number {
  const expected = ((orphan.start + orphan.end) / 2 / Math.max(1, source.text.length)) * target.text.length;
  let best = -1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [k, stranger] of strangers.entries()) {
    if (!isConfusable(orphan, stranger)) continue;
    const distance = Math.abs((stranger.start + stranger.end) / 2 - expected);
    if (distance < bestDistance) {
      best = k;
      bestDistance = distance;
    }
  }
  return best;
}

/** A concept written out in common words is often paraphrased while an unrelated name turns up; acronyms and names are not. */
function isConfusable(orphan: TermMatch, stranger: TermMatch): boolean {
  if (orphan.acronym) return true;
  return orphan.concepts.some((a) => stranger.concepts.some((b) => a.domain === b.domain));
}

function flag(kind: 'other' | 'forbidden', orphan: TermMatch, found: TermMatch, reading: PairReading): Flag {
  const { source, target } = reading;
  const concept = orphan.concepts[0]!;
  const stranger = found.concepts[0]!;
  const better = suggestionFor(concept, orphan.acronym, found.acronym);
  const span: Span = [found.start, found.end];
  return {
    check: 'term',
    category: 'terminology/wrong-term',
    severity: kind === 'other' ? 'critical' : 'major',
    confidence: kind === 'other' ? (orphan.concepts.length === 1 ? 0.95 : 0.85) : 0.8,
    source: [orphan.start, orphan.end],
    target: span,
    message: {
      key: concept.note && kind === 'forbidden' ? 'term.forbiddenNote' : `term.${kind}`,
      params: {
        source: source.text.slice(orphan.start, orphan.end),
        target: target.text.slice(found.start, found.end),
        meaning: concept.target[0] ?? concept.targetAcronyms[0] ?? '',
        stranger: stranger.source[0] ?? stranger.sourceAcronyms[0] ?? '',
        note: concept.note,
      },
    },
    suggestion: better === null ? null : withCase(better, target.text.slice(...span)),
  };
}

/**
 * The name to offer: an acronym for an acronym; for an acronym unfolded into a wrong name the short name that holds the
 * acronym ("INF Treaty"); else the preferred one.
 */
function suggestionFor(concept: Concept, sourceAcronym: boolean, targetAcronym: boolean): string | null {
  const short = concept.target.filter((name) => /\p{Lu}{2}/u.test(name)).sort((a, b) => a.length - b.length)[0];
  if (targetAcronym) return concept.targetAcronyms[0] ?? short ?? concept.target[0] ?? null;
  if (sourceAcronym) return short ?? concept.target[0] ?? concept.targetAcronyms[0] ?? null;
  return concept.target[0] ?? concept.targetAcronyms[0] ?? null;
}

/** A capital at the start stays one where the name is written small. */
function withCase(name: string, replaced: string): string {
  const initial = replaced[0] ?? '';
  const begins = initial !== initial.toLowerCase() && replaced.slice(1) === replaced.slice(1).toLowerCase();
  return begins && name === name.toLowerCase() ? name[0]!.toUpperCase() + name.slice(1) : name;
}
