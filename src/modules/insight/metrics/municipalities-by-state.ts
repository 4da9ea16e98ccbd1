import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure } from './columns.ts';
import { municipalityStates, presencesOn } from './network-facts.ts';

const expressions = {
  state: sql`s.state`,
  county: sql`s.county_code`,
  municipality: sql`s.municipality_code`,
  type: sql`s.type`,
} as const;

export const municipalitiesByState = metric({
  id: 'municipalities-by-state',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Kommuner efter lokal närvaro', en: 'Municipalities by local presence' },
  says: {
    sv: 'Varje kommun räknas en gång, i det första av dessa som gäller: eget kontor med fast personal, inresekontor, samverkanslösning, betjänas från grannkommun.',
    en: 'Each municipality is counted once, in the first of these that holds: own office with permanent staff, travel-in office, cooperation solution, served from a neighbour.',
  },
  unit: 'count',
  source: 'AF final report 2020-10-23 (106 + 102 = 208; 208 + 82 = 290); rule municipality-state',
  disclosure: 'open',
  keys: ['state', 'county', 'municipality', 'type'],
  values: { state: municipalityStates },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(
      select m.municipality_code, m.county_code, m.type,
             coalesce((array['staffed_office', 'visiting_office', 'cooperation_place'])[min(p.precedence)], 'neighbour') as state
      from network.stat_municipality m
      left join (select p.municipality_code, p.precedence from ${presencesOn(at)}) p on p.municipality_code = m.municipality_code
      group by m.municipality_code, m.county_code, m.type
    ) s`,
    ),
});
