/** What must hold of meetings in the database, whatever was killed: nothing is there by half. */
import { sql } from 'kysely';
import type { Database } from '../src/platform/db/index.ts';

const checks = {
  'a meeting, or a time that is held, without all that it occupies': sql`
    select m.id::text as what from meetings.meeting m
    where m.session_id is null and (m.state = 'booked' or m.state = 'held' and m.hold_until > now())
      and (select array_agg(o.resource_id order by o.resource_id) from meetings.occupancy o
           where o.of = m.id and o.during = m.during and o.why = case m.state when 'held' then 'hold' else 'meeting' end)
        is distinct from (select array_agg(r order by r)
                          from unnest(m.officer_ids || array_remove(array[m.person_id, m.room_id, m.interpreter_id], null)) r)`,
  'a time that is occupied by no meeting': sql`
    select o.of::text as what from meetings.occupancy o left join meetings.meeting m on m.id = o.of
    where o.why in ('hold', 'meeting')
      and m.state is distinct from (case o.why when 'hold' then 'held' else 'booked' end)`,
  'someone in two places at once': sql`
    select a.resource_id::text as what from meetings.occupancy a join meetings.occupancy b
      on a.resource_id = b.resource_id and a.lane = b.lane and a.id < b.id and a.during && b.during`,
  'a meeting whose booking was not told, noted, kept in the audit and made a message of, once each': sql`
    select m.id::text as what from meetings.meeting m where m.state <> 'held' and (
      (select count(*) from platform.event e where e.type = 'meetings.booked' and e.payload ->> 'meetingId' = m.id::text) <> 1
      or (select count(*) from meetings.meeting_event h where h.meeting_id = m.id and h.what = 'booked') <> 1
      or (select count(*) from platform.audit a where a.command in ('meetings.book-meeting', 'meetings.confirm-meeting')
            and a.result ->> 'meetingId' = m.id::text and not coalesce((a.details ->> 'again')::boolean, false)) <> 1
      or not exists (select from contact.message c where c.about = m.id and c.source = 'meetings.booked'))`,
  'a change or an end by half': sql`
    select m.id::text as what from meetings.meeting m cross join (
      values ('changed', 'meetings.change-meeting'), ('cancelled', 'meetings.cancel-meeting')) as done (what, command)
    where (select count(*) from platform.event e where e.type = 'meetings.' || done.what and e.payload ->> 'meetingId' = m.id::text)
        <> (select count(*) from meetings.meeting_event h where h.meeting_id = m.id and h.what = done.what)
      or (select count(*) from meetings.meeting_event h where h.meeting_id = m.id and h.what = done.what)
        <> (select count(*) from platform.audit a where a.command = done.command and a.details ->> 'meetingId' = m.id::text
              and not coalesce((a.details ->> 'again')::boolean, false))
      or (done.what = 'cancelled' and (m.state = 'cancelled')
        <> exists (select from meetings.meeting_event h where h.meeting_id = m.id and h.what = 'cancelled'))`,
  'an event of a meeting that is not there': sql`
    select e.payload ->> 'meetingId' as what from platform.event e
    where e.type in ('meetings.booked', 'meetings.changed', 'meetings.cancelled')
      and not exists (select from meetings.meeting m where m.id::text = e.payload ->> 'meetingId')`,
} as const;

/** Everything that is there by half, by what is wrong with it; empty when all is well. */
export async function halves(db: Database): Promise<string[]> {
  const found: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const { rows } = await sql<{ what: string }>`${check} limit 5`.execute(db);
    found.push(...rows.map(({ what }) => `${name}: ${what}`));
  }
  return found;
}

export interface KeptMeeting {
  id: string;
  state: string;
  start: string;
}

/** A person's meetings, and the time that they hold. */
export async function keptOf(db: Database, personId: string): Promise<Map<string, KeptMeeting>> {
  const { rows } = await sql<KeptMeeting>`
    select id::text, state, to_char(lower(during) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start
    from meetings.meeting where person_id = ${personId}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
