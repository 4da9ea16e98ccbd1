/** From a saved report to what its pages show and what they send back. */
import type { z } from 'zod';
import { translator, type Language } from '../../../../platform/i18n/index.ts';
import { valueOf } from '../../../../ui/index.ts';
import type { Typed } from '../../registration/index.ts';
import type { reportInput } from '../../report-input.ts';
import type { Activity } from '../../rules/report-content.ts';
import type { MonthsReport } from '../../written-report.ts';
import { owesReport } from '../../rules/report-first.ts';
import { spanWords } from '../words.tsx';
import type { TypedActivity } from './activity-form.tsx';
import type { ReportView } from './view.ts';

export type ReportContent = Omit<z.input<typeof reportInput>, 'activities'> & { activities: readonly Activity[] };

/** A report with what is written in it, saved or just typed. */
export interface Written {
  so: MonthsReport;
  content: ReportContent;
}

/** The same with something else written in it. */
export function put({ so, content }: Written, change: Partial<ReportContent>): Written {
  return { so, content: { ...content, ...change } };
}

export function isHandedIn({ so: { report } }: Written): boolean {
  return report !== null && report.state !== 'draft';
}

/** The page was opened before the last save. */
export function isOlder(typed: Typed, { so }: Written): boolean {
  return valueOf(typed, 'version') !== String(so.version);
}

/** What is saved of a month; nothing yet is an empty report in the language that the person writes in. */
export function contentOf({ report }: MonthsReport, writtenLanguage: string): ReportContent {
  return {
    activities: (report?.activities ?? []).map(({ kind, date, what, where }) => ({ kind, date, what, where })),
    nothingDone: report?.nothingDone ?? false,
    message: report?.message ?? '',
    lateReason: report?.lateReason ?? '',
    language: report?.language ?? writtenLanguage,
  };
}

/** The same with what was typed beside the activities. */
export function withTyped(content: ReportContent, typed: Typed): ReportContent {
  return {
    ...content,
    nothingDone: content.activities.length === 0 && valueOf(typed, 'nothingDone') === 'yes',
    message: valueOf(typed, 'message').trim(),
    lateReason: valueOf(typed, 'lateReason').trim(),
    language: valueOf(typed, 'writtenIn') || content.language,
  };
}

/** What the pages show. A late report for which the system knows an outage has that as its reason, to keep or to change. */
export function viewOf(language: Language, { so, content }: Written): ReportView {
  const { outage, window, today, month } = so;
  const span = outage === null ? null : { from: outage.beganAt, to: outage.endedAt };
  const untold = so.report?.lateReason === null || so.report === null;
  const known = span === null ? '' : translator(language)('cases:report.late.outage', spanWords(language, span));
  return {
    month,
    ...window,
    today,
    notOwed: owesReport(so.open, month) === 'not-owed',
    activities: content.activities,
    nothingDone: content.nothingDone,
    message: content.message,
    lateReason: content.lateReason === '' && untold ? known : content.lateReason,
    writtenIn: content.language,
    outage: span,
  };
}

/** A form as it was typed, without a word about what is wrong with it. */
export function typedAgain(typed: Typed, index: number | null = null): TypedActivity {
  const [kind, date, what, where] = ['kind', 'date', 'what', 'where'].map((name) => valueOf(typed, name)) as [
    string,
    string,
    string,
    string,
  ];
  return { index, kind, date, what, where, wrong: {} };
}

export function isSame(a: Activity | undefined, b: Activity): boolean {
  return a !== undefined && (['kind', 'date', 'what', 'where'] as const).every((part) => a[part] === b[part]);
}
