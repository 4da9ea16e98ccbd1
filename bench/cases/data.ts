/**
 * Fills a database in bulk: persons with accounts, registrations that are open, to-dos, reports and registrations that wait to be
 * sent. The server makes the rows from a number and a seed, so that every run has the same.
 */
import pg from 'pg';
import { keyPrefix } from '../same-statements.ts';
import { type Model, month } from './model.ts';

/** Persons by number: first those with an open registration (of them the first so many have a saved report), then those with a draft. */
export interface Sizes {
  open: number;
  reports: number;
  drafts: number;
  todos: number;
  officers: number;
}

/** A number from 0 up to 1 for row n, another for each seed. */
const spread = (seed: number): string => `(abs(hashint8extended(n, ${seed}) % 1000000) / 1000000.0)`;

/** Everything of one person has one key: the account, the draft, the registration, the report. */
const firstKey = 100_000_000_000;
const firstOfficer = 900_000_000_000;
const key = `('${keyPrefix}' || (${firstKey} + n))::uuid`;
const officer = (n: string): string => `('${keyPrefix}' || (${firstOfficer} + (${n})::bigint))::uuid`;
export const keyOf = (n: number): string => `${keyPrefix}${firstKey + n}`;
export const officerKeyOf = (n: number): string => `${keyPrefix}${firstOfficer + n}`;
/** The twelve digits at the end of a person's key. */
export const numberOf = (n: number): number => firstKey + n;

/** The sessions' cookie and form token are the number. */
export const cookieOf = (n: number): string => `narvaro_session=bench-${n}`;
export const csrfOf = (n: number): string => `csrf-${n}`;

/** Indexes that cost more kept up row by row than built anew at the end. */
const rebuilt = { index: 'people.person_name', table: 'cases.registration' };

export async function fill(url: string, model: Model, sizes: Sizes, at: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Rows that belong together are made together; the server need not look each of them up again.
    await client.query('set session_replication_role = replica');
    await client.query("set work_mem = '256MB'; set maintenance_work_mem = '1GB'");
    const indexed = await definition(client, `select pg_get_indexdef($1::regclass) as text`, rebuilt.index);
    const excluded = await definition(
      client,
      `select conname as name, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass and contype = 'x'`,
      rebuilt.table,
    );
    await client.query(`drop index ${rebuilt.index}; alter table ${rebuilt.table} drop constraint ${excluded.name}`);
    for (const statement of statements(model, sizes, at)) await client.query(statement);
    await client.query(indexed.text);
    await client.query(`alter table ${rebuilt.table} add constraint ${excluded.name} ${excluded.text}`);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function definition(client: pg.Client, query: string, of: string): Promise<{ name: string; text: string }> {
  return (await client.query<{ name: string; text: string }>(query, [of])).rows[0]!;
}

function statements({ draftOf, reporter }: Model, { open, reports, drafts, todos, officers }: Sizes, at: string): string[] {
  const all = open + drafts;
  const numbers = (last: number, first = 1): string => `generate_series(${first}::bigint, ${last}::bigint) as n`;
  // The function stands in `from`: in the list of columns it would be called once for each column.
  const copies = (table: string, of: string, rows: string, changed: string): string => `
    insert into ${table}
    select copy.* from ${table} as model, ${rows}, jsonb_populate_record(model, jsonb_build_object(${changed})) as copy where ${of}`;
  return [
    copies('people.person', `model.person_id = '${draftOf}'`, numbers(all), `'person_id', ${key}, 'family_name', 'Prov' || n`),
    `update people.person set protection = 'marked', protected_since = '${at}'
     where person_id in (select ${key} from ${numbers(open, reports + 1)} where ${spread(1)} < 0.002)`,
    `insert into people.identity_number (number, kind, person_id, since)
     select (100000000000 + n)::text, 'coordination', ${key}, '${at}' from ${numbers(all)}`,
    `insert into platform.account select ${key}, 'bench', n::text, 'Prov' || n, '{jobseeker}', '${at}', '${at}' from ${numbers(all)}`,
    `insert into platform.account
     select ${officer('n')}, 'bench', 'officer ' || n, 'Handläggare ' || n, '{caseworker}', '${at}', '${at}' from ${numbers(officers)}`,
    `insert into people.person_account select ${key}, ${key}, '${at}', '${at}' from ${numbers(all)}`,
    copies(
      'cases.registration',
      `model.person_id = '${reporter}'`,
      `${numbers(open)}, (select array_agg(code order by code) as codes from network.municipality) as m`,
      `'person_id', ${key}, 'id', ${key}, 'protected', n > ${reports} and ${spread(1)} < 0.002,
       'officer_id', ${officer(`floor(${officers} * ${spread(2)}) + 1`)},
       'next_kind', case when ${spread(3)} < 0.03 then 'decide' when ${spread(3)} < 0.12 then 'first-plan' else 'renew-plan' end,
       'next_due', date '2020-03-20' + floor(case when ${spread(3)} < 0.12 then 40 else 190 end * ${spread(4)})::int,
       'due_early', ${spread(5)} < 0.1, 'municipality_code', m.codes[1 + floor(cardinality(m.codes) * power(${spread(6)}, 3))::int]`,
    ),
    `insert into cases.todo (person_id, id, kind, registration_id, due_on, protected, created_at, municipality_code)
     select r.person_id, r.id,
            (array['book-planning-conversation', 'ask-deregistration', 'reconsider-decision', 'call-back', 'translate'])[
              case when ${spread(7)} < 0.7 then 1 when ${spread(7)} < 0.9 then 2 when ${spread(7)} < 0.95 then 3
                   when ${spread(7)} < 0.98 then 4 else 5 end],
            r.id, case when ${spread(7)} < 0.9 then date '2020-03-20' + floor(60 * ${spread(8)})::int end, r.protected, '${at}',
            r.municipality_code
     from ${numbers(todos)} join cases.registration r on r.person_id = ${key} and r.id = ${key}`,
    copies(
      'cases.report',
      `model.person_id = '${reporter}' and model.month = '${month}'`,
      numbers(reports),
      `'person_id', ${key}, 'id', ${key}, 'registration_id', ${key}, 'recorded_by', ${key}`,
    ),
    copies(
      'cases.attempt',
      `model.attempt_id = (select attempt_id from cases.draft where person_id = '${draftOf}')`,
      numbers(all, open + 1),
      `'attempt_id', ${key}`,
    ),
    copies(
      'cases.draft',
      `model.person_id = '${draftOf}'`,
      numbers(all, open + 1),
      `'person_id', ${key}, 'id', ${key}, 'attempt_id', ${key}`,
    ),
  ];
}

/** Sessions that are open at an instant: of jobseekers by their numbers, of the first officers by the negative of theirs. */
export async function openSessions(
  url: string,
  jobseekers: readonly [number, number],
  officers: number,
  at: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const session = (name: string, account: string, role: string): string => `
    insert into platform.session (key, account_id, roles, csrf, created_at, seen_at, expires_at)
    select sha256(convert_to('bench-' || ${name}, 'UTF8')), ${account}, '{${role}}', 'csrf-' || ${name}, '${at}', '${at}',
           timestamptz '${at}' + interval '10 hours'`;
  try {
    await client.query(`${session('n', key, 'jobseeker')} from generate_series(${jobseekers[0]}::bigint, ${jobseekers[1]}) as n`);
    await client.query(`${session('-n', officer('n'), 'caseworker')} from generate_series(1::bigint, ${officers}) as n`);
  } finally {
    await client.end();
  }
}
