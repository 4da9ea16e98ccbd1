import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { presenceKinds, presencesOn, services } from './network-facts.ts';

const expressions = { kind: sql`p.kind`, service: sql`v.service`, ...ofMunicipality } as const;

export const presenceByKind = metric({
  id: 'presence-by-kind',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Lokal närvaro efter slag', en: 'Local presence by kind' },
  says: {
    sv: 'Platser där människor kan mötas en viss dag. En plats räknas en gång för varje slag av närvaro som finns där; delad efter tjänst en gång för varje tjänst.',
    en: 'Places where people can be met on a day. A place counts once for each kind of presence there; broken down by service once for each service.',
  },
  unit: 'count',
  source: 'presence register; kinds as in AF final report 2020-10-23',
  disclosure: 'open',
  keys: ['kind', 'service', 'county', 'municipality', 'type'],
  values: { kind: presenceKinds, service: services },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select p.* from ${presencesOn(at)}) p join network.stat_municipality m on m.municipality_code = p.municipality_code
      ${by.includes('service') || where.service !== undefined ? sql`cross join lateral unnest(p.services) as v (service)` : sql``}`,
    ),
});
