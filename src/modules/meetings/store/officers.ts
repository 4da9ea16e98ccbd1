/** SQL for officers: who they are, and where they are listed. Their hours and places are in timetable.ts. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const key = z.string().transform((id) => id as Uuid);

export const officerRow = z.object({
  id: key,
  /** Whose sign-in this is; null until they have one. */
  accountId: key.nullable(),
  name: z.string(),
  /** What people are told instead of a name: see `officerRoles`. */
  role: z.string(),
  homePlaceId: key.nullable(),
  languages: z.array(z.string()),
  competences: z.array(z.string()),
  /** First and last day of employment; null = no such bound. */
  employedFrom: day.nullable(),
  employedTo: day.nullable(),
  generated: z.boolean(),
  /** Counted up by whatever changes what the officer offers. */
  version: z.number(),
});
export type Officer = z.output<typeof officerRow>;

export const officerColumns = sql`
  o.id, o.account_id as "accountId", o.name, o.role, o.home_place_id as "homePlaceId", o.languages, o.competences,
  lower(o.employed) as "employedFrom", upper(o.employed) - 1 as "employedTo", o.generated, o.version`;

export interface OfficerFilter {
  /** Employed on this day. */
  on: PlainDate;
  /** At home there, or there on some weekday on that day. */
  placeIds?: readonly string[] | undefined;
  language?: string | undefined;
  competence?: string | undefined;
  /** Part of the name; marks over letters and capitals aside. */
  text?: string | undefined;
}

function filtered(filter: OfficerFilter) {
  const { on, placeIds, language = null, competence = null, text = null } = filter;
  const places = placeIds === undefined ? null : [...placeIds];
  return sql`
    from meetings.officer o
    where o.employed @> ${on}::date
      and (${language}::text is null or ${language} = any (o.languages))
      and (${competence}::text is null or ${competence} = any (o.competences))
      and (${text}::text is null or strpos(unaccent(lower(o.name)), unaccent(lower(${text}))) > 0)
      and (${places}::uuid[] is null or o.home_place_id = any (${places}::uuid[])
           or exists (select from meetings.attendance a
                      where a.officer_id = o.id and a.place_id = any (${places}::uuid[]) and a.valid @> ${on}::date))`;
}

/** By name, numbers in names in their order. */
export function listOfficers(
  db: Database,
  filter: OfficerFilter,
  part: { offset?: number; limit?: number } = {},
): Promise<Officer[]> {
  return rows(
    db,
    officerRow,
    sql`select ${officerColumns} ${filtered(filter)}
        order by regexp_replace(o.name, '\\d+', '', 'g'), nullif(regexp_replace(o.name, '\\D', '', 'g'), '')::numeric nulls first, o.id
        limit ${part.limit ?? null} offset ${part.offset ?? 0}`,
  );
}

export async function countOfficers(db: Database, filter: OfficerFilter): Promise<number> {
  return (await one(db, z.object({ count: z.number() }), sql`select count(*) as count ${filtered(filter)}`))!.count;
}

/** Every officer, also those whose employment is over or to come, or those with these ids. */
export function allOfficers(db: Database, ids: readonly string[] | null = null): Promise<Officer[]> {
  const some = ids === null ? null : [...ids];
  return rows(
    db,
    officerRow,
    sql`select ${officerColumns} from meetings.officer o where ${some}::uuid[] is null or o.id = any (${some}::uuid[]) order by o.id`,
  );
}

export function findOfficer(db: Database, id: string): Promise<Officer | null> {
  return one(db, officerRow, sql`select ${officerColumns} from meetings.officer o where o.id = ${id}`);
}

/** At most two of this name: enough to know that it is one's own or several's. */
export function officersNamed(db: Database, name: string): Promise<Officer[]> {
  return rows(db, officerRow, sql`select ${officerColumns} from meetings.officer o where o.name = ${name} order by o.id limit 2`);
}

/** The accounts that each of these officers signs in with, or has: none for one who has not been said to have any. */
export async function accountsOf(db: Database, officerIds: readonly Uuid[]): Promise<Uuid[][]> {
  const found = await rows(
    db,
    z.object({ accounts: z.array(key) }),
    sql`
      select coalesce(array_agg(a.account_id::text) filter (where a.account_id is not null), '{}') as accounts
      from unnest(${[...officerIds]}::uuid[]) as o (id) left join meetings.officer_account a on a.officer_id = o.id group by o.id`,
  );
  return found.map(({ accounts }) => accounts);
}

/** The officer whose sign-in this is; null when the account is no officer's. */
export function officerOfAccount(db: Database, accountId: string): Promise<Officer | null> {
  return one(db, officerRow, sql`select ${officerColumns} from meetings.officer o where o.account_id::text = ${accountId}`);
}

/** Locked until the transaction ends: no booking by the version that was is made meanwhile. */
export function lockOfficer(tx: Transaction, id: string): Promise<Officer | null> {
  return one(tx, officerRow, sql`select ${officerColumns} from meetings.officer o where o.id = ${id} for update`);
}

export type OfficerFacts = Omit<Officer, 'id' | 'generated' | 'version'>;

export async function insertOfficer(tx: Transaction, id: Uuid, facts: OfficerFacts): Promise<void> {
  await sql`
    insert into meetings.officer (id, account_id, name, role, home_place_id, languages, competences, employed)
    values (${id}, ${facts.accountId}, ${facts.name}, ${facts.role}, ${facts.homePlaceId}, ${[...facts.languages]},
            ${[...facts.competences]}, daterange(${facts.employedFrom}::date, ${facts.employedTo}::date, '[]'))`.execute(tx);
}

/** Writes the facts; whoever writes counts the version up too (`countUpOfficer`). */
export async function updateOfficer(tx: Transaction, id: Uuid, facts: OfficerFacts): Promise<void> {
  await sql`
    update meetings.officer
    set account_id = ${facts.accountId}, name = ${facts.name}, role = ${facts.role}, home_place_id = ${facts.homePlaceId},
        languages = ${[...facts.languages]}, competences = ${[...facts.competences]},
        employed = daterange(${facts.employedFrom}::date, ${facts.employedTo}::date, '[]')
    where id = ${id}`.execute(tx);
}

/** What was found by the version before is no longer booked. */
export async function countUpOfficer(tx: Transaction, id: Uuid): Promise<void> {
  await sql`update meetings.officer set version = version + 1 where id = ${id}`.execute(tx);
}

/** Gives an officer without a sign-in, of this name and made for practice, the account of who signs in with it. */
export async function claimGeneratedOfficer(tx: Transaction, accountId: Uuid, name: string): Promise<void> {
  await sql`
    update meetings.officer set account_id = ${accountId}
    where id = (select id from meetings.officer where generated and account_id is null and name = ${name} order by id limit 1)
      and not exists (select from meetings.officer where account_id = ${accountId})`.execute(tx);
}
