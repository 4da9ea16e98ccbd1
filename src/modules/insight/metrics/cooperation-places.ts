import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { presencesOn } from './network-facts.ts';

const expressions = { ...ofMunicipality } as const;

export const cooperationPlaces = metric({
  id: 'cooperation-places',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Samverkanslösningar', en: 'Cooperation solutions' },
  says: {
    sv: 'Platser hos en kommun eller ett servicekontor där Arbetsförmedlingen tar emot bokade besök.',
    en: 'Places of a municipality or a service office where the authority receives booked visits.',
  },
  unit: 'count',
  source: 'AF final report 2020-10-23 (102)',
  disclosure: 'open',
  keys: ['county', 'municipality', 'type'],
  values: {},
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select p.* from ${presencesOn(at)} and p.kind in ('cooperation_place')) p join network.stat_municipality m on m.municipality_code = p.municipality_code`,
    ),
});
