import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { printReach } from './print-reach.ts';

const house = await testHouse('country');

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await printReach(args, { house, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('text, JSON and CSV say the same, and on what it rests', async () => {
  const asked = ['--on', '2020-12-31', '--group', 'type'];
  const text = await run(...asked);
  expect(text).toMatchObject({ code: 0, err: '' });
  expect(text.out).toContain('source of travel time: estimate');
  expect(text.out).toContain('a reconstructed one is not a fact about an office');
  expect(text.out).toContain('C8 rural municipality');
  const json = JSON.parse((await run(...asked, '--format', 'json')).out) as {
    rows: { target: string; group: string | null; measures: { mean: number } }[];
  };
  const csv = parse((await run(...asked, '--format', 'csv')).out, { columns: true });
  expect(csv).toHaveLength(json.rows.length);
  expect((csv as { mean: string }[]).map(({ mean }) => Number(mean))).toEqual(json.rows.map(({ measures }) => measures.mean));
  for (const row of csv)
    expect(row).toMatchObject({ on: '2020-12-31', points: 'municipalities', weights: 'registered', travel_time: 'estimate' });
});

it('what is not understood is answered with what can be asked', async () => {
  for (const args of [
    ['--on', 'today'],
    ['--on', '2020-02-30'],
    ['--beyond', '0x10'],
    ['--points', 'houses'],
    ['--group', 'age'],
    ['--beyond', '-1'],
    ['--format', 'xml'],
    ['more'],
  ])
    expect(await run(...args)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('narvaro plan reach [--on DAY]') as string,
    });
});

it('a day that is none, or on which the register knows no place, is said in words', async () => {
  expect((await run('--on', '2019-02-29')).err.split('\n')[0]).toBe(
    '--on 2019-02-29: a day that exists, YYYY-MM-DD, between 1900-01-01 and 2199-12-31',
  );
  expect(await run('--on', '1950-01-01', '--beyond', '30')).toEqual({
    code: 1,
    out: '',
    err: 'The register knows no place on 1950-01-01: there is nothing to measure.',
  });
});
