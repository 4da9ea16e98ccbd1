/** SQL for calendars: what occupies an officer, with what is known of it. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels, meetingStates } from '../kinds.ts';
import { moment, uuid } from './meetings.ts';

const meeting = z.object({
  state: z.enum(meetingStates),
  typeCode: z.string(),
  channel: z.enum(channels),
  placeId: uuid.nullable(),
  roomName: z.string().nullable(),
  language: z.string(),
  withInterpreter: z.boolean(),
  isOverbooked: z.boolean(),
  /** The person asked in the video room to be called, and nobody has since. */
  isCallAsked: z.boolean(),
});

const calendarRow = z.object({
  start: moment,
  end: moment,
  why: z.enum(['hold', 'meeting', 'travel', 'leave', 'closed']),
  of: uuid,
  personId: uuid.nullable(),
  meeting: meeting.nullable(),
});
export type CalendarRow = z.output<typeof calendarRow>;

/** What takes an officer's time between two instants, the earliest first; holds that are over take nothing. */
export function calendarRows(db: Database, officerId: Uuid, from: Instant, to: Instant, now: Instant): Promise<CalendarRow[]> {
  return rows(
    db,
    calendarRow,
    sql`
      select lower(o.during) as start, upper(o.during) as end, o.why, o.of, m.person_id as "personId",
             case when m.id is null then null else jsonb_build_object(
               'state', m.state, 'typeCode', m.type_code, 'channel', m.channel, 'placeId', m.place_id, 'roomName', r.name,
               'language', m.language, 'withInterpreter', m.interpreter_id is not null, 'isOverbooked', m.overbooked,
               'isCallAsked', coalesce(called.what = 'call-asked', false)) end as meeting
      from meetings.occupancy o
        left join meetings.meeting m on m.id = o.of
        left join meetings.room r on r.id = m.room_id
        left join lateral (
          select e.what from meetings.meeting_event e
          where (e.person_id, e.meeting_id) = (m.person_id, m.id) and m.channel = 'video' and e.what in ('call-asked', 'call-attempt')
          order by e.at desc, e.id desc limit 1) called on true
      where o.resource_id = ${officerId} and o.during && tstzrange(${from}::timestamptz, ${to}::timestamptz)
        and (o.until is null or o.until > ${now}::timestamptz)
      order by lower(o.during), o.lane, o.id`,
  );
}

const sessionRow = z.object({
  id: uuid,
  typeCode: z.string(),
  channel: z.enum(channels),
  placeId: uuid.nullable(),
  language: z.string(),
  seats: z.number(),
  taken: z.number(),
});
export type CalendarSession = z.output<typeof sessionRow>;

/** Meetings of several by their id, with how many seats are taken. */
export async function sessionsOf(db: Database, ids: readonly Uuid[]): Promise<Map<Uuid, CalendarSession>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    db,
    sessionRow,
    sql`
      select s.id, s.type_code as "typeCode", s.channel, s.place_id as "placeId", s.language, s.seats,
             (select count(*) from meetings.meeting m where m.session_id = s.id and m.state in ('held', 'booked')) as taken
      from meetings.session s where s.id = any (${[...ids]}::uuid[])`,
  );
  return new Map(found.map((one) => [one.id, one]));
}
