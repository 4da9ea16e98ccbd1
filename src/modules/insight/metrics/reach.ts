import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure } from './columns.ts';
import { nearestOn } from './network-facts.ts';

const expressions = {
  threshold: sql`f.code`,
  county: sql`n.county_code`,
  municipality: sql`n.municipality_code`,
  type: sql`n.type`,
} as const;

export const reach = metric({
  id: 'reach',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: {
    sv: 'Andel inskrivna inom räckhåll för ett fysiskt möte',
    en: 'Share of registered jobseekers within reach of a physical meeting',
  },
  says: {
    sv: 'Andelen inskrivna arbetssökande som från kommunens huvudort når en plats där ett fysiskt möte kan bokas inom så många minuter med bil, enkel resa. Inskrivna: medeltal för 2018. Utan annat val: 60 minuter.',
    en: 'The share of registered jobseekers who from the seat of their municipality reach a place where a physical meeting can be booked within so many minutes by car, one way. Registered: mean of 2018. Unless something else is chosen: 60 minutes.',
  },
  unit: 'share',
  source: 'rules reasonable-travel and travel-source; thresholds 15, 30, 45, 60: setting',
  disclosure: 'open',
  keys: ['threshold', 'county', 'municipality', 'type'],
  values: { threshold: ['15', '30', '45', '60'] },
  usual: { threshold: '60' },
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`sum(n.registered_unemployed) filter (where n.minutes <= f.minutes) as part, sum(n.registered_unemployed) as whole,
        coalesce(sum(n.registered_unemployed) filter (where n.minutes <= f.minutes), 0) / nullif(sum(n.registered_unemployed), 0) as value`,
      sql`(${nearestOn(at)}) n cross join (values ('15', 15), ('30', 30), ('45', 45), ('60', 60)) as f (code, minutes)`,
    ),
});
