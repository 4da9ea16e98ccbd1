import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, knownRange, ofMunicipality } from './columns.ts';
import { agreementsOn } from './network-facts.ts';

const expressions = { ...ofMunicipality } as const;

export const placesToFormalise = metric({
  id: 'places-to-formalise',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: {
    sv: 'Platser där avtal eller lokal återstår att formalisera',
    en: 'Places whose agreement or premises remain to be formalised',
  },
  says: {
    sv: 'Platser som omfattas av en samverkansöverenskommelse som är på väg, och inte av någon som är i kraft den dagen.',
    en: 'Places covered by a cooperation agreement that is under way, and by none that is in force that day.',
  },
  unit: 'count',
  source: 'AF final report 2020-10-23 (73)',
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
      sql`(
      select p.place_id, min(r.municipality_code) as municipality_code
      from (${agreementsOn(at)}) a join network.stat_agreement_place p on p.agreement_id = a.agreement_id
      join network.stat_place r on r.place_id = p.place_id and ${knownRange(at, 'r.recorded')}
      where a.kind = 'cooperation'
      group by p.place_id
      having bool_or(a.state in ('initiated', 'analysed', 'negotiated', 'agreed')) and not bool_or(a.state in ('in-force', 'under-review'))
    ) f join network.stat_municipality m on m.municipality_code = f.municipality_code`,
    ),
});
