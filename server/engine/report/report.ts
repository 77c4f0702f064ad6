/** A report on a translation's quality as one HTML file that needs nothing else: no network, no script; it prints, in light and dark. */

import { type Flag, penalties, type Severity, type Side, type Span } from '../bitext.ts';
import { escapeAttribute, escapeText } from '../formats/xml.ts';
import {
  countSeverities,
  gravestFirst,
  referenceWords,
  type Score,
  scoreOf,
  type Tally,
  tallyCategories,
} from './score.ts';
import { reportStyle } from './style.ts';

export interface ReportFlag extends Flag {
  /** Its sentence, and the name of its check, in the language of the report. */
  readonly text: string;
  readonly name: string;
  readonly state: 'open' | 'accepted' | 'dismissed';
}

/** A bead or pair that has flags. */
export interface ReportPair {
  readonly id: string | number;
  readonly source: string;
  readonly target: string;
  readonly flags: readonly ReportFlag[];
}

export interface Report {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** The language that it is in. */
  readonly language: string;
  readonly made: Date;
  /** Words of the original (score.ts), and pairs, those without flags included. */
  readonly words: number;
  readonly pairs: number;
  readonly flagged: readonly ReportPair[];
}

/** A sentence of `report.json`, or of another namespace as `page:category.style/register`. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

interface Entry {
  readonly pair: ReportPair;
  readonly flag: ReportFlag;
  readonly anchor: string;
}

/** Linear in the flags and their sentences. */
export function writeReport(report: Report, say: Say): string {
  const { title, from, to, language } = report;
  const numbers = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [whole, tenths] = [numbers(0), numbers(1)];
  const percent = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1 });
  const names = new Intl.DisplayNames([language, 'en'], { type: 'language' });
  const words = { count: report.words, shown: whole.format(report.words) };

  const all = report.flagged.flatMap((pair) => pair.flags.map((flag) => ({ pair, flag })));
  const counted = all
    .filter(({ flag }) => flag.state === 'open')
    .map((each, index): Entry => ({ ...each, anchor: `f${index + 1}` }));
  const corrected = all.filter(({ flag }) => flag.state === 'accepted');
  const dismissed = all.length - counted.length - corrected.length;
  const now = scoreOf(
    counted.map(({ flag }) => flag),
    report.words,
  );
  const before = scoreOf(
    [...counted, ...corrected].map(({ flag }) => flag),
    report.words,
  );
  const tallies = tallyCategories(
    counted.map(({ flag }) => flag),
    report.words,
  );
  const quality = (score: Score) => (score.quality === null ? '—' : percent.format(score.quality));
  const normed = (score: Score) => (score.normed === null ? '—' : tenths.format(score.normed));
  const category = (name: string) => escapeText(say(`page:category.${name}`));

  const summary = `
<section class="summary">
<p class="score"><b>${quality(now)}</b><span>${escapeText(say('quality'))}</span></p>
<dl>
<div><dt>${escapeText(say('points', { words: whole.format(referenceWords) }))}</dt><dd>${normed(now)}</dd></div>
<div><dt>${escapeText(say('errors'))}</dt><dd>${whole.format(now.errors)}</dd></div>
<div><dt>${escapeText(say('words'))}</dt><dd>${words.shown}</dd></div>
<div><dt>${escapeText(say('pairs'))}</dt><dd>${whole.format(report.pairs)}</dd></div>
</dl>
${corrected.length > 0 ? `<p>${escapeText(say('corrected', { count: corrected.length, quality: quality(before) }))}</p>` : ''}
${dismissed > 0 ? `<p>${escapeText(say('dismissed', { count: dismissed }))}</p>` : ''}
<p class="how">${escapeText(say('how'))}</p>
</section>`;

  const counts = countSeverities(counted.map(({ flag }) => flag));
  const severityRows = gravestFirst.map(
    (severity) =>
      `<tr><th scope="row">${sign(severity)} ${escapeText(say(`page:severity.${severity}`))}</th><td>${whole.format(counts[severity])}</td><td>× ${penalties[severity]}</td><td>${whole.format(counts[severity] * penalties[severity])}</td></tr>`,
  );
  const severityTable = `
<section>
<h2>${escapeText(say('bySeverity'))}</h2>
<div class="wide"><table>
<thead><tr><th scope="col">${escapeText(say('severity'))}</th><th scope="col">${escapeText(say('errors'))}</th><th scope="col">${escapeText(say('weight'))}</th><th scope="col">${escapeText(say('pointsShort'))}</th></tr></thead>
<tbody>${severityRows.join('\n')}</tbody>
<tfoot><tr><th scope="row">${escapeText(say('total'))}</th><td>${whole.format(now.errors)}</td><td></td><td>${whole.format(now.points)}</td></tr></tfoot>
</table></div>
</section>`;

  const contents =
    tallies.length === 0
      ? `<section><p class="none">${escapeText(say('none'))}</p></section>`
      : `
<nav aria-labelledby="contents">
<h2 id="contents">${escapeText(say('byCategory'))}</h2>
<div class="wide"><table>
<thead><tr><th scope="col">${escapeText(say('category'))}</th>${gravestFirst.map((severity) => `<th scope="col">${named(severity, say)}</th>`).join('')}<th scope="col">${escapeText(say('pointsShort'))}</th><th scope="col">${escapeText(say('perThousand', { words: whole.format(referenceWords) }))}</th></tr></thead>
<tbody>${tallies.map((tally) => contentsRow(tally)).join('\n')}</tbody>
</table></div>
</nav>`;

  function contentsRow({ category: name, counts: some, score }: Tally): string {
    const cells = gravestFirst.map((severity) => `<td>${some[severity] > 0 ? whole.format(some[severity]) : '·'}</td>`);
    return `<tr><th scope="row"><a href="#${anchorOf(name)}">${category(name)}</a></th>${cells.join('')}<td>${whole.format(score.points)}</td><td>${normed(score)}</td></tr>`;
  }

  const sections = tallies.map(({ category: name, score }) => {
    const entries = counted
      .filter(({ flag }) => flag.category === name)
      .sort((a, b) => gravestFirst.indexOf(a.flag.severity) - gravestFirst.indexOf(b.flag.severity));
    return `
<section id="${anchorOf(name)}">
<h2>${category(name)} <small>${escapeText(say('sectionCount', { count: score.errors, points: whole.format(score.points) }))}</small></h2>
${entries.map((entry) => article(entry, { from, to, language }, say)).join('\n')}
<p class="up"><a href="#top">${escapeText(say('up'))}</a></p>
</section>`;
  });

  const pairName = `${names.of(from) ?? from} → ${names.of(to) ?? to}`;
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(report.made);
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(say('title', { title }))}</title>
<style>${reportStyle}</style>
</head>
<body id="top">
<header>
<p class="kind">${escapeText(say('kind'))}</p>
<h1>${escapeText(title)}</h1>
<p class="facts">${escapeText(pairName)} · ${escapeText(made)}</p>
</header>
<main>${summary}
${severityTable}
${contents}
${sections.join('\n')}
</main>
<footer><p>${escapeText(say('footer'))}</p></footer>
</body>
</html>
`;
}

function anchorOf(category: string): string {
  return `c-${category.replace('/', '-')}`;
}

function article({ pair, flag, anchor }: Entry, lang: Pick<Report, 'from' | 'to' | 'language'>, say: Say): string {
  const side = (which: Side, code: string) => {
    const text = pair[which];
    const content = text === '' ? `<i>${escapeText(say('absent'))}</i>` : marked(text, flag[which], flag.severity);
    return `<p lang="${escapeAttribute(text === '' ? lang.language : code)}">${content}</p>`;
  };
  const suggestion =
    flag.suggestion === null || flag.suggestion === ''
      ? ''
      : `<p class="instead">${escapeText(say('instead'))} <ins lang="${escapeAttribute(lang.to)}">${escapeText(flag.suggestion)}</ins></p>`;
  return `<article id="${anchor}">
