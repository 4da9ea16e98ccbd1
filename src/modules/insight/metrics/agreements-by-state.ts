import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { agreementKinds, agreementsOn, agreementStates } from './network-facts.ts';

const expressions = { state: sql`a.state`, kind: sql`a.kind`, ...ofMunicipality } as const;

export const agreementsByState = metric({
  id: 'agreements-by-state',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Avtal och överenskommelser efter läge', en: 'Agreements by state' },
  says: {
    sv: 'Serviceavtal och samverkansöverenskommelser efter var i sitt liv de var den dagen. De som inte är med en kommun saknar kommun och län.',
    en: 'Service agreements and cooperation agreements by where in their life they were that day. Those that are not with a municipality have no municipality and no county.',
  },
  unit: 'count',
  source: 'law 2019:212; own definition: states of the module network',
  disclosure: 'open',
  keys: ['state', 'kind', 'county', 'municipality', 'type'],
  values: { state: agreementStates, kind: agreementKinds },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(${agreementsOn(at)}) a left join network.stat_municipality m on m.municipality_code = a.municipality_code`,
    ),
});
