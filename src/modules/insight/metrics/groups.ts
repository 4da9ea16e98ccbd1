/** SQL for events of persons: the groups that figures are broken down by. */
import { type RawBuilder, sql } from 'kysely';
import type { EventMetric, Groups } from '../metric.ts';

export const ageBands = ['under-25', '25-34', '35-44', '45-54', '55-and-over', 'unknown'] as const;
/** Minority languages: Finnish, Meänkieli, Sami, Romani and Yiddish (SFS 2009:724). */
export const languageGroups = ['sv', 'en', 'ar', 'minority', 'other'] as const;
export const needs = [
  'language',
  'disability',
  'digital-exclusion',
  'no-e-identification',
  'own-request',
  'officers-assessment',
  'none',
] as const;
export const groupValues = { age: ageBands, language: languageGroups, need: needs } as const;

const minority = ['fi', 'fit', 'se', 'sma', 'smj', 'sme', 'sms', 'rom', 'rmn', 'rmf', 'rmu', 'yi'] as const;

/** The group of a language code (BCP 47; the service’s own `sv-easy` is Swedish); null where it is not known. */
export const languageGroup = (code: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when ${code} is null then null when ${code} in ('sv', 'sv-easy') then 'sv' when ${code} in ('en', 'ar') then ${code}
       when ${code} in (${sql.join(minority.map((one) => sql.lit(one)))}) then 'minority' else 'other' end`;

/** By the age at the end of the year of that day, as in official statistics. */
const ageBand = (day: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when g.born_year is null then 'unknown' else
    (array['under-25', '25-34', '35-44', '45-54', '55-and-over'])[
      1 + width_bucket(date_part('year', ${day})::integer - g.born_year, array[25, 35, 45, 55])] end`;

/** The same from pg_temp.person_group: worked out for every event of the country, in as few steps as may be. */
const ageBandByTurns = (day: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when g.turns_25 is null then 'unknown' when ${day} < g.turns_25 then 'under-25' when ${day} < g.turns_35 then '25-34'
       when ${day} < g.turns_45 then '35-44' when ${day} < g.turns_55 then '45-54' else '55-and-over' end`;

/** The columns `age`, `language` and `need` of persons’ groups `g` on a day. */
export const groupsOn = (day: RawBuilder<unknown>, groups: Groups = 'people.stat_group'): RawBuilder<unknown> =>
  groups === 'pg_temp.person_group'
    ? sql`${ageBandByTurns(day)} as age, g.language, g.need`
    : sql`
  ${ageBand(day)} as age, ${languageGroup(sql`g.language`)} as language, coalesce(g.grounds, '{}') as need`;

/**
 * What pg_temp.person_group holds: of everybody, with what does not change from one event to the next worked out. `turns_…`: the first day of
 * the year at whose end they are that old.
 */
export const everybodysGroups = (): RawBuilder<unknown> => sql`
  select g.person_id, g.municipality_code, ${sql.join([25, 35, 45, 55].map((age) => sql`make_date(g.born_year + ${sql.lit(age)}, 1, 1) as ${sql.id(`turns_${age}`)}`))},
         ${languageGroup(sql`g.language`)} as language, coalesce(g.grounds, '{}')::text as need
  from people.stat_group g`;

/**
 * One who has become protected is in no event, also where the event itself does not know it yet. What outlived the person’s data has no groups.
 * Few persons are looked up in their order: twice as quick as anyhow. Of all records the day is worked out once, and not wherever it is used.
 */
const withGroups = (from: RawBuilder<unknown>, groups: Groups): RawBuilder<unknown> => {
  const all = {
    'people.stat_group': from,
    'people.stat_group_of_few': sql`(select * from ${from} e order by person_id)`,
    'pg_temp.person_group': sql`(select * from ${from} e offset 0)`,
    'pg_temp.person_event': from,
  }[groups];
  return sql`
  from ${all} e left join ${sql.table(groups)} g on g.person_id = e.person_id
  where e.person_id is null or g.person_id is not null`;
};

/** What pg_temp.person_event holds: the rows of a view (`person_id`, `day`) with their persons’ groups. */
export const eventsWithGroups = (rowsOf: string, groups: Groups): RawBuilder<unknown> =>
  sql`select e.*, g.municipality_code as home, ${groupsOn(sql`e.day`, groups)} ${withGroups(sql.raw(rowsOf), groups)}`;

interface OfPersons {
  /** A view with `person_id` and `day`; and which of its rows. */
  rowsOf: string;
  where?: RawBuilder<unknown>;
  /** The municipality is the one where the person lives now, and not the one that stands in the row. */
  isByHome?: true;
  part?: RawBuilder<unknown>;
  amount?: RawBuilder<unknown>;
}

/** Events with a person, from `e`, the view; with the person’s groups. */
export const ofPersons = ({
  rowsOf,
  where,
  isByHome,
  part = sql`null::text`,
  amount = sql`null::integer`,
}: OfPersons): Pick<EventMetric, 'rowsOf' | 'events'> => ({
  rowsOf,
  events: (groups = 'people.stat_group') => {
    const isCopied = groups === 'pg_temp.person_event';
    const all = isCopied ? sql.table(groups) : sql.raw(rowsOf);
    const from = where === undefined ? all : sql`(select * from ${all} where ${where})`;
    if (isCopied)
      return sql`
  select e.day, ${isByHome ? sql`e.home` : sql`e.municipality_code`} as municipality, e.age, e.language, e.need, ${part} as part, ${amount} as amount
  from ${from} e`;
    return sql`
  select e.day, ${isByHome ? sql`g.municipality_code` : sql`e.municipality_code`} as municipality, ${groupsOn(sql`e.day`, groups)}, ${part} as part, ${amount} as amount${withGroups(from, groups)}`;
  },
});
