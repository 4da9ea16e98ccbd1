import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';

export const reminderTime = rule({
  id: 'reminder-time',
  says: 'A person is reminded of a meeting some days before it, at a time of day; not of one that was booked after that.',
  source: 'setting of ours: no source gives a time',
  values: { '2019-01-01': { daysBefore: 1, at: '10:00' } },
});

/** The day and the time of day in Sweden of the reminder of a meeting on a day. */
export function reminderOf(meetingOn: PlainDate): { date: PlainDate; time: string } {
  const { daysBefore, at } = valueOn(reminderTime, meetingOn);
  return { date: addDays(meetingOn, -daysBefore), time: at };
}
