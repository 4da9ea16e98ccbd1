/** Inequality between groups and places, worked out from what is shown, as anyone could. */
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { fillGenerated } from '../src/modules/insight/cube/index.ts';
import { makeReport } from '../src/modules/insight/reports/make.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const get = async (url: string) => (await server.inject(url)).body;
const on = '2020-01-31';

type Row = Record<string, string>;
const csv = async (metric: string, query: string): Promise<Row[]> =>
  parse(await get(`/metrics/${metric}/figures.csv?on=${on}&${query}`), { columns: true });

/** Half the mean difference between any two people over the mean (Gini 1912): another way than ours. */
function giniOf(groups: readonly { value: number; weight: number }[]): number {
  const people = groups.reduce((sum, { weight }) => sum + weight, 0);
  const mean = groups.reduce((sum, { value, weight }) => sum + value * weight, 0) / people;
  const apart = groups.flatMap((a) => groups.map((b) => a.weight * b.weight * Math.abs(a.value - b.value)));
  return apart.reduce((sum, one) => sum + one, 0) / (2 * people ** 2 * mean);
}

it(
  'between ages, needs and municipalities is what follows from the shown medians and numbers of people',
  { timeout: 60_000 },
  async () => {
    const before = await get(`/metrics/waiting-for-plan-inequality?on=${on}`);
    expect(before).toContain('inte färdigräknad');
    await fillGenerated(house, { metrics: ['waiting-for-plan', 'registered-jobseekers'], months: 1 });

    for (const among of ['age', 'need', 'municipality']) {
      const [medians, people] = [await csv('waiting-for-plan', `by=${among}`), await csv('registered-jobseekers', `by=${among}`)];
      const weights = new Map(people.map((row) => [row[among]!, row['value']!]));
      const groups = medians.flatMap((row) => {
        const [code, weight] = [row[among]!, weights.get(row[among]!) ?? ''];
        return row['value'] === '' || weight === '' || code === 'unknown'
          ? []
          : [{ value: Number(row['value']), weight: Number(weight) }];
      });
      expect(groups.length, among).toBeGreaterThan(1);
      const [found] = await csv('waiting-for-plan-inequality', `among=${among}`);
      expect(Number(found!['value']), among).toBeCloseTo(giniOf(groups), 9);
      expect(found).toMatchObject({ evidence: 'made up for the trial', hidden: 'no' });
    }
    const measures = await csv('waiting-for-plan-inequality', 'by=measure&among=need');
    expect(measures.map(({ measure }) => measure)).toEqual(['gini', 'palma', 'theil']);
    expect(Number(measures[1]!['value'])).toBeGreaterThanOrEqual(0.25);

    const page = await get(`/metrics/waiting-for-plan-inequality?on=${on}&by=among`);
    expect(page).toContain('Räknat bara av siffror som visas');
    expect(page).toContain('påhittade för provet');
    expect(page).toContain('stödbehov');
    const table = await get(
      '/v1/statistics/tables/waiting-for-plan-inequality/data?valueCodes[ContentsCode]=*&valueCodes[among]=*&valueCodes[Tid]=2020M01',
    );
    const dataset = JSON.parse(table) as { id: string[]; value: (number | null)[] };
    expect(dataset.id).toEqual(['among', 'ContentsCode', 'Tid']);
    expect(dataset.value).toHaveLength(6);
    expect(dataset.value[0]).toBeCloseTo(Number((await csv('waiting-for-plan-inequality', ''))[0]!['value']), 3);

    const template =
      'Gini: {{waiting-for-plan-inequality among=need on=2020-01-31}}.\n\n{{chart waiting-for-plan-inequality by=among on=2020-01-31}}\n';
    const assignment = { title: 'Prov', givenIn: 'prov', paragraph: null, asks: 'prov', source: null };
    const facts = { code: 'prov', title: 'Prov', language: 'sv' as const, dueOn: plainDate('2020-02-14'), assignment, template };
    const report = await makeReport(house.db, facts, null);
    expect(report.figures[0]!.answers[0]!.rows[0]!.value).toBeCloseTo(Number(measures[0]!['value']), 9);
    expect(report.notes[0]).toMatchObject({ metric: 'waiting-for-plan-inequality', isMadeUp: true });
  },
);
