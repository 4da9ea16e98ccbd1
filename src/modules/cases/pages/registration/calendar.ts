/** Days to remember as a calendar file (RFC 5545): what and when, never who. */
import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { addDays, type Instant, type PlainDate } from '../../../../platform/clock/index.ts';
import type { NewId } from '../../../../platform/ids/index.ts';

export interface CalendarDay {
  on: PlainDate;
  text: string;
}

/** Eight in the morning of the day itself, in seconds from its start: what comes after a start is else counted from the end. */
const reminder = { type: ICalAlarmType.display, triggerAfter: 8 * 3600 };

/** The file's text. Each entry lasts the whole day, has an id that leads nowhere, and reminds in the morning. */
export function calendarFile(
  name: string,
  days: readonly CalendarDay[],
  made: { now: Instant; newId: NewId; language: string },
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Narvaro', product: 'Narvaro', language: made.language.toUpperCase() },
  });
  for (const { on, text } of days) {
    calendar
      .createEvent({ id: made.newId(), start: on, end: addDays(on, 1), allDay: true, summary: text, stamp: made.now })
      .createAlarm(reminder)
      .relatesTo(ICalAlarmRelatesTo.start);
  }
  return calendar.toString();
}
