import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { execute } from '../../../platform/auth/index.ts';
import { newOfficer, placeByCode, planner } from '../../meetings/fixtures.ts';
import { noteAbsence } from '../../meetings/index.ts';
import { listRotas } from '../store/rotas.ts';
import { printRota } from './print-rota.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const near = await newOfficer(house, { name: 'Aino', homePlaceId: await placeByCode(house.db, '2583'), languages: ['sv', 'fi'] });
const far = await newOfficer(house, { name: 'Bo', homePlaceId: await placeByCode(house.db, '2580') });
const away = { kind: 'leave', from: '2020-03-10', fromTime: null, to: '2020-03-12', toTime: null };
await execute(house, planner, noteAbsence, { resourceId: near, ...away });

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await printRota(args, { house, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const limits = ['--minutes-per-day', '240', '--days-per-week', '2'];
const asked = ['--from', '2020-03-02', ...limits, '--officer', near, '--officer', far];

it('text, JSON and CSV say who sits where, week by week where someone is absent, and write nothing', async () => {
  const text = await run(...asked, '--place', 'af-2514-1:tue,thu');
  expect(text).toMatchObject({ code: 0, err: '' });
  expect(text.out).toContain('Rota from 2020-03-02 on. Proved optimal.');
  expect(text.out).toContain('source of travel time: estimate (2 journeys)');
  expect(text.out).toMatch(/Kalix, tue: Aino\n.*Kalix, thu: Aino\n/);
  expect(text.out).toContain('Weeks 2020-03-09 – 2020-03-15; absent: Aino (tue, thu). Proved optimal.');
  expect(text.out).toMatch(/\+ .*Kalix, tue: Bo\n/);
  const json = JSON.parse((await run(...asked, '--place', 'af-2514-1:tue,thu', '--format', 'json')).out) as {
    answer: { proved: boolean };
    weeks: { spans: unknown }[];
    rows: unknown;
  };
  expect(json.answer.proved).toBe(true);
  expect(json.weeks.map(({ spans }) => spans)).toEqual([[{ from: '2020-03-09', to: '2020-03-15' }]]);
  const csv = parse((await run(...asked, '--place', 'af-2514-1:tue,thu', '--format', 'csv')).out, { columns: true });
  expect(csv).toHaveLength((json.rows as unknown[]).length);
  expect(csv[0]).toMatchObject({
    weekday: 'tue',
    place_code: 'af-2514-1',
    officer: 'Aino',
    from: '2020-03-02',
    to: '2020-03-08',
  });
  expect(await listRotas(house.db)).toEqual([]);
});

it('what cannot be kept is named with the week and the reason, and is exit code 1', async () => {
  const { code, out } = await run(...asked, '--place', 'af-2514-1:tue:1:fi');
  expect(code).toBe(1);
  expect(out).toMatch(/Weeks 2020-03-09 – 2020-03-15; absent: Aino \(tue\)[^]*not kept: .*Kalix on .*fi[^]*why: /);
});

it('what is not understood is answered with what can be asked', async () => {
  for (const [args, said] of [
    [[...limits, '--place', 'af-2514-1:tue'], '--from'],
    [['--from', '2020-03-02', '--place', 'af-2514-1:tue'], 'limits.minutesPerDay'],
    [['--from', '2020-03-02', ...limits, '--place', 'nowhere'], 'no such place'],
    [['--from', '2020-03-02', ...limits, '--place', 'af-2580-1'], 'no staff travel there'],
    [['--from', '2020-03-02', ...limits, '--place', 'af-2514-1:tis'], 'days as mon,tue'],
    [['--from', '2020-03-02', ...limits], 'a promised day'],
    [[...asked, '--place', 'af-2514-1:tue', '--format', 'xml'], 'one of text'],
  ] as const) {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err).toContain('narvaro plan rota --from DAY');
  }
});
