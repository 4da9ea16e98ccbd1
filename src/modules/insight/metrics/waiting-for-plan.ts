import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';

export const waitingForPlan = metric({
  id: 'waiting-for-plan',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Väntan på första planeringen', en: 'Waiting for the first plan' },
  says: {
    sv: 'Dagar från inskrivning till den första handlingsplanen, efter den månad då planen blev klar. Utan annat val: medianen.',
    en: 'Days from registration to the first plan, by the month in which the plan was made. Unless something else is chosen: the median.',
  },
  unit: 'days',
  source: 'own definition',
  disclosure: 'persons',
  keys: ['percentile', 'county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { percentile: ['p50', 'p90', 'p95'], ...groupValues },
  usual: { percentile: 'p50' },
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: null,
  ...ofPersons({ rowsOf: 'cases.stat_first_plan', amount: sql`e.days` }),
});
