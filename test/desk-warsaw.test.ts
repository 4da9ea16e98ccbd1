/** The forecast of arrivals on real queues, when they are at hand: bench/desk/warsaw.ts says what they are and what is wrong with them. */
import { expect, it } from 'vitest';
import { hasWarsaw, readWarsaw, validate } from '../bench/desk/warsaw.ts';

it.runIf(hasWarsaw())(
  'the last third of Warsaw’s days is forecast better than by the same hour last week',
  { timeout: 60_000 },
  () => {
    const { offices, trainedDays, forecastDays, hours, mae } = validate(readWarsaw());
    expect({ offices, trainedDays, days: forecastDays.length, hours }).toEqual({
      offices: 20,
      trainedDays: 11,
      days: 5,
      hours: 980,
    });
    expect(mae.ours).toBeLessThan(0.9 * mae.lastWeek);
    expect(mae.ours).toBeLessThan(mae.mean);
  },
);
