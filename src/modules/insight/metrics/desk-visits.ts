import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { languageGroup, languageGroups } from './groups.ts';

export const deskVisits = metric({
  id: 'desk-visits',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Besök vid kundtorg efter utfall', en: 'Visits at desks by outcome' },
  says: {
    sv: 'Avslutade besök vid kundtorg, efter vad de ledde till. Besök är anonyma: av personen är bara språket känt, när det har frågats.',
    en: 'Ended visits at desks, by what they led to. Visits are anonymous: of the person only the language is known, where it was asked.',
  },
  unit: 'count',
  source: 'own definition: outcomes of the module desk',
  disclosure: 'persons',
  keys: ['outcome', 'county', 'municipality', 'type', 'language'],
  values: {
    outcome: ['solved', 'guided', 'document-forwarded', 'meeting-booked', 'referred', 'not-helped', 'left', 'no-show'],
    language: languageGroups,
  },
  usual: {},
  mayBeReconstructed: false,
  time: 'month',
  counts: 'events',
  partKey: 'outcome',
  isByPlace: true,
  generated: () => sql`select day from desk.stat_visit where generated`,
  events: () => sql`
    select v.day, p.municipality_code as municipality, ${languageGroup(sql`v.language`)} as language, v.outcome as part
    from desk.stat_visit v left join network.stat_place p on p.place_id = v.place_id and upper_inf(p.recorded)
    where v.outcome is not null`,
});
