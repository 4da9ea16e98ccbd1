/** SQL that takes times: for a person, for another time of the same meeting, for a session, and for a seat of one. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Channel, ChannelBy, Way } from '../kinds.ts';
import { type Meeting, uuid } from './meetings.ts';
import { freeTime, type Occupying, occupiedBy, occupy, range, type Span, take, takeTurn, type Versions } from './occupancy.ts';

export interface NewMeeting extends Occupying {
  personId: Uuid;
  id: Uuid;
  typeCode: string;
  purpose: string;
  channel: Channel;
  placeId: Uuid | null;
  language: string;
  seriesId: Uuid | null;
  /** A hold, until then; `by`: the hash of whose browser it is. Null: booked. */
  hold: { until: Instant; by: string | null } | null;
  channelBy: ChannelBy;
  exceptionGround: string | null;
  cameBy: Way;
  at: Instant;
  by: string;
  isProtected: boolean;
  lane: number;
}

/** Takes a time for a person (see `take`). An offer to someone in line leaves the holds that they chose themselves. */
export function takeTime(tx: Transaction, meeting: NewMeeting, versions: Versions): Promise<boolean> {
  const { personId, id, hold, at, lane } = meeting;
  const dropsHolds = meeting.cameBy === 'waiting-list' ? null : { personId, heldBy: hold?.by ?? null };
  const taking = { time: meeting, personId, of: id, holdUntil: hold?.until ?? null, lane, versions, leaves: [], dropsHolds, at };
  return take(
    tx,
    taking,
    sql`
      insert into meetings.meeting
        (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, room_id, interpreter_id, language, series_id,
         overbooked, hold_until, held_by, channel_by, exception_ground, came_by, made_at, made_by, protected)
      select ${personId}::uuid, ${id}::uuid, ${hold === null ? 'booked' : 'held'}, ${meeting.typeCode}, ${meeting.purpose},
             ${meeting.channel}, ${range(meeting)}, ${[...meeting.officerIds]}::uuid[], ${meeting.placeId}::uuid, ${meeting.roomId}::uuid,
             ${meeting.interpreterId}::uuid, ${meeting.language}, ${meeting.seriesId}::uuid, ${lane > 0}::boolean,
             ${hold?.until ?? null}::timestamptz, ${hold?.by ?? null}, ${meeting.channelBy}, ${meeting.exceptionGround},
             ${meeting.cameBy}, ${at}::timestamptz, ${meeting.by}, ${meeting.isProtected}::boolean
      from state where current`,
  );
}

export type NewTime = Occupying &
  Pick<NewMeeting, 'typeCode' | 'purpose' | 'channel' | 'placeId' | 'language' | 'channelBy' | 'exceptionGround' | 'cameBy'>;

/**
 * Gives a meeting another time: it is booked then and no longer when it was, and a seat among several is let go. `from`: a hold of that
 * time, which goes. When it is refused, or false, the meeting is as before.
 */
export function moveMeeting(
  tx: Transaction,
  meeting: Meeting,
  to: NewTime,
  how: { versions: Versions | null; from: Meeting | null; at: Instant },
): Promise<boolean> {
  const { personId, id } = meeting;
  const leaves = how.from === null ? [meeting] : [meeting, how.from];
  const taking = {
    time: to,
    personId,
    of: id,
    holdUntil: null,
    lane: 0,
    versions: how.versions,
    leaves,
    dropsHolds: null,
    at: how.at,
  };
  return take(
    tx,
    taking,
    sql`
      update meetings.meeting m
      set state = 'booked', during = ${range(to)}, type_code = ${to.typeCode}, purpose = ${to.purpose}, channel = ${to.channel},
          officer_ids = ${[...to.officerIds]}::uuid[], place_id = ${to.placeId}::uuid, room_id = ${to.roomId}::uuid,
          interpreter_id = ${to.interpreterId}::uuid, language = ${to.language}, channel_by = ${to.channelBy},
          exception_ground = ${to.exceptionGround}, came_by = ${to.cameBy}, displaced_by = null, overbooked = false,
          session_id = null, seat = null, seats = null, version = version + 1
      from state where current and m.person_id = ${personId} and m.id = ${id}`,
  );
}

export interface NewSession extends Occupying {
  id: Uuid;
  typeCode: string;
  channel: Channel;
  placeId: Uuid | null;
  language: string;
  seats: number;
  /** The session that lost what it needs, instead of which this one is held. */
  replaces: Uuid | null;
  at: Instant;
}

/** Takes a time for a meeting of several persons, who come later: each has their own row and their own time. */
export function takeSession(tx: Transaction, session: NewSession, versions: Versions): Promise<boolean> {
  const { id, at } = session;
  const taking = { time: session, personId: null, of: id, holdUntil: null, lane: 0, versions, leaves: [], dropsHolds: null, at };
  return take(
    tx,
    taking,
    sql`
      insert into meetings.session (id, type_code, channel, during, officer_ids, place_id, room_id, interpreter_id, language, seats,
                                    replaces)
      select ${id}::uuid, ${session.typeCode}, ${session.channel}, ${range(session)}, ${[...session.officerIds]}::uuid[],
             ${session.placeId}::uuid, ${session.roomId}::uuid, ${session.interpreterId}::uuid, ${session.language},
             ${session.seats}::smallint, ${session.replaces}::uuid
      from state where current`,
  );
}

