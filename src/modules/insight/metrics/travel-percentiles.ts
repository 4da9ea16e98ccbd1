import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, filtered } from './columns.ts';
import { nearestOn } from './network-facts.ts';

const place = { county: sql`n.county_code`, municipality: sql`n.municipality_code`, type: sql`n.type` } as const;
type Place = keyof typeof place;
const expressions = { percentile: sql`f.code`, ...place } as const;

export const travelPercentiles = metric({
  id: 'travel-percentiles',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Restid till närmaste fysiska möte', en: 'Travel time to the nearest physical meeting' },
  says: {
    sv: 'Restid med bil, enkel resa, från kommunens huvudort till närmaste plats där ett fysiskt möte kan bokas: så stor andel av de inskrivna har högst den restiden. Inskrivna: medeltal för 2018. Utan annat val: medianen.',
    en: 'Travel time by car, one way, from the seat of the municipality to the nearest place where a physical meeting can be booked: so large a share of the registered have at most that time. Registered: mean of 2018. Unless something else is chosen: the median.',
  },
  unit: 'minutes',
  source: 'rule travel-source; percentiles P50, P90, P95, max: setting',
  disclosure: 'open',
  keys: ['percentile', 'county', 'municipality', 'type'],
  values: { percentile: ['p50', 'p90', 'p95', 'max'] },
  usual: { percentile: 'p50' },
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) => {
    const { percentile, ...among } = where;
    const fractions = percentile === undefined ? {} : { percentile };
    // Within each group in order of travel time; one without a way comes last.
    const groups = by.filter((key) => key !== 'percentile');
    const partition = groups.length === 0 ? sql`` : sql`partition by ${sql.join(groups.map((key) => place[key as Place]))}`;
    const cumulative = sql`(
      select n.*, sum(n.registered_unemployed) over (${partition} order by n.minutes, n.municipality_code) as upto,
             sum(n.registered_unemployed) over (${partition}) as total
      from (${nearestOn(at)}) n where ${filtered(among, place)}
    ) n`;
    return figure(
      { by, where: fractions, expressions },
      sql`min(n.minutes) filter (where n.upto >= f.fraction * n.total) as value`,
      sql`${cumulative} cross join (values ('p50', 0.5), ('p90', 0.9), ('p95', 0.95), ('max', 1.0)) as f (code, fraction)`,
    );
  },
});
