import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';

export const activityReports = metric({
  id: 'activity-reports',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Aktivitetsrapporter efter kanal', en: 'Activity reports by channel' },
  says: {
    sv: 'Aktivitetsrapporter som har kommit in, efter den väg de kom.',
    en: 'Activity reports that arrived, by the way they came.',
  },
  unit: 'count',
  source: 'AFFS 2021:1; channels of the module cases',
  disclosure: 'persons',
  keys: ['channel', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { channel: ['my-pages', 'paper', 'oral'], ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'channel',
  ...ofPersons({ rowsOf: 'cases.stat_report', part: sql`e.channel` }),
});
