import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';
import { meetingOutcomes } from './meeting-outcomes.ts';

export const waitingForMeeting = metric({
  id: 'waiting-for-meeting',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Väntan på möte', en: 'Waiting for a meeting' },
  says: {
    sv: 'Arbetsdagar från bokning till möte, för möten som blev av. Utan annat val: medianen.',
    en: 'Working days from booking to meeting, for meetings that were held. Unless something else is chosen: the median.',
  },
  unit: 'days',
  source: 'own definition',
  disclosure: 'persons',
  keys: ['percentile', 'channel', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { percentile: ['p50', 'p90', 'p95'], channel: ['on-site', 'video', 'phone'], ...groupValues },
  usual: { percentile: 'p50' },
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'channel',
  within: { metric: meetingOutcomes, part: 'done' },
  ...ofPersons({
    rowsOf: 'meetings.stat_meeting_day',
    where: sql`outcome = 'done'`,
    part: sql`e.channel`,
    amount: sql`e.waited_days`,
  }),
});
