import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { groupValues, ofPersons } from './groups.ts';

export const automatedDecisions = metric({
  id: 'automated-decisions',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Andel automatiska beslut', en: 'Share of automated decisions' },
  says: {
    sv: 'Andelen av besluten om inskrivning som fattades utan handläggare. Det som gick vidare till en handläggare räknas med handläggarens beslut.',
    en: 'The share of decisions on registration that were made without an officer. What went on to an officer counts by the officer’s decision.',
  },
  unit: 'share',
  source: 'FvL 2017:900 §28; own definition',
  disclosure: 'persons',
  keys: ['county', 'municipality', 'type', 'age', 'language', 'need'],
  values: { ...groupValues },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: null,
  ...ofPersons({
    rowsOf: 'cases.stat_decision',
    isByHome: true,
    part: sql`case when e.automatic then 'yes' else 'no' end`,
  }),
});
