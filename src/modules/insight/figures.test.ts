import { expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { testHouse } from '../../../test/database.ts';
import { figures } from './figures.ts';
import { municipalitiesByState } from './metrics/municipalities-by-state.ts';

it('290 municipalities at the end of 2020: 106 with an own office, 102 by cooperation, 82 from a neighbour', async () => {
  const { db } = await testHouse('country');
  const found = await figures(db, { metric: municipalitiesByState, by: ['state'], on: plainDate('2020-12-31') });
  const count = Object.fromEntries(found.rows.map(({ keys, value }) => [keys[0]!, value]));
  expect(count['staffed_office']! + count['visiting_office']!).toBe(106);
  expect(count).toMatchObject({ cooperation_place: 102, neighbour: 82 });
  const whole = await figures(db, { metric: municipalitiesByState, by: [], on: plainDate('2019-01-01') });
  expect(whole.rows).toEqual([expect.objectContaining({ keys: [], value: 290 })]);
});
