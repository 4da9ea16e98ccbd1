import { expect, it } from 'vitest';
import { turns } from './turns.ts';

it('no more than so many go at a time, in their order, also when some fail', async () => {
  const turn = turns(2);
  let going = 0;
  let most = 0;
  const order: number[] = [];
  const asked = Array.from({ length: 20 }, (_, at) =>
    turn(async () => {
      going += 1;
      most = Math.max(most, going);
      order.push(at);
      await Promise.resolve();
      going -= 1;
      if (at % 3 === 0) throw new Error(String(at));
      return at;
    }),
  );
  const results = await Promise.allSettled(asked);
  expect(most).toBe(2);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  await expect(turn(() => Promise.resolve('last'))).resolves.toBe('last');
});
