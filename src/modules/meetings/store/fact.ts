/** SQL for what is counted of meetings: a row each, loose from the person once their data are erased. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels } from '../kinds.ts';
import type { Meeting } from './meetings.ts';

export interface MeetingFact {
  /** Random: nothing of the meeting. */
  id: Uuid;
  /** The first day of the month in which the meeting is. */
  month: PlainDate;
  municipalityCode: string | null;
  /** Working days from the booking to the meeting. */
  waitedDays: number;
  /** From the seat of the person's municipality to the place; null for what is not on site; left out: as it was. */
  travelMinutes?: number | null;
  outcome: string | null;
}

/** Writes what is counted of a meeting as it is now; what was counted of it before is changed. */
export async function putFact(tx: Transaction, meeting: Meeting, fact: MeetingFact): Promise<void> {
  await sql`
    insert into meetings.meeting_fact
      (id, meeting_id, month, municipality_code, purpose, channel, channel_by, exception_ground, came_by, language, interpreter,
       waited_days, travel_minutes, outcome, protected)
    values (${fact.id}, ${meeting.id}, ${fact.month}, ${fact.municipalityCode}, ${meeting.purpose}, ${meeting.channel},
            ${meeting.channelBy}, ${meeting.exceptionGround}, ${meeting.cameBy}, ${meeting.language},
            ${meeting.interpreterId !== null}, ${fact.waitedDays}, ${fact.travelMinutes ?? null}, ${fact.outcome}, ${meeting.isProtected})
    on conflict (meeting_id) do update
      set month = excluded.month, purpose = excluded.purpose, channel = excluded.channel, channel_by = excluded.channel_by,
          exception_ground = excluded.exception_ground, language = excluded.language, interpreter = excluded.interpreter,
          waited_days = excluded.waited_days,
          travel_minutes = case when ${fact.travelMinutes === undefined} then meeting_fact.travel_minutes else excluded.travel_minutes end,
          outcome = excluded.outcome, protected = excluded.protected`.execute(tx);
}

/** People's word of protected identity, for what is counted of the person's meetings and for what they asked. */
export async function writeCountedProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`
    update meetings.meeting_fact set protected = ${isProtected}
    where meeting_id in (select id from meetings.meeting where person_id = ${personId})`.execute(tx);
  await sql`update meetings.channel_request set protected = ${isProtected} where person_id = ${personId}`.execute(tx);
}

/** Cuts what is counted loose from meetings that are erased: call it before they are. */
export async function cutFacts(tx: Transaction, personIds: readonly Uuid[]): Promise<void> {
  await sql`
    update meetings.meeting_fact set meeting_id = null
    where meeting_id in (select id from meetings.meeting where person_id = any(${[...personIds]}::uuid[]))`.execute(tx);
}

export const dimensions = ['month', 'county', 'municipality', 'language', 'purpose', 'ground'] as const;
export type Dimension = (typeof dimensions)[number];

const counted = z.object({
  key: z.string(),
  meetings: z.number(),
  ...Object.fromEntries(channels.map((channel) => [channel, z.number()])),
  exceptions: z.number(),
  interpreted: z.number(),
  waited: z.number().nullable(),
  travelled: z.number(),
  travelHalf: z.number().nullable(),
  travelMost: z.number().nullable(),
});
export interface CountedMeetings {
  key: string;
  meetings: number;
  'on-site': number;
  video: number;
  phone: number;
  /** On site by an exception from the rule. */
  exceptions: number;
  interpreted: number;
  /** Half of the meetings waited for no longer, in working days. */
  waited: number | null;
  /** Meetings on site of which the journey is known, and the minutes within which half and nine of ten of the journeys are. */
  travelled: number;
  travelHalf: number | null;
  travelMost: number | null;
}

const columns = sql`
  count(*)::int as meetings, count(*) filter (where channel = 'on-site')::int as "on-site",
  count(*) filter (where channel = 'video')::int as video, count(*) filter (where channel = 'phone')::int as phone,
  count(*) filter (where channel_by = 'exception')::int as exceptions, count(*) filter (where interpreter)::int as interpreted,
  percentile_disc(0.5) within group (order by waited_days) as waited, count(travel_minutes)::int as travelled,
  percentile_disc(0.5) within group (order by travel_minutes) as "travelHalf",
  percentile_disc(0.9) within group (order by travel_minutes) as "travelMost"`;

const keyOf = {
  month: sql`to_char(month, 'YYYY-MM')`,
  county: sql`coalesce(left(municipality_code, 2), '-')`,
  municipality: sql`coalesce(municipality_code, '-')`,
  language: sql`language`,
  purpose: sql`purpose`,
  ground: sql`coalesce(exception_ground, '-')`,
} as const;

/** Months from and to, both counting, as their first days. */
export interface Months {
  from: PlainDate;
  to: PlainDate;
}

/** By one dimension, ordered by its key. Cancelled meetings are left out. */
export async function countMeetings(db: Database, by: Dimension, { from, to }: Months): Promise<CountedMeetings[]> {
  return (await rows(
    db,
    counted,
    sql`select ${keyOf[by]} as key, ${columns} from meetings.stat_meeting
        where month between ${from} and ${to} and outcome is distinct from 'cancelled' group by 1 order by 1`,
  )) as CountedMeetings[];
}

export async function countAllMeetings(db: Database, { from, to }: Months): Promise<CountedMeetings> {
  return (await one(
    db,
    counted,
    sql`select 'all' as key, ${columns} from meetings.stat_meeting
        where month between ${from} and ${to} and outcome is distinct from 'cancelled'`,
  )) as CountedMeetings;
}
