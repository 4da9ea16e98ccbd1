import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { columns, type Expressions, filtered, knownSince, ofMunicipality } from './columns.ts';
import { agreementKinds } from './network-facts.ts';

const expressions: Expressions = { percentile: sql`f.code`, kind: sql`a.kind`, ...ofMunicipality };

export const timeToAgreement = metric({
  id: 'time-to-agreement',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Dagar från initiativ till avtal i kraft', en: 'Days from initiative to agreement in force' },
  says: {
    sv: 'Antal dagar från att ett avtal initierades till att det trädde i kraft, för dem som hade trätt i kraft till och med dagen. Utan annat val: medianen.',
    en: 'Days from when an agreement was initiated until it came into force, for those in force by the day. Unless something else is chosen: the median.',
  },
  unit: 'days',
  source: 'own definition: steps of the module network',
  disclosure: 'open',
  keys: ['percentile', 'kind', 'county', 'municipality', 'type'],
  values: { percentile: ['p50', 'p90', 'p95', 'max'], kind: agreementKinds },
  usual: { percentile: 'p50' },
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) => sql`
    select ${columns(by, expressions)} percentile_disc(f.fraction) within group (order by d.days) as value
    from (
      select t.agreement_id, min(t.since) filter (where t.state = 'in-force') - min(t.since) as days
      from network.stat_agreement_step t
      where t.since <= ${at.on}::date and ${knownSince(at, 't.recorded_at')}
      group by t.agreement_id
      having bool_or(t.state = 'in-force') and bool_or(t.state = 'initiated')
    ) d
    join network.stat_agreement a on a.agreement_id = d.agreement_id
    left join network.stat_municipality m on m.municipality_code = a.municipality_code
    cross join (values ('p50', 0.5), ('p90', 0.9), ('p95', 0.95), ('max', 1.0)) as f (code, fraction)
    where ${filtered(where, expressions)}
    group by ${sql.join([sql`f.fraction`, ...by.map((key) => expressions[key]!)])}`,
});
