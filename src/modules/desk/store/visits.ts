/** SQL for visits and what was done in them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { feedbacks, notHelpedReasons, outcomes, priorities, visitStates } from '../kinds.ts';
import { moment, plainDay, uuid } from './shapes.ts';

const visitRow = z.object({
  placeId: uuid,
  id: uuid,
  serviceId: uuid,
  day: plainDay,
  ticket: z.string(),
  arrivedAt: moment,
  bookedFor: moment.nullable(),
  topic: z.string(),
  /** The authority whose matter the topic is. */
  agency: z.string(),
  language: z.string().nullable(),
  state: z.enum(visitStates),
  priority: z.enum(priorities).nullable(),
  waitingSince: moment,
  counterId: uuid.nullable(),
  servedBy: z.string().nullable(),
  calledAt: moment.nullable(),
  calls: z.number(),
  servingAt: moment.nullable(),
  /** Seconds. */
  servedSeconds: z.number(),
  endedAt: moment.nullable(),
  outcome: z.enum(outcomes).nullable(),
  reason: z.enum(notHelpedReasons).nullable(),
  isRepeat: z.boolean().nullable(),
  feedback: z.enum(feedbacks).nullable(),
  version: z.number(),
});
export type Visit = z.output<typeof visitRow>;

const columns = sql`
  v.place_id as "placeId", v.id, v.service_id as "serviceId", v.day, v.ticket, v.arrived_at as "arrivedAt", v.booked_for as "bookedFor",
  v.topic, (select t.agency from desk.topic t where t.code = v.topic) as agency, v.language, v.state, v.priority,
  v.waiting_since as "waitingSince", v.counter_id as "counterId", v.served_by as "servedBy", v.called_at as "calledAt", v.calls,
  v.serving_at as "servingAt", v.served_seconds as "servedSeconds", v.ended_at as "endedAt", v.outcome, v.reason,
  v.is_repeat as "isRepeat", v.feedback, v.version`;

/** The next number of a service's tickets that day; two at once take turns. A letter that was another's goes on after its last number. */
export async function nextNumber(
  tx: Transaction,
  { placeId, id: serviceId, letter }: { placeId: Uuid; id: Uuid; letter: string },
  day: PlainDate,
): Promise<number> {
  const found = await one(
    tx,
    z.object({ last: z.number() }),
    sql`
      insert into desk.ticket_number (place_id, service_id, day, last)
      select ${placeId}, ${serviceId}, ${day}, 1 + coalesce(max(substr(v.ticket, 2)::integer), 0)
      from desk.visit v
      where v.place_id = ${placeId} and v.day = ${day} and v.ticket ~ ${`^${letter}[0-9]+$`}
        and not exists (select from desk.ticket_number n where n.place_id = ${placeId} and n.service_id = ${serviceId} and n.day = ${day})
      on conflict (place_id, service_id, day) do update set last = desk.ticket_number.last + 1 returning last`,
  );
  return found!.last;
}

/** After a change of its letter a service goes on after the last number of the new one. */
export async function forgetNumber(tx: Transaction, placeId: Uuid, serviceId: Uuid, day: PlainDate): Promise<void> {
  await sql`
    delete from desk.ticket_number where place_id = ${placeId} and service_id = ${serviceId} and day = ${day}`.execute(tx);
}

export interface NewVisit extends Pick<
  Visit,
  'placeId' | 'id' | 'serviceId' | 'day' | 'ticket' | 'arrivedAt' | 'bookedFor' | 'topic' | 'language' | 'priority' | 'isRepeat'
> {
  repeatKey: Buffer | null;
  repeatUntil: Instant | null;
  phoneKey: Buffer;
  deviceId: Uuid | null;
}

export async function insertVisit(tx: Transaction, row: NewVisit): Promise<void> {
  await sql`
    insert into desk.visit (place_id, id, service_id, day, ticket, arrived_at, booked_for, topic, language, state, priority, waiting_since,
                            repeat_key, repeat_until, is_repeat, phone_key, device_id)
    values (${row.placeId}, ${row.id}, ${row.serviceId}, ${row.day}, ${row.ticket}, ${row.arrivedAt}, ${row.bookedFor}, ${row.topic},
            ${row.language}, 'waiting', ${row.priority}, ${row.arrivedAt}, ${row.repeatKey}, ${row.repeatUntil}, ${row.isRepeat},
            ${row.phoneKey}, ${row.deviceId})`.execute(tx);
}

