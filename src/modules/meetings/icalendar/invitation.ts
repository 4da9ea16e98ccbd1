/** The calendar file that goes with a message. */
import type { Instant } from '../../../platform/clock/index.ts';
import type { Words } from '../../contact/index.ts';
import type { MeetingWords } from '../meeting-words.ts';
import type { Meeting } from '../store/meetings.ts';
import { type CalendarEntry, calendarText } from './file.ts';

/** A meeting of one's own as an entry; one that has lost its time is cancelled until it has another. */
export function entryOf(meeting: Meeting, words: MeetingWords, stamp: Instant): CalendarEntry {
  return {
    uid: meeting.id,
    sequence: meeting.version,
    start: meeting.start,
    end: meeting.end,
    title: words.title,
    place: words.place,
    about: words.about,
    link: words.link,
    isCancelled: meeting.state === 'cancelled' || meeting.state === 'displaced',
    stamp,
  };
}

export function meetingInvitation(
  meeting: Meeting,
  words: MeetingWords,
  method: 'REQUEST' | 'CANCEL',
  now: Instant,
): NonNullable<Words['calendar']> {
  const frame = { name: null, language: words.language, method };
  return { method, file: (parties) => calendarText({ ...frame, parties }, [entryOf(meeting, words, now)]) };
}
