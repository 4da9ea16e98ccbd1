/** What happens to the jobseekers of data.ts, as statements that make it in the order in which it happened. */
import type { Sizes } from './data.ts';

export const firstMonth = '2019-01-01';
const months = 24;
export const days = 731;
const lastDay = '2020-12-31';
/** A day on which everything happens, reports too: they come in the first half of a month. */
export const busyDay = '2020-12-14';

/** A number from 0 up to 1 for row n, another for each seed. */
export const spread = (seed: number): string => `(abs(hashint8extended(n, ${seed}) % 1000000) / 1000000.0)`;
export const pick = (seed: number, shares: readonly [string, number][]): string => {
  let upto = 0;
  const cases = shares.slice(0, -1).map(([value, share]) => `when ${spread(seed)} < ${(upto += share)} then ${value}`);
  return `case ${cases.join(' ')} else ${shares.at(-1)![0]} end`;
};
/** Another kind of id for each table. */
export const key = (kind: number, n = 'n'): string => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const answers = `'{"work": {"profession": "Undersköterska", "years": 4, "available": "full-time"}, "search": {"area": ["county"], "since": "2019"}}'`;

export const registrations = (): string => `
  insert into cases.registration (person_id, id, state, first_day, registered_on, arrived_at, channel, identity_proof, capacity, language,
                                  municipality_code, answers, receipt_number, claims_benefit, deregistered_on, deregistered_reason, protected)
  select person_id, ${key(3)}, case when deregistered_on is null then 'registered' else 'deregistered' end, registered_on, registered_on,
         registered_on + time '09:00', ${channel}, 'e-identification', 'self', language, code, ${answers}, 'B' || n, false, deregistered_on,
         case when deregistered_on is not null then 'work' end, protected
  from bench.jobseeker order by registered_on, n`;
const channel = pick(11, [
  ["'web'", 0.8],
  ["'in-person'", 0.15],
  ["'phone'", 0],
]);

export const facts = (): string => `
  insert into cases.registration_fact (id, registration_id, month, municipality_code, age_band, language, grounds, channel, capacity, automated, protected)
  select ${key(4)}, ${key(3)}, date_trunc('month', registered_on::timestamp)::date, code,
         case when 2019 - born_year < 25 then 'under-25' when 2019 - born_year < 35 then '25-34' when 2019 - born_year < 45 then '35-44'
              when 2019 - born_year < 55 then '45-54' else '55-and-over' end,
         language, grounds, ${channel}, ${pick(12, [
           ["'self'", 0.9],
           ["'staff'", 0],
         ])}, ${spread(13)} < 0.6, protected
  from bench.jobseeker order by registered_on, n`;

export const decisions = (): string => `
  insert into cases.decision (person_id, id, registration_id, rule, rule_value_from, outcome, automatic, facts, reasons, decided_at, decided_by)
  select person_id, ${key(5)}, ${key(3)}, 'registration-decision', '2019-01-01', ${pick(14, [
    ["'approve'", 0.97],
    ["'reject'", 0],
  ])},
         ${spread(13)} < 0.6, '{"age": 30, "lives": "2425"}', '{registered}', registered_on + interval '12 hours', 'bench'
  from bench.jobseeker order by registered_on, n`;

export const plans = ({ plans: many }: Sizes): string => `
  insert into cases.plan (person_id, id, registration_id, state, content, made_on, renew_by, made_by, changed_at)
  select person_id, ${key(6)}, ${key(3)}, 'in-force', '{"goal": "work", "steps": []}', made, made + 180, 'bench', made
  from (select *, registered_on + floor(power(${spread(15)}, 2) * 90)::integer as made from bench.jobseeker where n <= ${many}) j
  where made <= '${lastDay}' order by made, n`;

/** What happens in each month, so that a table lies in the order of time. */
export function monthly(statement: (n: string, first: string) => string, many: number): string[] {
  const each = Math.ceil(many / months);
  return Array.from({ length: months }, (_, month) =>
    statement(
      `generate_series(${month * each + 1}::bigint, ${Math.min((month + 1) * each, many)}) n`,
      `(date '${firstMonth}' + interval '${month} months')::date`,
    ),
  );
}

/** A jobseeker, and a moment of the month. */
const someone = (seed: number): string =>
  `join bench.jobseeker j on j.n = 1 + floor((select max(n) from bench.jobseeker) * ${spreadOf('n.n', seed)})::bigint`;
const spreadOf = (n: string, seed: number): string => `(abs(hashint8extended(${n}, ${seed}) % 1000000) / 1000000.0)`;
const monthLength = (first: string): string => `extract(day from ${first} + interval '1 month - 1 day')::integer`;
const momentOf = (first: string, seed: number): string =>
  `${first} + floor(${monthLength(first)} * ${spreadOf('n.n', seed)})::integer + time '08:00' + interval '8 hours' * ${spreadOf('n.n', seed + 1)}`;

const activities = `'[{"kind": "applied", "date": "2020-01-07", "what": "Undersköterska", "where": "Region", "in_period": true}, {"kind": "applied", "date": "2020-01-14", "what": "Lärarassistent", "where": "Kommunen", "in_period": true}]'`;