/**
 * Takes the first free seat of a session for a person; null when there is none. The session is held meanwhile: whoever cancels it sees
 * the seat, or it is cancelled for us. Throws as `take` when the person is busy.
 */
export async function takeSeat(
  tx: Transaction,
  meeting: Omit<NewMeeting, 'hold' | 'lane' | 'seriesId'> & { sessionId: Uuid },
): Promise<number | null> {
  const { personId, id, sessionId, at } = meeting;
  // Before the statement that looks: it must see the seats of those whom it waited for.
  await takeTurn(tx, [sessionId], [meeting]);
  const made = await one(
    tx,
    z.object({ id: uuid, seat: z.number() }),
    sql`
      insert into meetings.meeting
        (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, room_id, interpreter_id, language,
         session_id, seat, seats, channel_by, exception_ground, came_by, made_at, made_by, protected)
      select ${personId}, ${id}, 'booked', ${meeting.typeCode}, ${meeting.purpose}, s.channel, s.during, s.officer_ids, s.place_id, s.room_id,
             s.interpreter_id, s.language, s.id, seat, s.seats, ${meeting.channelBy}, ${meeting.exceptionGround}, ${meeting.cameBy},
             ${at}::timestamptz, ${meeting.by}, ${meeting.isProtected}::boolean
      from meetings.session s, generate_series(1, s.seats) as seat
      where s.id = ${sessionId} and s.cancelled_at is null and not exists (
        select from meetings.meeting m where m.session_id = s.id and m.seat = seat.seat and m.state in ('held', 'booked'))
      order by seat limit 1 for share of s returning id, seat`,
  );
  if (made === null) return null;
  await occupy(tx, { resources: [personId], span: meeting, why: 'meeting', of: id }, at);
  return made.seat;
}

/** What someone's seat is from now on, besides what its session says. */
export type SeatTaken = Pick<NewMeeting, 'purpose' | 'channelBy' | 'exceptionGround' | 'cameBy'>;

/**
 * Gives a meeting the first free seat of a session instead of the time, if any, that it has; null when there is none, and then the caller
 * rolls back. Throws as `take` when the person is busy.
 */
export async function moveToSeat(
  tx: Transaction,
  meeting: Meeting,
  session: { id: Uuid; typeCode: string } & Span,
  { taken, at }: { taken: SeatTaken; at: Instant },
): Promise<number | null> {
  const { personId, id } = meeting;
  await freeTime(tx, [id], occupiedBy([meeting]), at);
  await takeTurn(tx, [session.id], [session]);
  const moved = await one(
    tx,
    z.object({ seat: z.number() }),
    sql`
      with free as materialized (
        select s.*, seat.seat from meetings.session s, generate_series(1, s.seats) as seat
        where s.id = ${session.id} and s.cancelled_at is null and not exists (
          select from meetings.meeting m where m.session_id = s.id and m.seat = seat.seat and m.state in ('held', 'booked'))
        order by seat.seat limit 1 for share of s
      )
      update meetings.meeting m
      set state = 'booked', during = free.during, type_code = free.type_code, purpose = ${taken.purpose}, channel = free.channel,
          officer_ids = free.officer_ids, place_id = free.place_id, room_id = free.room_id, interpreter_id = free.interpreter_id,
          language = free.language, channel_by = ${taken.channelBy}, exception_ground = ${taken.exceptionGround},
          came_by = ${taken.cameBy}, displaced_by = null, overbooked = false, series_id = null,
          session_id = free.id, seat = free.seat, seats = free.seats, version = m.version + 1
      from free where m.person_id = ${personId} and m.id = ${id} returning m.seat`,
  );
  if (moved === null) return null;
  await occupy(tx, { resources: [personId], span: session, why: 'meeting', of: id }, at);
  return moved.seat;
}

/** The first place beside what an officer has in a time: 0 when there is nothing, null when there is no more or the officer is away. */
export async function laneFor(tx: Transaction, officerId: Uuid, span: Span): Promise<number | null> {
  // Whoever notes that the officer is away is done, or waits: the leave takes only the first place.
  await takeTurn(tx, [officerId], [span]);
  const found = await one(
    tx,
    z.object({ lane: z.number() }),
    sql`
      select lane from generate_series(0, 9) as lane where not exists (
        select from meetings.occupancy o
        where o.resource_id = ${officerId} and o.during && ${range(span)}
          and (o.lane = lane.lane or o.why in ('leave', 'closed', 'travel')))
      order by lane limit 1`,
  );
  return found?.lane ?? null;
}
