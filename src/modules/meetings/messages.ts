/**
 * What persons are told of their meetings. The channel comes first and in plain words, for people have come to an office for a
 * meeting that was by telephone (domain: CH-5); the rest is read at the moment of sending, so that it is what holds then.
 */
import type { Clock, Instant } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { href, type MessageLanguage } from '../../platform/i18n/index.ts';
import { idMaker, type Uuid } from '../../platform/ids/index.ts';
import { giveSeat, meetPath, type MessageSource, type Words } from '../contact/index.ts';
import { factsFor } from '../people/index.ts';
import { meetingInvitation } from './icalendar/invitation.ts';
import { hasRoom, roomOf } from './joining.ts';
import type { MeetingState } from './kinds.ts';
import { type MeetingWords, meetingWords, type WordsNeed } from './meeting-words.ts';
import { findMeeting, type Meeting } from './store/meetings.ts';
import { startBefore } from './store/told.ts';

export interface Telling extends WordsNeed {
  clock: Clock;
}

interface Told {
  meeting: Meeting;
  words: MeetingWords;
  language: MessageLanguage;
  db: Database;
}

/** Every message about a meeting; `about` is the meeting's id, of `meetings.offered` the id of the time that is held. */
export function meetingMessages(telling: Telling): MessageSource[] {
  const source = (
    name: string,
    states: readonly MeetingState[],
    say: (told: Told) => Words | null | Promise<Words | null>,
    isOver = false,
  ) => ({
    name: `meetings.${name}`,
    async make(db: Database, about: Uuid, personId: Uuid, language: MessageLanguage): Promise<Words | null> {
      const meeting = await findMeeting(db, personId, about);
      if (meeting === null || !states.includes(meeting.state) || (!isOver && meeting.end <= telling.clock.now())) return null;
      return say({ db, meeting, language, words: await meetingWords(telling, db, meeting, language) });
    },
  });
  const invited = (name: 'booked' | 'changed' | 'moved') => (told: Told) => invite(name, told);
  return [
    source('booked', ['booked'], invited('booked')),
    source('changed', ['booked'], invited('changed')),
    source('moved', ['booked'], invited('moved')),
    source('reminder', ['booked'], async (told) => {
      const { meeting, words } = told;
      if (meeting.start <= telling.clock.now()) return null;
      return { ...words.invitation('reminder'), ...(await byCode('reminder', told)), neededBy: meeting.start, repeats: true };
    }),
    source('cancelled', ['cancelled'], ({ meeting, words }) => ({
      ...words.cancellation(),
      neededBy: meeting.start,
      calendar: meetingInvitation(meeting, words, 'CANCEL', telling.clock.now()),
    })),
    source('displaced', ['displaced'], ({ meeting, words }) => ({
      ...words.displacement(),
      neededBy: meeting.start,
      calendar: meetingInvitation(meeting, words, 'CANCEL', telling.clock.now()),
    })),
    // Of what should have been: it may take the days of a letter.
    source('failed', ['authority-failed'], ({ words }) => ({ ...words.failure(), neededBy: null }), true),
    source('offered', ['held'], ({ meeting, words }) => {
      const until = meeting.holdUntil;
      return until === null || until <= telling.clock.now() ? null : { ...words.offer(until), neededBy: until };
    }),
  ];

  /** A video meeting's message holds the way in for those whom we do not know to sign in: a code made for each sending. */
  async function byCode(
    name: Parameters<MeetingWords['invitation']>[0],
    { db, meeting, language }: Told,
  ): Promise<Pick<Words, 'toSend'>> {
    if (!hasRoom(meeting) || (await canSignIn(db, meeting.personId))) return {};
    return {
      async toSend(at) {
        const { id: holder, start, end } = meeting;
        const { code } = await giveSeat(at, {
          about: roomOf(meeting),
          holder,
          start,
          end,
          part: 'guest',
          newId: idMaker(telling.clock),
        });
        const enter = `${telling.publicUrl()}${href(language, meetPath(code))}`;
        return (await meetingWords(telling, at, meeting, language, enter)).invitation(name);
      },
    };
  }

  async function invite(name: 'booked' | 'changed' | 'moved', told: Told): Promise<Words | null> {
    const { db, meeting, words } = told;
    const before = await startBefore(db, meeting.personId, meeting.id);
    // It got another time before the first was told: the message about that says it all.
    if (name === 'booked' && before !== null) return null;
    return {
      ...words.invitation(name),
      ...(await byCode(name, told)),
      neededBy: earlier(meeting.start, before),
      calendar: meetingInvitation(meeting, words, 'REQUEST', telling.clock.now()),
    };
  }
}

/** Whether the person has signed in with an electronic identification, and has not said that they have none. */
async function canSignIn(db: Database, personId: Uuid): Promise<boolean> {
  const facts = await factsFor(db, personId);
  return facts?.identityProof === 'digital-id' && !facts.grounds.includes('no-e-identification');
}

/** Who is not told in time comes at the old time, or misses the new one: whichever is first. */
function earlier(start: Instant, before: Instant | null): Instant {
  return before !== null && before < start ? before : start;
}
