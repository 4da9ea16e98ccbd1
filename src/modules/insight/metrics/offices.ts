import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, ofMunicipality } from './columns.ts';
import { presencesOn } from './network-facts.ts';

const expressions = { kind: sql`p.kind`, ...ofMunicipality } as const;

export const offices = metric({
  id: 'offices',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Egna kontor', en: 'Own offices' },
  says: {
    sv: 'Arbetsförmedlingens egna kontor: med fast personal, eller dit personal reser.',
    en: 'The authority’s own offices: with permanent staff, or that staff travel to.',
  },
  unit: 'count',
  source: 'AF second status report 2020-06-15 (88 staffed and 24 travelled to)',
  disclosure: 'open',
  keys: ['kind', 'county', 'municipality', 'type'],
  values: { kind: ['staffed_office', 'visiting_office'] },
  usual: {},
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) =>
    figure(
      { by, where, expressions },
      sql`count(*) as value`,
      sql`(select p.* from ${presencesOn(at)} and p.kind in ('staffed_office', 'visiting_office')) p join network.stat_municipality m on m.municipality_code = p.municipality_code`,
    ),
});
