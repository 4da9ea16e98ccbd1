import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupsOn, groupValues } from './groups.ts';

export const registeredJobseekers = metric({
  id: 'registered-jobseekers',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Inskrivna arbetssökande', en: 'Registered jobseekers' },
  says: {
    sv: 'Personer som är inskrivna vid månadens slut, i den kommun och de grupper som gäller dem.',
    en: 'Persons who are registered at the end of the month, by the municipality and the groups that are theirs.',
  },
  unit: 'count',
  source: 'own definition: state “registered” of the module cases',
  disclosure: 'persons',
  keys: ['county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'stock',
  spells: (groups = 'people.stat_group') => sql`
    select r.from_day, r.until_day, r.municipality_code as municipality, ${groupsOn(sql`r.from_day`, groups)}
    from cases.stat_registered_spell r join ${sql.table(groups)} g on g.person_id = r.person_id`,
});
