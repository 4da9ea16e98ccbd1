/** SQL that writes made-up supply and meetings in bulk. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { GeneratedMeeting } from '../generated/meetings.ts';
import type { GeneratedSupply } from '../generated/supply.ts';

/** True when there is no officer yet; whoever asks in a transaction has the turn to add them until it ends. */
export async function hasNoSupply(tx: Transaction): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(20190303)`.execute(tx);
  const found = sql`select not exists (select from meetings.officer) and not exists (select from meetings.room) as empty`;
  return (await one(tx, z.object({ empty: z.boolean() }), found))!.empty;
}

const json = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;
const list = (column: string) => sql`array(select jsonb_array_elements_text(${sql.ref(column)}))`;

/** Everything is marked as made up. */
export async function insertGenerated(tx: Transaction, supply: GeneratedSupply): Promise<void> {
  await sql`
    insert into meetings.officer (id, name, role, home_place_id, languages, competences, employed, generated)
    select id, name, role, "homePlaceId", ${list('languages')}, ${list('competences')}, daterange("employedFrom", "employedTo", '[]'), true
    from jsonb_to_recordset(${json(supply.officers)}) as r (
      id uuid, name text, role text, "homePlaceId" uuid, languages jsonb, competences jsonb, "employedFrom" date, "employedTo" date)
  `.execute(tx);
  await sql`
    insert into meetings.working_pattern (officer_id, id, valid, weekly)
    select "officerId", id, daterange("validFrom", "validTo", '[]'), weekly
    from jsonb_to_recordset(${json(supply.patterns)}) as r (
      "officerId" uuid, id uuid, "validFrom" date, "validTo" date, weekly jsonb)`.execute(tx);
  await sql`
    insert into meetings.attendance (officer_id, id, place_id, valid, weekday, minutes)
    select "officerId", id, "placeId", daterange("validFrom", "validTo", '[]'), weekday, int4range("from", "to")
    from jsonb_to_recordset(${json(supply.attendance)}) as r (
      "officerId" uuid, id uuid, "placeId" uuid, "validFrom" date, "validTo" date, weekday smallint, "from" integer, "to" integer)
  `.execute(tx);
  await sql`
    insert into meetings.room (id, place_id, name, seats, step_free, valid, generated)
    select id, "placeId", name, seats, "stepFree", daterange("validFrom", "validTo", '[]'), true
    from jsonb_to_recordset(${json(supply.rooms)}) as r (
      id uuid, "placeId" uuid, name text, seats smallint, "stepFree" text, "validFrom" date, "validTo" date)`.execute(tx);
  await sql`
    insert into meetings.interpreter (id, name, languages, channels, weekly, municipality_code, within_minutes, valid, generated)
    select id, name, ${list('languages')}, ${list('channels')}, weekly, "municipalityCode", "withinMinutes",
           daterange("validFrom", "validTo", '[]'), true
    from jsonb_to_recordset(${json(supply.interpreters)}) as r (
      id uuid, name text, languages jsonb, channels jsonb, weekly jsonb, "municipalityCode" text, "withinMinutes" smallint,
      "validFrom" date, "validTo" date)`.execute(tx);
}

const rowsAtOnce = 5_000;

/** Booked meetings with all that they occupy; gives how many. No person, message or event belongs to them. */
export async function insertGeneratedMeetings(db: Database, meetings: Iterable<GeneratedMeeting>, at: Instant): Promise<number> {
  let count = 0;
  for (const part of inParts(meetings)) {
    await db.transaction().execute((tx) => insertPart(tx, part, at));
    count += part.length;
  }
  return count;
}

function* inParts(meetings: Iterable<GeneratedMeeting>): Generator<GeneratedMeeting[]> {
  let part: GeneratedMeeting[] = [];
  for (const meeting of meetings) {
    if (part.push(meeting) < rowsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function insertPart(tx: Transaction, part: readonly GeneratedMeeting[], at: Instant): Promise<void> {
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${json(part)}) as r (
        "personId" uuid, id uuid, start timestamptz, "end" timestamptz, "typeCode" text, purpose text, channel text,
        "officerId" uuid, "placeId" uuid, "roomId" uuid)
    ), taken as (
      insert into meetings.occupancy (resource_id, id, during, why, of)
      select resource, given.id, tstzrange(start, "end"), 'meeting', given.id
      from given, unnest(array["officerId", "personId", "roomId"]) as resource where resource is not null
    )
    insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, room_id, language,
                                  channel_by, came_by, made_at, made_by)
    select "personId", id, 'booked', "typeCode", purpose, channel, tstzrange(start, "end"), array["officerId"], "placeId", "roomId", 'sv',
           'choice', 'officer', ${at}::timestamptz, 'generated'
    from given`.execute(tx);
}
