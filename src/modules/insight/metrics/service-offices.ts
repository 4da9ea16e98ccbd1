import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { presencesOn, services } from './network-facts.ts';

const expressions = { service: sql`v.service`, ...ofMunicipality } as const;

export const serviceOffices = metric({
  id: 'service-offices',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Statliga servicekontor', en: 'State service offices' },
  says: {
    sv: 'Statens servicecenters kontor som ger service åt arbetssökande; delat efter tjänst räknas ett kontor en gång för varje tjänst.',
    en: 'Offices of Statens servicecenter that serve jobseekers; broken down by service an office counts once for each.',
  },
  unit: 'count',
  source: 'Statens servicecenter 2019-07-02 (113); status report 2020-02-14 (6 in the drop-in pilot)',
  disclosure: 'open',
  keys: ['service', 'county', 'municipality', 'type'],
  values: { service: services },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select p.* from ${presencesOn(at)} and p.kind in ('service_office')) p join network.stat_municipality m on m.municipality_code = p.municipality_code
      ${by.includes('service') || where.service !== undefined ? sql`cross join lateral unnest(p.services) as v (service)` : sql``}`,
    ),
});
