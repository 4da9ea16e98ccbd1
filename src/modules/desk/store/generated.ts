/** SQL that writes visits that are made up. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import { instantAt } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { GeneratedDays, GeneratedVisit } from '../generated/visits.ts';

/** True when nobody has come to the desk yet. */
export async function hasNoVisits(db: Database, placeId: Uuid): Promise<boolean> {
  const found = await one(
    db,
    z.object({ none: z.boolean() }),
    sql`select not exists (select from desk.visit where place_id = ${placeId}) as none`,
  );
  return found!.none;
}

export interface GeneratedAt {
  placeId: Uuid;
  counterIds: readonly Uuid[];
  visits: readonly GeneratedVisit[];
  hours: GeneratedDays['hours'];
}

/** The visits, what was done in each, and when the counters were staffed on their days. */
export async function insertGenerated(tx: Transaction, { placeId, counterIds, visits, hours }: GeneratedAt): Promise<void> {
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as r (
      id uuid, "serviceId" uuid, day date, ticket text, "arrivedAt" timestamptz, "bookedFor" timestamptz, topic text, language text,
      "counterId" uuid, "calledAt" timestamptz, "servingAt" timestamptz, "endedAt" timestamptz, outcome text, reason text, feedback text)`;
  await sql`
    insert into desk.visit (place_id, id, service_id, day, ticket, arrived_at, booked_for, topic, language, state, waiting_since, counter_id,
                            called_at, calls, serving_at, ended_at, outcome, reason, feedback, generated)
    select ${placeId}, id, "serviceId", day, ticket, "arrivedAt", "bookedFor", topic, language, 'ended', "arrivedAt", "counterId",
           "calledAt", case when "calledAt" is null then 0 else 1 end, "servingAt", "endedAt", outcome, reason, feedback, true
    from ${given}`.execute(tx);
  await sql`
    insert into desk.visit_step (place_id, visit_id, id, at, by, what, details)
    select ${placeId}, id, gen_random_uuid(), "endedAt", 'generated', what, details
    from ${given}, lateral (values
      ('guided', outcome = 'guided', jsonb_build_object('service', 'registration', 'step', null, 'autonomy', 'together',
        'seconds', extract(epoch from "endedAt" - "servingAt")::integer)),
      ('meeting-booked', outcome = 'meeting-booked', '{}'::jsonb),
      ('referred', outcome = 'referred', '{"to": "phone"}'::jsonb),
      ('not-helped', outcome = 'not-helped', jsonb_build_object('reason', reason)),
      ('informed', outcome = 'solved', '{}'::jsonb)) as step (what, was_done, details)
    where was_done`.execute(tx);
  const days = [...new Set(visits.map(({ day }) => day))];
  const shifts = days.flatMap((day) =>
    counterIds.map((counterId) => ({ counterId, since: instantAt(day, hours[0]), until: instantAt(day, hours[1]) })),
  );
  await sql`
    insert into desk.counter_shift (place_id, counter_id, since, until)
    select ${placeId}, "counterId", since, until
    from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as r ("counterId" uuid, since timestamptz, until timestamptz)
    on conflict do nothing`.execute(tx);
}
