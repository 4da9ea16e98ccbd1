/** SQL for events of persons: the groups that figures are broken down by. */
import { type RawBuilder, sql } from 'kysely';
import type { Groups } from '../metric.ts';

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

/** By the age at the end of the year of that day, as in official statistics. Worked out for every event of the country: in as few steps as may be. */
const ageBand = (day: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when g.born_year is null then 'unknown' else
    (array['under-25', '25-34', '35-44', '45-54', '55-and-over'])[
      1 + width_bucket(date_part('year', ${day})::integer - g.born_year, array[25, 35, 45, 55])] end`;

/** The columns `age`, `language` and `need` of `people.stat_group g` on a day. */
export const groupsOn = (day: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  ${ageBand(day)} as age, ${languageGroup(sql`g.language`)} as language, coalesce(g.grounds, '{}') as need`;

/**
 * Events with a person: from `from` (a view or a part of one, with `person_id` and `day`), with the person’s groups. One who has become
 * protected is in none, also where the event itself does not know it yet. What outlived the person’s data has no groups.
 */
export const ofPersons = (
  groups: Groups | undefined,
  from: RawBuilder<unknown>,
  {
    municipality = sql`e.municipality_code`,
    part = sql`null::text`,
    amount = sql`null::integer`,
  }: Partial<Record<'municipality' | 'part' | 'amount', RawBuilder<unknown>>>,
): RawBuilder<unknown> => sql`
  select e.day, ${municipality} as municipality, ${groupsOn(sql`e.day`)}, ${part} as part, ${amount} as amount
  from ${from} e left join ${sql.table(groups ?? 'people.stat_group')} g on g.person_id = e.person_id
  where e.person_id is null or g.person_id is not null`;
