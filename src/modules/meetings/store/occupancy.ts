/**
 * SQL for what is taken: one statement takes a time for everyone who is needed, or nothing. The constraint of the table is what keeps
 * two from having one time; the locks before it only make those who want the same wait for each other in one order.
 */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Instant, later, localTime, type PlainDate } from '../../../platform/clock/index.ts';
import { one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** From, and up to but not including. */
export interface Span {
  start: Instant;
  end: Instant;
}

/** What has officers, a room, an interpreter and a time. */
export interface Occupying extends Span {
  officerIds: readonly Uuid[];
  roomId: Uuid | null;
  interpreterId: Uuid | null;
}

/** By which versions of officers, room and interpreter the time was found. */
export type Versions = Readonly<Record<Uuid, number>>;

/** Officers, room and interpreter of a time. */
export function resourcesOf({ officerIds, roomId, interpreterId }: Omit<Occupying, keyof Span>): Uuid[] {
  return [...officerIds, ...[roomId, interpreterId].filter((id) => id !== null)];
}

/** The days in Sweden that a time touches. */
export function daysOf({ start, end }: Span): { first: PlainDate; last: PlainDate } {
  return { first: localTime(start).date, last: localTime(later(end, -1)).date };
}

/** What everyone who wants these resources on these days waits for, in one order for all. */
export function turnsOf(resources: readonly string[], spans: readonly Span[]): string[] {
  const days = new Set(spans.flatMap((span) => Object.values(daysOf(span))));
  return [...new Set(resources.flatMap((id) => [...days].map((day) => `${id} ${day}`)))].toSorted();
}

/** To be asked for in a condition: it is then evaluated before anything else of the statement. */
const inTurn = (keys: readonly string[]): RawBuilder<unknown> => sql`
  turn as materialized (
    select count(pg_advisory_xact_lock(hashtextextended(key, 13))) as taken from unnest(${[...keys]}::text[]) as key
  )`;
const turnTaken = sql`(select taken from turn) >= 0`;

export const range = ({ start, end }: Span): RawBuilder<unknown> => sql`tstzrange(${start}::timestamptz, ${end}::timestamptz)`;

/** Rows of one kind of resource that still have the version by which the time was found; whoever changes supply waits, or has changed it. */
const unchanged = (
  table: 'officer' | 'room' | 'interpreter',
  ids: readonly Uuid[],
  versions: Versions,
): RawBuilder<unknown> => sql`
  select s.id from meetings.${sql.ref(table)} s
    join unnest(${[...ids]}::uuid[], ${ids.map((id) => versions[id] ?? 0)}::integer[]) as known (id, version)
      on known.id = s.id and known.version = s.version
  where ${turnTaken} for key share of s`;

/** What one statement takes, and what it lets go first. */
export interface Taking {
  time: Occupying;
  /** Who is occupied besides officers, room and interpreter: the person; null for a session, whose persons have their own rows. */
  personId: Uuid | null;
  /** The meeting or session that occupies. */
  of: Uuid;
  /** A hold until then; null: a meeting. */
  holdUntil: Instant | null;
  /** The officers' lane: 0, or of a deliberate overbooking the place beside it. */
  lane: number;
  /** By which versions the time was found; null when it is held already, and so was checked. */
  versions: Versions | null;
  /** What is let go in the same statement: the time that a meeting leaves, or the hold that becomes it. */
  leaves: readonly (Occupying & { id: Uuid; personId: Uuid | null })[];
  /** Earlier holds of the person and of the browser go: nobody holds two times. */
  dropsHolds: { personId: Uuid; heldBy: string | null } | null;
  at: Instant;
}

/**
 * Takes a time: removes expired holds in the way and what is let go, checks that supply is as it was when the time was found, and writes
 * what it is for (`made`, an insert or update that reads `from state where current`), what that occupies, and that it changed. False when
 * supply has changed. Throws the database's refusal when the time is taken (see `refusedTime`).
 *
 * The statement sees what was there before it waited for its turn, and what was held then may be a meeting by now: `over` and `dropped`
 * ask the row as it is.
 */
export async function take(tx: Transaction, taking: Taking, made: RawBuilder<unknown>): Promise<boolean> {
  const { time, personId, of, holdUntil, versions, leaves, dropsHolds, at } = taking;
  const { officerIds, roomId, interpreterId } = time;
  const supplied = resourcesOf(time);
  const resources = [...supplied, ...(personId === null ? [] : [personId])];
  const lanes = resources.map((_id, index) => (index < officerIds.length ? taking.lane : 0));
  const { first, last } = daysOf(time);
  const known = (ids: readonly (Uuid | null)[]): Uuid[] => (versions === null ? [] : ids.filter((id) => id !== null));
  const left = leaves.flatMap((one) => turnsOf([...resourcesOf(one), ...(one.personId === null ? [] : [one.personId])], [one]));
  const own = dropsHolds === null ? [] : [`${dropsHolds.personId} hold`];
  const keys = [...new Set([...own, ...left, ...turnsOf(resources, [time])])].toSorted();
  const letGo = sql`${leaves.map(({ id }) => id)}::uuid[]`;
  const found = await one(
    tx,
    z.object({ current: z.boolean() }),
    sql`
      with ${inTurn(keys)}, former as materialized (
        select person_id, id from meetings.meeting
        where ${turnTaken} and state = 'held' and came_by <> 'waiting-list' and person_id = ${dropsHolds?.personId ?? null}::uuid
        union
        select person_id, id from meetings.meeting
        where ${turnTaken} and state = 'held' and came_by <> 'waiting-list' and held_by = ${dropsHolds?.heldBy ?? null}::text
      ), gone as materialized (
        select resource_id, id from meetings.occupancy
        where ${turnTaken} and until is not null and resource_id = any(${resources}::uuid[]) and during && ${range(time)} and until <= ${at}
        union
        select resource_id, id from meetings.occupancy
        where of = any (array(select id from former) || ${letGo})
      ), over as materialized (
        select o.resource_id, o.id from gone join meetings.occupancy o on o.resource_id = gone.resource_id and o.id = gone.id
        where o.until is not null or o.of = any (${letGo})
        order by o.resource_id, o.id for update of o
      ), freed as (
        delete from meetings.occupancy o using over where o.resource_id = over.resource_id and o.id = over.id
        returning o.resource_id, (lower(o.during) at time zone 'Europe/Stockholm')::date as day
      ), dropped as (
        delete from meetings.meeting m using former
        where m.person_id = former.person_id and m.id = former.id and m.state = 'held' returning m.id
      ), officers as materialized (${unchanged('officer', known(officerIds), versions ?? {})}),
      rooms as materialized (${unchanged('room', known([roomId]), versions ?? {})}),
      interpreters as materialized (${unchanged('interpreter', known([interpreterId]), versions ?? {})}),
      state as materialized (
        select (select count(*) from officers) + (select count(*) from rooms) + (select count(*) from interpreters)
                 = ${versions === null ? 0 : supplied.length}::integer as current,
               (select array_agg(resource_id) from freed) as freed, (select min(day) from freed) as first,
               (select max(day) from freed) as last, (select count(*) from dropped) as dropped
      ), made as (${made}),
      taken as (
        insert into meetings.occupancy (resource_id, id, during, why, of, until, lane)
        select r.id, ${of}::uuid, ${range(time)}, ${holdUntil === null ? 'meeting' : 'hold'}, ${of}::uuid, ${holdUntil}::timestamptz, r.lane
        from state, unnest(${resources}::uuid[], ${lanes}::smallint[]) as r (id, lane) where current
      ), told as (
        insert into meetings.change (at, kind, resources, days)
        select ${at}::timestamptz, 'occupancy', ${resources}::uuid[] || freed,
               daterange(least(${first}::date, first), greatest(${last}::date, last), '[]')
        from state where current
      )
      select current from state`,
  );
  return found!.current;
}

/** The turn of everyone who wants these resources on these days, until the transaction ends. */
export function takeTurn(tx: Transaction, resources: readonly string[], spans: readonly Span[]): Promise<void> {
  return takeTurns(tx, turnsOf(resources, spans));
}

/** As `takeTurn`, of turns by their keys (`turnsOf`). */
export async function takeTurns(tx: Transaction, keys: readonly string[]): Promise<void> {
  await sql`with ${inTurn([...new Set(keys)].toSorted())} select taken from turn`.execute(tx);
}

/** A hold becomes a meeting; false when someone else has taken a part of it since it was over. */
export async function keepTime(tx: Transaction, of: { id: Uuid; personId: Uuid } & Occupying, at: Instant): Promise<boolean> {
  const resources = [...resourcesOf(of), of.personId];
  const kept = await rows(
    tx,
    z.unknown(),
    sql`
      with ${inTurn(turnsOf(resources, [of]))}, kept as (
        update meetings.occupancy set why = 'meeting', until = null
        where ${turnTaken} and of = ${of.id} and why = 'hold' returning 1
      ), told as (${insertChange(resources, [of], at)} returning 1)
      select * from kept`,
  );
  return kept.length === resources.length;
}

/**
 * What meetings, sessions or absences occupied is free again. `freed`: whose time that was, for the pictures in memory. No one's turn is
 * taken: who wants a time that is being let go waits for this transaction at that time alone.
 */
export async function freeTime(
  tx: Transaction,
  ofs: readonly Uuid[],
  freed: { resources: readonly Uuid[]; spans: readonly Span[] },
  at: Instant,
): Promise<void> {
  if (ofs.length === 0) return;
  await sql`
    with gone as (delete from meetings.occupancy where of = any(${[...ofs]}::uuid[]))
    ${insertChange(freed.resources, freed.spans, at)}`.execute(tx);
}

/** Occupies resources for something that is no one's meeting: leave, illness, a closed place. Throws as `takeTime`. */
export async function occupy(
  tx: Transaction,
  {
    resources,
    span,
    why,
    of,
  }: { resources: readonly Uuid[]; span: Span; why: 'leave' | 'closed' | 'travel' | 'meeting'; of: Uuid },
  at: Instant,
): Promise<void> {
  await sql`
    with ${inTurn(turnsOf(resources, [span]))}, taken as (
      insert into meetings.occupancy (resource_id, id, during, why, of)
      select id, ${of}::uuid, ${range(span)}, ${why}, ${of}::uuid from unnest(${[...resources]}::uuid[]) as id where ${turnTaken}
    )
    ${insertChange(resources, [span], at)}`.execute(tx);
}

/** Occupies what is free of a span: of what is away already, or was held before, nothing. */
export async function occupyRest(
  tx: Transaction,
  { resourceId, span, why, of }: { resourceId: Uuid; span: Span; why: 'leave' | 'closed'; of: Uuid },
  at: Instant,
): Promise<void> {
  await sql`
    with taken as (
      insert into meetings.occupancy (resource_id, id, during, why, of)
      select ${resourceId}::uuid, gen_random_uuid(), piece, ${why}, ${of}::uuid
      from unnest(tstzmultirange(${range(span)}) - coalesce((
        select range_agg(during) from meetings.occupancy
        where resource_id = ${resourceId} and lane = 0 and during && ${range(span)}), '{}'::tstzmultirange)) as piece
    )
    ${insertChange([resourceId], [span], at)}`.execute(tx);
}

function insertChange(resources: readonly Uuid[], spans: readonly Span[], at: Instant): RawBuilder<unknown> {
  const days = spans.flatMap((span) => Object.values(daysOf(span))).toSorted();
  return sql`
    insert into meetings.change (at, kind, resources, days)
    values (${at}, 'occupancy', ${[...new Set(resources)]}::uuid[], daterange(${days[0]!}::date, ${days.at(-1)!}::date, '[]'))`;
}

/** Whose time it is that meetings have taken, and when: with the person, and without what is a session's. */
export function occupiedBy(meetings: readonly (Occupying & { personId: Uuid; sessionId: Uuid | null })[]): {
  resources: Uuid[];
  spans: Span[];
} {
  const resources = meetings.flatMap((one) => [...(one.sessionId === null ? resourcesOf(one) : []), one.personId]);
  return { resources: [...new Set(resources)], spans: meetings.map(({ start, end }) => ({ start, end })) };
}
