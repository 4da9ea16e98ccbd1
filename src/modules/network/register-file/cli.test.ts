import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { printExport, printImport } from './cli.ts';
import { csv, insertCountry, testFolder } from './fixtures.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
const files = testFolder();
afterAll(() => files.remove());

async function run(print: typeof printImport, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await print(args, { house, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const sixty = csv(...Array.from({ length: 60 }, (_, index) => ({ place_code: `af-2280-${String(index).padStart(2, '0')}` })));

it('a dry run shows the first differences, says that nothing was written, and how to apply', async () => {
  const path = files.write('register.csv', sixty);
  const dry = await run(printImport, path);
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toContain('line 2: new     af-2280-00 staffed_office from 2019-01-01\n');
  expect(dry.out).toContain('… and 10 more differences; --all shows them');
  expect(dry.out).toMatch(
    /60 rows: 60 new, 0 changed, 0 the same.*\nPlaces: 60 new, 0 changed.\nNothing was written: this was a dry run. Add --apply/,
  );
  expect((await run(printImport, path, '--all')).out).not.toContain('more differences');
  expect((await run(printImport, path, '--apply')).out).toContain('Written.');
  expect((await run(printImport, path, '--apply')).out).toContain('There was nothing to write.');
});

it('a change is shown from and to, and what the file leaves out is counted', async () => {
  const { out } = await run(
    printImport,
    files.write('change.csv', csv({ place_code: 'af-2280-07', valid_to: '2020-05-01', method: '"a, b"' })),
  );
  expect(out).toContain(
    'line 2: changed af-2280-07 staffed_office from 2019-01-01; valid_to: (empty) → 2020-05-01; method: test → a, b',
  );
  expect(out).toContain('59 presences of the register are not in the file: they stay as they are.');
});

it('errors are shown by line, and more than a hundred are counted', async () => {
  const rows = Array.from({ length: 101 }, (_, index) => ({ place_code: `x-${index}`, kind: 'x' }));
  const { code, out, err } = await run(printImport, files.write('bad.csv', csv(...rows)), '--apply');
  expect(code).toBe(1);
  expect(err).toContain('line 2, kind = "x": expected one of staffed_office');
  expect(err).toContain('… and 1 more errors; --all shows them');
  expect(out).toContain('101 rows, 101 errors. Nothing was written');
});

it('export writes the file, or standard output, that import takes', async () => {
  const path = `${files.path}/out.csv`;
  expect(await run(printExport, path)).toMatchObject({ code: 0, out: `The register is in ${path}.` });
  expect(readFileSync(path, 'utf8')).toBe(sixty);
  expect((await run(printExport, '-')).out).toBe(sixty.trimEnd());
  expect((await run(printExport, '-', '--on', '2018-12-31')).out.split('\n')).toHaveLength(1);
  expect(await run(printExport, `${files.path}/none/out.csv`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be written') as string,
  });
});

it('what is not understood is answered with the usage', async () => {
  for (const args of [[], ['a.csv', 'b.csv'], ['a.txt'], ['a.csv', '--now']]) {
    expect(await run(printImport, ...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('narvaro network import FILE') as string,
    });
  }
  for (const args of [[], ['a.txt'], ['-', '--on', '2020-02-30'], ['-', '--known-at', 'then']]) {
    expect(await run(printExport, ...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('narvaro network export FILE') as string,
    });
  }
});
