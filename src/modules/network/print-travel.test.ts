import { afterAll, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { printTravelImport } from './print-travel.ts';
import { testFolder } from './register-file/fixtures.ts';

const house = await testHouse('empty');
const files = testFolder();
afterAll(() => files.remove());

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await printTravelImport(args, { house, env: {}, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('a file that is not there, or is a folder, is told as the register’s import tells it', async () => {
  const missing = `${files.path}/missing.csv`;
  expect(await run(missing)).toMatchObject({
    code: 1,
    err: `line 0 = ${JSON.stringify(missing)}: expected a file that can be read (ENOENT)`,
    out: expect.stringContaining('Nothing was written') as string,
  });
  expect(await run(files.path, '--apply')).toMatchObject({ code: 1, err: expect.stringContaining('(EISDIR)') as string });
});

it('an empty matrix is imported, and a wrong cell is shown by line and column', async () => {
  const header = 'origin,place_code,minutes,kilometres\n';
  expect(await run(files.write('empty.csv', header), '--apply')).toMatchObject({ code: 0, err: '' });
  expect(await run(files.write('bad.csv', `${header}9999,nowhere,1,\n`))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^line 2, origin = "9999": expected the code of a municipality/) as string,
  });
});

it('what is not understood is answered with the usage', async () => {
  for (const args of [[], ['a.csv', 'b.csv'], ['a.csv', '--now']]) {
    expect(await run(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('narvaro network travel import') as string,
    });
  }
});
