/** Figures and facts of a report as its language writes them. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { type Formats, formats, translator } from '../../../../platform/i18n/index.ts';
import type { Unit } from '../../metric.ts';
import { unitWords } from '../../words.ts';
import { pointName } from '../check.ts';
import type { MadeFigure, MadeNote, MadeRow, ReportDocument } from '../document.ts';
import '../../texts.ts';

export type Say = (key: string, params?: Record<string, string | number>) => string;

/** The texts below `insight:staffReports.document`, in the report’s language. */
export function wordsOf({ language }: Pick<ReportDocument, 'language'>): Say {
  const t = translator(language);
  return (key, params) => t(`insight:staffReports.document.${key}`, params);
}

/** A figure as it is read: a share in percent, an index with three decimals, a dash where there is none. */
export function figureText(
  { value, hidden }: Pick<MadeRow, 'value' | 'hidden'>,
  unit: Unit,
  language: ReportDocument['language'],
): string {
  if (hidden || value === null) return '–';
  const { number, decimal } = formats(language);
  if (unit === 'share') return `${decimal(value * 100)}\u00A0%`;
  if (unit === 'index')
    return new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
  return unit === 'count' ? number(value) : decimal(value);
}

/** The one figure that stands in the text. */
export function oneFigure(document: ReportDocument, number: number): { text: string; note: number } {
  const figure = document.figures[number - 1]!;
  return { text: figureText(figure.answers[0]!.rows[0]!, figure.unit, document.language), note: figure.note + 1 };
}

/** It is of whole months, whichever day of them was asked for: it has no statement of a day. */
const isByMonth = ({ answers }: MadeFigure): boolean => answers.every(({ statement }) => statement === null);
const monthOf = (day: string): string => day.slice(0, 7);

/** A point of a line: its month, or the day on which it is due within it. */
export const pointOf = (figure: MadeFigure, on: PlainDate): string => (isByMonth(figure) ? monthOf(on) : pointName(on));

/** A title with its unit and days or months: "Egna kontor, antal, 2020-12-31". */
export function captionOf(document: ReportDocument, figure: MadeFigure): string {
  const days = figure.answers.map(({ on }) => on);
  const named = isByMonth(figure) ? monthOf : (day: string) => day;
  const when = figure.isOverTime ? `${pointOf(figure, days[0]!)} – ${pointOf(figure, days.at(-1)!)}` : named(days[0]!);
  return `${figure.title} (${unitWords[figure.unit][document.language]}, ${when}) [${figure.note + 1}]`;
}

/** More days than these are told by the first and the last. */
const mostDays = 4;

/** What a note says of the figures that point to it. */
export function noteText(document: ReportDocument, note: MadeNote): string {
  const say = wordsOf(document);
  const isMonths = document.figures.some((one) => document.notes[one.note] === note && isByMonth(one));
  const when = isMonths ? [...new Set(note.days.map(monthOf))] : note.days;
  const days = when.length > mostDays ? `${when[0]} – ${when.at(-1)}` : when.join(', ');
  const evidence = note.isMadeUp === true ? `${say('madeUp')} ` : note.isReconstructed ? `${say('reconstructed')} ` : '';
  return `${note.title} (${note.metric}, ${say('version', { version: note.version })}), ${unitWords[note.unit][document.language]}, ${days}. ${evidence}${note.says} ${say('source', { source: note.source })}`;
}

/** What stands under the title. */
export function leadOf(document: ReportDocument): string[] {
  const say = wordsOf(document);
  const { assignment, dueOn, knownAt } = document;
  const { date }: Formats = formats(document.language);
  const where = assignment.paragraph === null ? assignment.givenIn : `${assignment.givenIn}, ${assignment.paragraph}`;
  return [
    say('assignment', { title: assignment.title, where }),
    say('due', { day: date(dueOn) }),
    knownAt === null ? say('draft') : say('knownAt', { instant: knownAt }),
    ...(document.notes.some(({ isMadeUp }) => isMadeUp === true) ? [say('someMadeUp')] : []),
    ...(document.notes.some(({ isReconstructed }) => isReconstructed) ? [say('someReconstructed')] : []),
  ];
}
