import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, languageGroup } from './groups.ts';

export const selfRegistration = metric({
  id: 'self-registration',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Andel som skriver in sig själva', en: 'Self-registration' },
  says: {
    sv: 'Andelen av inskrivningarna som personen själv lämnade in på webben, utan ombud och utan personal.',
    en: 'The share of registrations that the person sent in alone on the web, without a helper and without staff.',
  },
  unit: 'share',
  source: 'own definition',
  disclosure: 'persons',
  keys: ['county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: null,
  events: () => sql`
    select e.day, e.municipality_code as municipality, e.age_band as age, ${languageGroup(sql`e.language`)} as language, e.grounds as need, case when e.capacity = 'self' and e.channel = 'web' then 'yes' else 'no' end as part
    from cases.stat_registered e`,
});
