import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import { levelsOf, type ToShow } from './levels.ts';
import { levelsBeside } from './levels-beside.ts';

const limits = valueOn(disclosureControl, plainDate('2020-11-01'));
const asked = (n: number): ToShow => ({
  table: {
    areas: ['0580', '0581', '2480', '2481'].map((code) => ({ code, county: code.slice(0, 2), type: 'A' })),
    parts: ['yes', 'no'],
    everyone: [
      { area: '0580', group: '', part: 'yes', n },
      { area: '0580', group: '', part: 'no', n: 2 * n },
      { area: '2480', group: '', part: 'yes', n: 3 },
    ],
  },
  split: '',
  limits,
});

it('the same is shown as by the process itself, of one table after the other', async () => {
  const beside = levelsBeside();
  for (const n of [1000, 20]) expect(await beside.levelsOf(asked(n))).toEqual(levelsOf(asked(n)));
  await beside.end();
});

it('what fails there is told here', async () => {
  const beside = levelsBeside();
  await expect(beside.levelsOf({ ...asked(20), table: null as never })).rejects.toThrow(TypeError);
  await beside.end();
});
