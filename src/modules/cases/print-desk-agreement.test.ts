import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { printDeskAgreement } from './index.ts';

const house = await testHouse('empty');

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await printDeskAgreement(args, { house, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('nothing is settled until someone says where the agreement says so', async () => {
  expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is settled') });
  expect(await run('--from', '2020-01-01', '--counts', 'yes')).toMatchObject({ code: 2 });
  expect(await run('--from', '2020-01-01', '--counts', 'perhaps', '--source', 'x')).toMatchObject({ code: 2 });
  expect(await run('--nonsense')).toMatchObject({ code: 2 });
  const said = await run('--from', '2020-01-01', '--counts', 'yes', '--source', 'bilaga 2');
  expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/from 2020-01-01 .*bilaga 2/) });
  await expect(run('--from', '2020-01-01', '--counts', 'no', '--source', 'y')).rejects.toMatchObject({ code: 'day-settled' });
});
