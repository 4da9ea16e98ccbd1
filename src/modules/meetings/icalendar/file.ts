/** Meetings as iCalendar (RFC 5545). */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { Instant } from '../../../platform/clock/index.ts';
import { type MessageLanguage, languageFacts } from '../../../platform/i18n/index.ts';

export interface CalendarEntry {
  /** Stable for as long as the meeting is one, and leading nowhere by itself. */
  uid: string;
  /** Counts up with each change (§3.8.7.4). */
  sequence: number;
  start: Instant;
  end: Instant;
  title: string;
  place: string | null;
  /** A line more, and a link; null where the calendar says nothing more. */
  about: string | null;
  link: string | null;
  isCancelled: boolean;
  /** When it last changed; of an invitation when that was made (§3.8.7.2). */
  stamp: Instant;
}

export interface CalendarFrame {
  /** What the calendar program calls it; null for a file with one meeting. */
  name: string | null;
  language: MessageLanguage;
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  /** Between whom an invitation goes (RFC 5546): only in an e-mail between these two. */
  parties: { from: Party; to: Party } | null;
}

interface Party {
  name: string;
  email: string;
}

/** How often a calendar program is asked to look again: RFC 7986 §5.7. */
const hoursBetweenLooks = 1;

/** The text of the file; times are in UTC. */
export function calendarText(frame: CalendarFrame, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    method: ICalCalendarMethod[frame.method],
    prodId: { company: 'Narvaro', product: 'Narvaro', language: languageFacts[frame.language].tag.toUpperCase() },
    ...(frame.name === null ? {} : { name: frame.name, ttl: hoursBetweenLooks * 3600 }),
  });
  for (const entry of entries) {
    const event = calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      start: entry.start,
      end: entry.end,
      stamp: entry.stamp,
      summary: entry.title,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: entry.isCancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
      location: entry.place,
      description: entry.about,
      url: entry.link,
    });
    if (frame.parties === null) continue;
    const { from, to } = frame.parties;
    event.organizer({ name: from.name === '' ? from.email : from.name, email: from.email });
    event.createAttendee({
      name: to.name,
      email: to.email,
      rsvp: false,
      type: ICalAttendeeType.INDIVIDUAL,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
    });
  }
  return calendar.toString();
}
