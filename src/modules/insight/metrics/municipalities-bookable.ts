import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { bookableOn } from './network-facts.ts';

const expressions = { ...ofMunicipality } as const;

export const municipalitiesBookable = metric({
  id: 'municipalities-bookable',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Kommuner där ett fysiskt möte kan bokas', en: 'Municipalities where a physical meeting can be booked' },
  says: {
    sv: 'Kommuner med minst en plats där ett fysiskt möte kan bokas den dagen: ett eget kontor, eller en plats hos andra som ett avtal i kraft gäller för.',
    en: 'Municipalities with at least one place where a physical meeting can be booked that day: an own office, or a place of others that an agreement in force covers.',
  },
  unit: 'count',
  source: 'AF final report 2020-10-23 (208 at the end of 2020); rule place-agreement',
  disclosure: 'open',
  keys: ['county', 'municipality', 'type'],
  values: {},
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(b.municipality_code) as value`,
      sql`network.stat_municipality m
      left join (select distinct b.municipality_code from (${bookableOn(at)}) b) b on b.municipality_code = m.municipality_code`,
    ),
});