<h3>${named(flag.severity, say)} ${escapeText(flag.name)} <a href="#${anchor}">${escapeText(String(pair.id))}</a></h3>
<p class="message">${escapeText(flag.text)}</p>
<div class="sides">${side('source', lang.from)}${side('target', lang.to)}</div>
${suggestion}
</article>`;
}

function marked(text: string, span: Span | null, severity: Severity): string {
  if (span === null) return escapeText(text);
  const [start, end] = span;
  return `${escapeText(text.slice(0, start))}<mark class="${severity}">${escapeText(text.slice(start, end))}</mark>${escapeText(text.slice(end))}`;
}

/** A severity's sign, with its name for those who do not see it. */
function named(severity: Severity, say: Say): string {
  const name = escapeAttribute(say(`page:severity.${severity}`));
  return `<span title="${name}">${sign(severity)}<span class="visually-hidden">${name}</span></span>`;
}

/** The severity's sign, a different shape for each, so that it can be told apart in print without colour. */
function sign(severity: Severity): string {
  const shapes: Readonly<Record<Severity, string>> = {
    critical: '<path d="M4.6 1h4.8L13 4.6v4.8L9.4 13H4.6L1 9.4V4.6z"/>',
    major: '<path d="M7 1.5 13.2 12.5H.8z"/>',
    minor: '<circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="2"/>',
    neutral: '<circle cx="7" cy="7" r="2.5"/>',
  };
  return `<svg class="sign ${severity}" viewBox="0 0 14 14" width="14" height="14" fill="currentColor" aria-hidden="true">${shapes[severity]}</svg>`;
}
