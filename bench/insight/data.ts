/**
 * A national year behind the statistics, made by the server from numbers and seeds, so that every run has the same: jobseekers with their groups,
 * and what happens to them, in the modules’ own tables and in the order in which it happened. Made up, all of it.
 */
import pg from 'pg';
import {
  days,
  decisions,
  facts,
  firstMonth,
  key,
  meetingFacts,
  meetings,
  messages,
  monthly,
  pick,
  plans,
  registrations,
  reports,
  spread,
  visits,
} from './events.ts';

/** How many in all, of 24 months; half of the events lie in each of two years. */
export interface Sizes {
  /** Registered at any time. */
  stock: number;
  /** Came, and left, during the months. */
  flow: number;
  plans: number;
  reports: number;
  meetings: number;
  messages: number;
  visits: number;
}

const national: Sizes = {
  stock: 700_000,
  flow: 500_000,
  plans: 1_000_000,
  reports: 8_400_000,
  meetings: 1_800_000,
  messages: 4_400_000,
  visits: 2_000_000,
};

/** The country, or a part of it for a quick look. */
export const sizesOf = (share: number): Sizes =>
  Object.fromEntries(Object.entries(national).map(([name, size]) => [name, Math.round(size * share)])) as unknown as Sizes;

/** Registrations and decisions are one each for every jobseeker. */
export const eventsIn = ({ stock, flow, plans, reports, meetings, messages, visits }: Sizes): number =>
  2 * (stock + flow) + plans + reports + meetings + messages + visits;

/** Tables are filled without what no figure reads; keys, unique constraints, the indexes by day and what `read` names are there as ever. */
const tables = [
  'people.person',
  'people.support_need',
  'cases.registration',
  'cases.registration_fact',
  'cases.decision',
  'cases.plan',
  'cases.report',
  'meetings.meeting',
  'meetings.meeting_fact',
  'contact.message',
  'desk.visit',
];

export async function fill(url: string, sizes: Sizes): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  const second = new pg.Client({ connectionString: url });
  await Promise.all([client.connect(), second.connect()]);
  try {
    for (const one of [client, second]) {
      await one.query('set session_replication_role = replica');
      await one.query("set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off; set jit = off");
    }
    await client.query("alter system set max_wal_size = '8GB'");
    await client.query('select pg_reload_conf()');
    await dropUnread(client);
    for (const statement of persons(sizes)) await client.query(statement);
    const lanes = [
      [
        client,
        [
          registrations(),
          facts(),
          decisions(),
          plans(sizes),
          ...monthly(messages, sizes.messages),
          ...monthly(visits, sizes.visits),
        ],
      ],
      [second, [...monthly(reports, sizes.reports), ...monthly(meetings, sizes.meetings), meetingFacts()]],
    ] as const;
    await Promise.all(
      lanes.map(async ([one, statements]) => {
        for (const statement of statements) await one.query(statement);
      }),
    );
    for (const table of tables) await client.query(`vacuum analyze ${table}`);
    await client.query('drop schema bench cascade');
    await client.query('checkpoint');
  } finally {
    await Promise.all([client.end(), second.end()]);
  }
}

/** Indexes that the views of figures are read by, beside those by day. */
const read = ['registration_until_day', 'visit_day', 'person_protected', 'registration_protected'];

async function dropUnread(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(
    `select case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
                 else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop
     from pg_index i join pg_class k on k.oid = i.indexrelid join pg_am a on a.oid = k.relam
     left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
     where i.indrelid = any($1::regclass[]) and a.amname <> 'brin' and k.relname <> all($2) and coalesce(c.contype, 'x') = 'x' and not i.indisunique
     union all
     select format('drop index %s', i.indexrelid::regclass)
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
     where i.indrelid = any($1::regclass[]) and i.indisunique and c.oid is null and i.indpred is not null
       and i.indrelid <> 'people.support_need'::regclass`,
    [tables, read],
  );
  for (const row of rows) await client.query(row.drop);
}

function persons({ stock, flow }: Sizes): string[] {
  const total = stock + flow;
  const before = `date '${firstMonth}' - 1 - floor(400 * ${spread(1)})::integer`;
  const during = (seed: number): string => `date '${firstMonth}' + floor(${days} * ${spread(seed)})::integer`;
  return [
    'create schema bench',
    // Places by how many are registered there; visits by office alike.
    `create table bench.municipality as
     select b, code from generate_series(0, 9999) b join (
       select code, sum(w) over (order by code) - w as low, sum(w) over (order by code) as high
       from (select code, coalesce(registered_unemployed, 1)::numeric / sum(coalesce(registered_unemployed, 1)) over () as w
             from network.municipality) m) s on (b + 0.5) / 10000 >= s.low and (b + 0.5) / 10000 < s.high`,
    `create table bench.place as
     select row_number() over (order by place_id) - 1 as b, place_id from (
       select distinct place_id from network.presence where kind = 'service_office' and upper_inf(recorded)) p`,
    `create unlogged table bench.jobseeker as
     select n, ${key(1)} as person_id, b.code, 2019 - 16 - floor(49 * ${spread(5)})::integer as born_year,
            ${pick(6, [
              ["'sv'", 0.74],
              ["'ar'", 0.1],
              ["'en'", 0.04],
              ["'fi'", 0.01],
              ["'so'", 0.05],
              ["'fa'", 0],
            ])} as language,
            ${pick(7, [
              ["'{}'::text[]", 0.7],
              ["'{language}'", 0.12],
              ["'{disability}'", 0.08],
              ["'{digital-exclusion}'", 0.06],
              ["'{digital-exclusion,language}'", 0],
            ])} as grounds,
            case when n <= ${stock} then ${before} else ${during(2)} end as registered_on,
            case when n <= ${flow} then ${during(3)} end as deregistered_on, ${spread(8)} < 0.002 as protected
     from generate_series(1::bigint, ${total}) n join bench.municipality b on b.b = floor(10000 * ${spread(4)})::integer`,
    'create unique index on bench.jobseeker (n)',
    'analyze bench.jobseeker',
    `insert into people.person (person_id, given_name, family_name, born_on, municipality_code, written_language, protection, protected_since,
                                created_at, changed_at)
     select person_id, 'Prov', 'Prov' || n, make_date(born_year, 6, 1), code, language, case when protected then 'marked' else 'none' end,
            case when protected then registered_on end, registered_on, registered_on
     from bench.jobseeker order by n`,
    `insert into people.support_need (person_id, id, ground, since, recorded_by, recorded_at)
     select person_id, ${key(2, 'n * 4 + place')}, ground, registered_on, 'bench', registered_on
     from bench.jobseeker cross join lateral unnest(grounds) with ordinality as g(ground, place) order by n`,
  ];
}
