/** A feed: someone's meetings as a calendar program reads them from a private address. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../../platform/auth/index.ts';
import { type Instant, later } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type Language, languages, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { factsFor, namesFor } from '../../people/index.ts';
import { calendarTitle, meetingWords, type WordsNeed } from '../meeting-words.ts';
import { changedAt, type FeedOwner } from '../store/feed.ts';
import { listMeetings, listMeetingsOf, type Meeting } from '../store/meetings.ts';
import { type CalendarEntry, calendarText } from './file.ts';
import { entryOf } from './invitation.ts';

const day = 86_400_000;
/** How far back and ahead a feed shows: settings of ours, a person's meetings being few. */
const shown = { person: { back: 30 * day }, officer: { back: 7 * day, ahead: 8 * 7 * day } };

/** The text of a feed; null when its person is gone, or protected: nothing of them leaves the house in a file. */
export async function feedText(need: WordsNeed, db: Database, owner: FeedOwner, now: Instant): Promise<string | null> {
  return owner.kind === 'person' ? personFeed(need, db, owner.id, now) : officerFeed(db, owner.id, now);
}

async function personFeed(need: WordsNeed, db: Database, personId: Uuid, now: Instant): Promise<string | null> {
  const facts = await factsFor(db, personId);
  if (facts === null || facts.isProtected) return null;
  const language = languages.find((one) => one === facts.writtenLanguage) ?? 'sv';
  const meetings = await listMeetings(db, personId, later(now, -shown.person.back));
  const stamps = await changedAt(db, meetings);
  const entries: CalendarEntry[] = [];
  for (const meeting of meetings) {
    const words = await meetingWords(need, db, meeting, language);
    entries.push(entryOf(meeting, words, stamps.get(meeting.id) ?? meeting.madeAt));
  }
  return calendarText({ ...frameIn(language), name: translator(language)('meetings:calendar.name') }, entries);
}

const frameIn = (language: Language) => ({ language, method: 'PUBLISH' as const, parties: null });

/** Staff who are named for nobody: a protected person's name is masked to them from the commit of it on. */
const anyOfficer: Actor = { id: 'feed', name: '', roles: ['caseworker'] };

/** In Swedish, as the work is. No person is named: the reference is for the officer, who finds the meeting by it in the house. */
async function officerFeed(db: Database, officerId: Uuid, now: Instant): Promise<string> {
  const { back, ahead } = shown.officer;
  const found = await listMeetingsOf(db, { officerIds: [officerId] }, later(now, -back), later(now, ahead));
  const meetings = onePerSession(found);
  const stamps = await changedAt(db, meetings);
  const names = await namesFor(
    db,
    anyOfficer,
    meetings.map(({ personId }) => personId),
  );
  const t = translator('sv');
  const entries = meetings.map((meeting): CalendarEntry => {
    const isHidden = meeting.isProtected || names.get(meeting.personId)?.masked !== false;
    const reference = (meeting.sessionId ?? meeting.id).slice(-8);
    const title = t('meetings:staffFeed.entry', { title: calendarTitle('sv', meeting.channel), reference });
    return {
      uid: isHidden ? hidden(officerId, meeting.id) : (meeting.sessionId ?? meeting.id),
      sequence: meeting.version,
      start: meeting.start,
      end: meeting.end,
      title: isHidden ? t('meetings:staffFeed.busy') : title,
      place: null,
      about: null,
      link: null,
      isCancelled: false,
      stamp: stamps.get(meeting.id) ?? meeting.madeAt,
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
