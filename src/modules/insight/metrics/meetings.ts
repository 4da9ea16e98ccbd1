import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';
import { meetingOutcomes } from './meeting-outcomes.ts';

export const meetings = metric({
  id: 'meetings',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Möten efter kanal', en: 'Meetings by channel' },
  says: {
    sv: 'Möten som blev av, efter hur man möttes.',
    en: 'Meetings that were held, by how people met.',
  },
  unit: 'count',
  source: 'own definition: channels of the module meetings',
  disclosure: 'persons',
  keys: ['channel', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { channel: ['on-site', 'video', 'phone'], ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'channel',
  within: { metric: meetingOutcomes, part: 'done' },
  ...ofPersons({ rowsOf: 'meetings.stat_meeting_day', where: sql`outcome = 'done'`, part: sql`e.channel` }),
});
