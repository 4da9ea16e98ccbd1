import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { securingOn, securingStates } from './network-facts.ts';

const expressions = { state: sql`s.state`, ...ofMunicipality } as const;

export const placesLosingOffice = metric({
  id: 'places-losing-office',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Orter där kontoret avvecklas', en: 'Places whose office is to be wound up' },
  says: {
    sv: 'Orter med ett beslut om att kontoret ska avvecklas, efter hur långt arbetet med att säkra närvaron hade kommit den dagen.',
    en: 'Places with a decision to wind up the office, by how far the securing of presence had come that day.',
  },
  unit: 'count',
  source: 'first status report 2020-02-14 (132, of which 99 secured, 33 remain, 20 of them in dialogue)',
  disclosure: 'open',
  keys: ['state', 'county', 'municipality', 'type'],
  values: { state: securingStates },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select * from (${securingOn(at)}) newest) s join network.stat_municipality m on m.municipality_code = s.municipality_code`,
    ),
});
