import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';
import { meetings } from './meetings.ts';

export const meetingTravel = metric({
  id: 'meeting-travel',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Restid till möten på plats', en: 'Travel time to meetings on site' },
  says: {
    sv: 'Minuter med bil, enkel resa, från kommunens huvudort till platsen, för möten på plats som blev av. Utan annat val: medianen.',
    en: 'Minutes by car, one way, from the seat of the municipality to the place, for meetings on site that were held. Unless something else is chosen: the median.',
  },
  unit: 'minutes',
  source: 'own definition; rule travel-source',
  disclosure: 'persons',
  keys: ['percentile', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { percentile: ['p50', 'p90', 'p95'], ...groupValues },
  usual: { percentile: 'p50' },
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: null,
  within: { metric: meetings, part: 'on-site' },
  hasGroupsOnlyInCountry: true,
  ...ofPersons({
    rowsOf: 'meetings.stat_meeting_day',
    where: sql`outcome = 'done' and channel = 'on-site'`,
    amount: sql`e.travel_minutes`,
  }),
});
