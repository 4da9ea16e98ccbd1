import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const documentReminder = rule({
  id: 'document-reminder',
  says:
    'A unit that has not taken over a document within the working days that it has agreed to is reminded of it, and after the further ones that ' +
    'it has agreed to its superiors are told. Each once for each time that the document was forwarded; nothing is said where nothing is agreed.',
  source: 'setting: the days that each unit has agreed to; no source gives a number. That nothing lies still: FvL (2017:900) §9',
  values: { '2018-07-01': { days: 'agreed' } },
});

export interface Waiting {
  forwardedOn: PlainDate;
  today: PlainDate;
  /** Working days; null: not agreed. */
  remindAfterDays: number | null;
  escalateAfterDays: number | null;
  isReminded: boolean;
  isEscalated: boolean;
}

/** What is to be said of a document that waits; the day on which it was forwarded does not count. */
export function reminderFor(of: Waiting, isClosed: (day: PlainDate) => boolean): 'remind' | 'escalate' | null {
  const passed = workingDays(of.forwardedOn, of.today, isClosed);
  const isDue = (days: number | null): boolean => days !== null && passed > days;
  if (!of.isEscalated && isDue(of.escalateAfterDays)) return 'escalate';
  return !of.isReminded && !of.isEscalated && isDue(of.remindAfterDays) ? 'remind' : null;
}

/** Working days after the one, up to the other and with it. `isClosed`: public holidays and the days that are like them. */
export function workingDays(after: PlainDate, upTo: PlainDate, isClosed: (day: PlainDate) => boolean): number {
  let count = 0;
  for (let date = addDays(after, 1); date <= upTo; date = addDays(date, 1)) {
    if (weekday(date) <= 5 && !isClosed(date)) count += 1;
  }
  return count;
}
