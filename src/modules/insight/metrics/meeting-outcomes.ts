import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';

export const meetingOutcomes = metric({
  id: 'meeting-outcomes',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Bokade möten efter utfall', en: 'Booked meetings by outcome' },
  says: {
    sv: 'Bokade möten vars dag har varit, efter vad det blev av dem.',
    en: 'Booked meetings whose day has been, by what became of them.',
  },
  unit: 'count',
  source: 'own definition: states of the module meetings',
  disclosure: 'persons',
  keys: ['outcome', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { outcome: ['done', 'no-show', 'authority-failed', 'cancelled'], ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'outcome',
  hasGroupsOnlyInCountry: true,
  ...ofPersons({ rowsOf: 'meetings.stat_meeting_day', where: sql`outcome is not null`, part: sql`e.outcome` }),
});