/** Each jobseeker at most once a month: one of so many who stand together. */
export const reports = (n: string, first: string): string => `
  insert into cases.report (person_id, id, registration_id, month, state, channel, language, activities, arrived_at, timely, receipt_number,
                            recorded_by, municipality_code, changed_at, reviewed_at)
  select j.person_id, ${key(7, 'n.n')}, ${key(3, 'j.n')}, ${first} - interval '1 month', 'reviewed',
         case when ${spreadOf('n.n', 21)} < 0.93 then 'my-pages' when ${spreadOf('n.n', 21)} < 0.98 then 'paper' else 'oral' end,
         j.language, ${activities}, moment, 'in-time', 'R' || n.n, 'bench', j.code, moment, moment
  from (select n, row_number() over () - 1 as i, count(*) over () as many,
               ${first} + floor(14 * power(${spreadOf('n', 22)}, 0.7))::integer + time '08:00' + interval '8 hours' * ${spreadOf('n', 23)} as moment
        from ${n}) n
  cross join (select max(n) as persons from bench.jobseeker) p
  join bench.jobseeker j on j.n = 1 + n.i * (p.persons / n.many) + floor((p.persons / n.many) * ${spreadOf('n.n', 24)})::bigint
  order by n.moment, n.n`;

export const meetings = (n: string, first: string): string => `
  insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language, channel_by, came_by,
                                made_at, made_by, cancel_reason, protected)
  select person_id, ${key(8, 'n')}, state, 'PLAN', 'planning', channel, tstzrange(moment, moment + interval '45 minutes'),
         array[${key(9, '(n % 5500)')}], case when channel = 'on-site' then ${key(9, '(n % 230)')} end, language, 'rule', 'web', moment - interval '9 days', 'bench',
         case when state = 'cancelled' then 'work' end, protected
  from (select n.n, j.person_id, j.language, j.protected, ${momentOf(first, 31)} as moment,
               case when ${spreadOf('n.n', 33)} < 0.8 then 'done' when ${spreadOf('n.n', 33)} < 0.88 then 'no-show'
                    when ${spreadOf('n.n', 33)} < 0.98 then 'cancelled' else 'authority-failed' end as state,
               case when ${spreadOf('n.n', 34)} < 0.3 then 'on-site' when ${spreadOf('n.n', 34)} < 0.7 then 'video' else 'phone' end as channel
        from ${n} ${someone(35)}) m order by m.moment, n`;

export const meetingFacts = (): string => `
  insert into meetings.meeting_fact (id, meeting_id, month, municipality_code, purpose, channel, channel_by, came_by, language, interpreter,
                                     waited_days, travel_minutes, outcome, protected)
  select ${key(9)}, m.id, date_trunc('month', lower(m.during))::date, p.municipality_code, m.purpose, m.channel, m.channel_by, m.came_by, m.language,
         false, floor(40 * power(${spread(36)}, 2))::smallint, case when m.channel = 'on-site' then floor(90 * power(${spread(37)}, 3))::smallint end,
         m.state, m.protected
  from (select *, row_number() over (order by lower(during), id) as n from meetings.meeting) m join people.person p on p.person_id = m.person_id
  order by n`;

export const messages = (n: string, first: string): string => `
  insert into contact.message (person_id, id, source, about, due_at, channel, state, attempts, next_attempt, sent_at, made_at)
  select person_id, ${key(6, 'n')}, 'meetings.reminder', ${key(8, 'n')}, moment, channel, 'sent', 1, moment, moment, moment
  from (select n.n, j.person_id, ${momentOf(first, 41)} as moment,
               case when ${spreadOf('n.n', 43)} < 0.6 then 'email' when ${spreadOf('n.n', 43)} < 0.9 then 'sms' else 'letter' end as channel
        from ${n} ${someone(44)}) m order by m.moment, n`;

export const visits = (n: string, first: string): string => `
  insert into desk.visit (place_id, id, day, arrived_at, topic, language, state, waiting_since, ended_at, outcome, reason, import_id, generated)
  select place_id, ${key(7, 'n')}, moment::date, moment, 'register', language, 'ended', moment, moment + interval '12 minutes', outcome,
         case when outcome = 'not-helped' then 'no-time' end, ${key(1, '0::bigint')}, true
  from (select n.n, p.place_id, ${momentOf(first, 51)} as moment,
               case when ${spreadOf('n.n', 53)} < 0.7 then 'sv' when ${spreadOf('n.n', 53)} < 0.85 then 'ar' else 'so' end as language,
               case when ${spreadOf('n.n', 54)} < 0.55 then 'solved' when ${spreadOf('n.n', 54)} < 0.75 then 'guided' when ${spreadOf('n.n', 54)} < 0.85
                    then 'document-forwarded' when ${spreadOf('n.n', 54)} < 0.95 then 'referred' else 'not-helped' end as outcome
        from ${n} join bench.place p on p.b = floor((select count(*) from bench.place) * ${spreadOf('n.n', 55)})::integer) v
  order by v.moment, n`;
