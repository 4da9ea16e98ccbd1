/** A feed: someone's meetings as a calendar program reads them from a private address. */
import { createHash } from 'node:crypto';
import { type Instant, later, localTime } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { href, messageLanguage, type MessageLanguage, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { factsFor } from '../../people/index.ts';
import { meetingWords, type WordsNeed } from '../meeting-words.ts';
import { changedAt, type FeedOwner } from '../store/feed.ts';
import { listMeetings, listMeetingsOf, type Meeting } from '../store/meetings.ts';
import { type CalendarEntry, calendarText } from './file.ts';
import { entryOf } from './invitation.ts';

const day = 86_400_000;
/** How far back and ahead a feed shows: settings of ours, a person's meetings being few. */
const shown = { person: { back: 30 * day }, officer: { back: 7 * day, ahead: 8 * 7 * day } };

/** The text of a feed; null when its person is gone, or protected: nothing of them leaves the house in a file. */
export async function feedText(need: WordsNeed, db: Database, owner: FeedOwner, now: Instant): Promise<string | null> {
  return owner.kind === 'person' ? personFeed(need, db, owner.id, now) : officerFeed(need, db, owner.id, now);
}

async function personFeed(need: WordsNeed, db: Database, personId: Uuid, now: Instant): Promise<string | null> {
  const facts = await factsFor(db, personId);
  if (facts === null || facts.isProtected) return null;
  const language = messageLanguage(facts.writtenLanguage);
  const meetings = await listMeetings(db, personId, later(now, -shown.person.back));
  const stamps = await changedAt(db, meetings);
  const entries: CalendarEntry[] = [];
  for (const meeting of meetings) {
    const words = await meetingWords(need, db, meeting, language);
    entries.push(entryOf(meeting, words, stamps.get(meeting.id) ?? meeting.madeAt));
  }
  return calendarText({ ...frameIn(language), name: translator(language)('meetings:calendar.name') }, entries);
}

const frameIn = (language: MessageLanguage) => ({ language, method: 'PUBLISH' as const, parties: null });

/**
 * In Swedish, as the work is. Every entry says that the time is taken and in which channel, and leads to that day in the house, where
 * the officer sees the rest. Of someone whose identity is protected it is the same as of anyone: nothing here is asked of the person, so
 * that nothing in the file can point them out, nor change when the protection begins or ends.
 */
async function officerFeed({ publicUrl }: WordsNeed, db: Database, officerId: Uuid, now: Instant): Promise<string> {
  const { back, ahead } = shown.officer;
  const found = await listMeetingsOf(db, { officerIds: [officerId] }, later(now, -back), later(now, ahead));
  const meetings = onePerSession(found);
  const stamps = await changedAt(db, meetings);
  const t = translator('sv');
  const entries = meetings.map((meeting): CalendarEntry => {
    const { id, sessionId, version: sequence, start, end, channel } = meeting;
    return {
      uid: hidden(officerId, sessionId ?? id),
      sequence,
      start,
      end,
      title: t(`meetings:staffFeed.entry.${channel}`),
      place: null,
      about: null,
      link: `${publicUrl()}${href('sv', `/calendar?view=day&on=${localTime(start).date}`)}`,
      isCancelled: false,
      stamp: stamps.get(id) ?? meeting.madeAt,
    };
  });
  return calendarText({ ...frameIn('sv'), name: t('meetings:staffFeed.name') }, entries);
}

function onePerSession(meetings: readonly Meeting[]): Meeting[] {
  return [...new Map(meetings.map((meeting) => [meeting.sessionId ?? meeting.id, meeting])).values()];
}

/** An id that stays the same and leads to no meeting. */
function hidden(officerId: Uuid, meetingId: Uuid): string {
  return createHash('sha256').update(`${officerId} ${meetingId}`).digest('hex').slice(0, 32);
}
