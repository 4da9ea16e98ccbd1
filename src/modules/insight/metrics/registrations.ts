import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, languageGroup } from './groups.ts';

export const registrations = metric({
  id: 'registrations',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Inskrivningar efter kanal', en: 'Registrations by channel' },
  says: {
    sv: 'Inskrivningar som har lämnats in, efter den väg de kom. Ålder, språk och stödbehov som de var då.',
    en: 'Registrations that were sent in, by the way they came. Age, language and support needs as they were then.',
  },
  unit: 'count',
  source: 'own definition: channels of the module cases',
  disclosure: 'persons',
  keys: ['channel', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { channel: ['web', 'in-person', 'phone'], ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'channel',
  // Those on the web less those alone (self-registration) are those who had a helper.
  hasPartsOnlyByCounty: true,
  events: () => sql`
    select e.day, e.municipality_code as municipality, e.age_band as age, ${languageGroup(sql`e.language`)} as language, e.grounds as need, e.channel as part
    from cases.stat_registered e`,
});
