/** Reads one activity as it was typed: forgiving in form, and says in the person's words what is missing. */
import { parsePlainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { valueOf } from '../../../../ui/index.ts';
import type { Typed } from '../../registration/index.ts';
import { type Activity, activityKinds } from '../../rules/report-content.ts';
import type { TypedActivity } from './activity-form.tsx';

/** As long as the command takes. */
const longest = 200;

/** The activity, or the form again with what to put right. */
export function readActivity(
  typed: Typed,
  { today, month, t }: { today: PlainDate; month: PlainDate; t: Translate },
): { activity: Activity; again: null } | { activity: null; again: TypedActivity } {
  const [kind, what, where] = ['kind', 'what', 'where'].map((name) => valueOf(typed, name).trim()) as [string, string, string];
  const typedDay = valueOf(typed, 'date').trim();
  const day = readDay(typedDay);
  const known = activityKinds.find((one) => one === kind);
  const wrong = {
    ...(known === undefined ? { kind: t('cases:report.error.kind') } : {}),
    ...(day === null ? { date: t('cases:report.error.date', { example: `${month.slice(0, 7)}-15` }) } : {}),
    ...(day !== null && day > today ? { date: t('cases:report.error.future') } : {}),
    ...(what === '' ? { what: t('cases:report.error.what') } : {}),
    ...(what.length > longest ? { what: t('cases:report.error.whatLong') } : {}),
    ...(where.length > longest ? { where: t('cases:report.error.where') } : {}),
  };
  if (known !== undefined && day !== null && Object.keys(wrong).length === 0) {
    return { activity: { kind: known, date: day, what, where }, again: null };
  }
  const index = indexOf(valueOf(typed, 'index'));
  return { activity: null, again: { index, kind, date: typedDay, what, where, wrong } };
}

/** The activity to change, as it stands in the form. */
export function activityAsTyped(activity: Activity, index: number): TypedActivity {
  return { index, kind: activity.kind, date: activity.date ?? '', what: activity.what, where: activity.where, wrong: {} };
}

/** A place in the list, counted from 0; null for anything else. */
export function indexOf(text: string): number | null {
  return /^\d{1,3}$/.test(text) ? Number(text) : null;
}

/** '2020-3-5', '20200305' and '2020-03-05' are the same day; null when it is none. */
export function readDay(text: string): PlainDate | null {
  const [, year, month, day] = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})$/.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
