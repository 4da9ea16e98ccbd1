import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import { metric } from '../metric.ts';
import { figure, filtered } from './columns.ts';
import { nearestOn } from './network-facts.ts';

const place = { county: sql`n.county_code`, municipality: sql`n.municipality_code`, type: sql`n.type` } as const;
type Place = keyof typeof place;
const expressions = { measure: sql`f.code`, ...place } as const;

export const travelInequality = metric({
  id: 'travel-inequality',
  version: 1,
  from: plainDate('2019-01-01'),
  to: null,
  title: { sv: 'Ojämlikhet i restid till ett fysiskt möte', en: 'Inequality of travel time to a physical meeting' },
  says: {
    sv: 'Hur ojämnt restiden till närmaste fysiska möte är fördelad mellan inskrivna i olika kommuner. Gini och Theil: 0 är lika för alla. Palma: sammanlagd restid för den tiondel som har längst, delad med den för de fyra tiondelar som har kortast. Koncentrationsindex: under 0 när bördan ligger i kommuner med stor andel inskrivna av 16–64 år. Utan annat val: Gini.',
    en: 'How unevenly travel time to the nearest physical meeting is spread between jobseekers of different municipalities. Gini and Theil: 0 is the same for all. Palma: total travel time of the tenth that have the longest, divided by that of the four tenths that have the shortest. Concentration index: below 0 when the burden lies in municipalities with a large share of registered of those aged 16–64. Unless something else is chosen: Gini.',
  },
  unit: 'index',
  source:
    'Gini 1912; Theil 1967; Palma 2011 (top 10 % to bottom 40 %); concentration index: Wagstaff, Paci and van Doorslaer 1991, ranked by registered unemployed of those aged 16-64',
  disclosure: 'open',
  keys: ['measure', 'county', 'type'],
  values: { measure: ['gini', 'palma', 'theil', 'concentration'] },
  usual: { measure: 'gini' },
  mayBeReconstructed: true,
  time: 'day',
  statement: (at, by, where) => {
    const { measure, ...among } = where;
    const groups = by.filter((key): key is Place => key !== 'measure');
    const over = (rest = sql``) =>
      groups.length === 0 ? sql`(${rest})` : sql`(partition by ${sql.join(groups.map((key) => place[key]))} ${rest})`;
    // x: minutes; w: people. Those before and among equals in rank count by the middle of them.
    const ranked = sql`(
      select n.*, n.minutes::numeric as x, sum(n.w) over ${over()} as w_all, sum(n.w * n.minutes) over ${over()} as wx_all,
             sum(n.w) over ${over(sql`order by n.minutes, n.municipality_code`)} as upto,
             sum(n.w) over ${over(sql`order by n.rank_by desc`)}
             + coalesce(sum(n.w) over ${over(sql`order by n.rank_by desc groups between unbounded preceding and 1 preceding`)}, 0) as both_ranks
      from (
        select n.*, n.registered_unemployed as w, n.registered_unemployed / n.working_age as rank_by
        from (${nearestOn(at)}) n where n.minutes is not null
      ) n where ${filtered(among, place)}
    ) n`;
    return figure(
      { by, where: measure === undefined ? {} : { measure }, expressions },
      sql`case max(f.code)
            when 'gini' then sum(n.w * n.x * (2 * n.upto - n.w - n.w_all)) / nullif(max(n.w_all * n.wx_all), 0)
            when 'palma' then sum(n.x * greatest(0, n.upto - greatest(n.upto - n.w, 0.9 * n.w_all)))
              / nullif(sum(n.x * greatest(0, least(n.upto, 0.4 * n.w_all) - (n.upto - n.w))), 0)
            when 'theil' then sum(case when n.x = 0 then 0 else n.w * n.x * ln(n.x * n.w_all / n.wx_all) end) / nullif(max(n.wx_all), 0)
            when 'concentration' then sum(n.w * n.x * (n.both_ranks - n.w_all)) / nullif(max(n.w_all * n.wx_all), 0)
          end as value`,
      sql`${ranked} cross join (values ('gini'), ('palma'), ('theil'), ('concentration')) as f (code)`,
    );
  },
});