/** What two of the same id wait for: whoever comes second sees what the first wrote. */
export async function lockVisitId(tx: Transaction, visitId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${visitId}, 23))`.execute(tx);
}

export function findVisit(db: Database, placeId: Uuid, id: Uuid): Promise<Visit | null> {
  return one(
    db,
    visitRow,
    sql`select ${columns} from desk.visit v where v.place_id = ${placeId} and v.id = ${id} and v.ticket is not null`,
  );
}

/** Whether a visit, at whatever place, has this ticket on a telephone. */
export async function isPhoneKey(db: Database, phoneKey: Buffer): Promise<boolean> {
  const found = await one(
    db,
    z.object({ known: z.boolean() }),
    sql`select exists (select from desk.visit where phone_key = ${phoneKey}) as known`,
  );
  return found!.known;
}

export function lockVisit(tx: Transaction, placeId: Uuid, id: Uuid): Promise<Visit | null> {
  return one(
    tx,
    visitRow,
    sql`select ${columns} from desk.visit v where v.place_id = ${placeId} and v.id = ${id} and v.ticket is not null for update of v`,
  );
}

/** Those of a day that have not ended. */
export function openVisits(db: Database, placeId: Uuid, day: PlainDate): Promise<Visit[]> {
  return rows(
    db,
    visitRow,
    sql`select ${columns} from desk.visit v
        where v.place_id = ${placeId} and v.day = ${day} and v.state <> 'ended' and v.ticket is not null order by v.id`,
  );
}

/**
 * The first of these, in their order, that still waits, locked: one that someone else is just taking is passed over. Null when there is none.
 * With `patient` nothing is passed over, and who is being taken is waited for.
 */
export async function takeFirst(
  tx: Transaction,
  placeId: Uuid,
  inOrder: readonly Uuid[],
  patient: boolean,
): Promise<Visit | null> {
  const found = await one(
    tx,
    z.object({ id: uuid }),
    sql`
      select v.id from desk.visit v join unnest(${[...inOrder]}::uuid[]) with ordinality wanted (id, place) on wanted.id = v.id
      where v.place_id = ${placeId} and v.state = 'waiting'
      order by wanted.place limit 1 for update of v ${patient ? sql`` : sql`skip locked`}`,
  );
  return found === null ? null : findVisit(tx, placeId, found.id);
}

/** Who is called to or served at a counter that day. */
export function atCounter(db: Database, placeId: Uuid, counterId: Uuid, day: PlainDate): Promise<Visit | null> {
  return one(
    db,
    visitRow,
    sql`select ${columns} from desk.visit v
        where v.place_id = ${placeId} and v.day = ${day} and v.counter_id = ${counterId} and v.state in ('called', 'serving') limit 1`,
  );
}

/** Writes what may change in a visit. */
export async function writeVisit(tx: Transaction, v: Visit): Promise<void> {
  await sql`
    update desk.visit
    set service_id = ${v.serviceId}, state = ${v.state}, priority = ${v.priority}, waiting_since = ${v.waitingSince},
        counter_id = ${v.counterId}, served_by = ${v.servedBy}, called_at = ${v.calledAt}, calls = ${v.calls}, serving_at = ${v.servingAt},
        served_seconds = ${v.servedSeconds}, ended_at = ${v.endedAt}, outcome = ${v.outcome}, reason = ${v.reason},
        feedback = ${v.feedback}, version = version + 1
    where place_id = ${v.placeId} and id = ${v.id}`.execute(tx);
}

const stepRow = z.object({
  id: uuid,
  at: moment,
  by: z.string(),
  what: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type VisitStep = z.output<typeof stepRow>;

/** Writes a step; false when one with this id is there. */
export async function insertStep(
  tx: Transaction,
  { placeId, visitId, id, at, by, what, details }: VisitStep & { placeId: Uuid; visitId: Uuid },
): Promise<boolean> {
  const done = await sql`
    insert into desk.visit_step (place_id, visit_id, id, at, by, what, details)
    values (${placeId}, ${visitId}, ${id}, ${at}, ${by}, ${what}, ${JSON.stringify(details)}::jsonb)
    on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export function listSteps(db: Database, placeId: Uuid, visitId: Uuid): Promise<VisitStep[]> {
  return rows(
    db,
    stepRow,
    sql`select id, at, by, what, details from desk.visit_step
        where place_id = ${placeId} and visit_id = ${visitId} order by at, id`,
  );
}

/** The visit whose ticket a telephone has; `day`: not before it. */
export function visitOfPhone(db: Database, phoneKey: Buffer, since: PlainDate): Promise<Visit | null> {
  return one(
    db,
    visitRow,
    sql`select ${columns} from desk.visit v where v.phone_key = ${phoneKey} and v.day >= ${since} and v.ticket is not null`,
  );
}

/** True when the keyed hash stands with another visit and has not expired at the instant. */
export async function isKnownKey(db: Database, repeatKey: Buffer, at: Instant): Promise<boolean> {
  const found = await one(
    db,
    z.object({ known: z.boolean() }),
    sql`select exists (select from desk.visit where repeat_key = ${repeatKey} and repeat_until > ${at}) as known`,
  );
  return found!.known;
}
