import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { securingOn } from './network-facts.ts';

const expressions = { state: sql`s.state`, ...ofMunicipality } as const;

export const placesRemaining = metric({
  id: 'places-remaining',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Orter där närvaron återstår att säkra', en: 'Places where presence remains to be secured' },
  says: {
    sv: 'Av orterna vars kontor avvecklas: de där ingen lösning ännu är säkrad.',
    en: 'Of the places whose office is to be wound up: those without a secured solution yet.',
  },
  unit: 'count',
  source: 'first status report 2020-02-14 (132, of which 99 secured, 33 remain, 20 of them in dialogue)',
  disclosure: 'open',
  keys: ['state', 'county', 'municipality', 'type'],
  values: { state: ['decided', 'in_dialogue', 'agreed'] },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select * from (${securingOn(at)}) newest where newest.state not in ('secured', 'restored')) s join network.stat_municipality m on m.municipality_code = s.municipality_code`,
    ),
});
