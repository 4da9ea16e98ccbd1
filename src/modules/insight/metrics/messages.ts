import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';

export const messages = metric({
  id: 'messages',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Meddelanden efter kanal', en: 'Messages by channel' },
  says: {
    sv: 'Meddelanden som har skickats, efter kanal.',
    en: 'Messages that were sent, by channel.',
  },
  unit: 'count',
  source: 'own definition: channels of the module contact',
  disclosure: 'persons',
  keys: ['channel', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { channel: ['email', 'sms', 'letter'], ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'channel',
  ...ofPersons({ rowsOf: 'contact.stat_message', isByHome: true, part: sql`e.channel` }),
});
