/** SQL that reads what occupies officers, rooms and interpreters: for boards, and for what stands in the way of a change. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels } from '../kinds.ts';

const key = z.string().transform((id) => id as Uuid);
const at = z.string().transform((text) => text as Instant);

export const occupations = ['hold', 'meeting', 'travel', 'leave', 'closed'] as const;

const takenRow = z.object({
  resourceId: key,
  start: at,
  /** The first instant after it. */
  end: at,
  why: z.enum(occupations),
  /** The meeting, session or absence that occupies. */
  of: key,
  lane: z.number(),
});
export type Taken = z.output<typeof takenRow>;

/** What occupies resources within a period; a hold that has expired occupies nothing. */
export function takenWithin(
  db: Database,
  resourceIds: readonly string[],
  period: { start: Instant; end: Instant | null },
  now: Instant,
): Promise<Taken[]> {
  return rows(
    db,
    takenRow,
    sql`
      select resource_id as "resourceId", lower(during) as start, upper(during) as "end", why, of, lane
      from meetings.occupancy
      where resource_id = any (${[...resourceIds]}::uuid[]) and during && tstzrange(${period.start}, ${period.end})
        and (until is null or until > ${now})
      order by lower(during), resource_id`,
  );
}

const bookedRow = z.object({
  /** The meeting or the session. */
  of: key,
  start: at,
  end: at,
  typeCode: z.string(),
  /** Whose time it is; null: a meeting of several, or nothing is known of what occupies. */
  personId: key.nullable(),
  /** Null, as the language: nothing is known of what occupies. */
  channel: z.enum(channels).nullable(),
  /** Spoken by the officer, or by the interpreter when there is one. */
  language: z.string().nullable(),
  withInterpreter: z.boolean(),
  /** null: not on site. */
  placeId: key.nullable(),
  /** What its officer must be able to, by the type as it is at `now`; null: nothing that every officer cannot. */
  competence: z.string().nullable(),
  /** Seats that its room must have: those of the meeting of several, or as many as the type asks for. */
  seats: z.number(),
});
export type Booked = z.output<typeof bookedRow>;

/** Meetings and holds of a resource within a period, the first first: what is to be moved before the resource goes. */
export function bookedWithin(
  tx: Transaction,
  resourceId: string,
  period: { start: Instant; end: Instant | null },
  now: Instant,
): Promise<Booked[]> {
  return rows(
    tx,
    bookedRow,
    sql`
      select o.of, lower(o.during) as start, upper(o.during) as "end", coalesce(s.type_code, m.type_code, '') as "typeCode",
             m.person_id as "personId", t.competence, coalesce(s.seats, t.seats, 1) as seats,
             coalesce(s.channel, m.channel) as channel, coalesce(s.language, m.language) as language,
             coalesce(s.interpreter_id, m.interpreter_id) is not null as "withInterpreter", coalesce(s.place_id, m.place_id) as "placeId"
      from meetings.occupancy o
      left join meetings.session s on s.id = o.of
      left join lateral (
        select person_id, type_code, channel, language, interpreter_id, place_id from meetings.meeting where id = o.of limit 1) m on true
      left join meetings.meeting_type t on t.code = coalesce(s.type_code, m.type_code)
        and t.valid @> (${now}::timestamptz at time zone 'Europe/Stockholm')::date
      where o.resource_id = ${resourceId} and o.during && tstzrange(${period.start}, ${period.end})
        and o.why in ('meeting', 'hold') and (o.until is null or o.until > ${now})
      order by lower(o.during)`,
  );
}

/** Takes away what expired holds of a resource occupy within a period: their time is anyone's. */
export async function clearExpiredHolds(
  tx: Transaction,
  resourceId: string,
  period: { start: Instant; end: Instant },
  now: Instant,
): Promise<void> {
  await sql`
    delete from meetings.occupancy
    where resource_id = ${resourceId} and during && tstzrange(${period.start}, ${period.end}) and until <= ${now}`.execute(tx);
}

/** Who comes to meetings, or to meetings of several, and as which exception they are on site; `of`: the meeting or session. */
export function attendeesOf(
  tx: Transaction,
  ofs: readonly Uuid[],
): Promise<{ of: Uuid; personId: Uuid; ground: string | null }[]> {
  return rows(
    tx,
    z.object({ of: key, personId: key, ground: z.string().nullable() }),
    sql`
      select coalesce(session_id, id) as of, person_id as "personId", exception_ground as ground from meetings.meeting
      where state in ('held', 'booked') and (id = any(${[...ofs]}::uuid[]) or session_id = any(${[...ofs]}::uuid[]))`,
  );
}
