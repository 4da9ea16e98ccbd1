/** Made-up visits: the same at each run, marked wherever figures are taken from, and days that could have been. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { randomId } from '../../../platform/ids/index.ts';
import { newDesk } from '../fixtures.ts';
import { generateVisits, loadGeneratedVisits } from './index.ts';

const days = { from: plainDate('2020-03-02'), to: plainDate('2020-03-15'), perDay: 110, hours: ['10:00', '16:00'] } as const;
const desk = {
  placeId: randomId(),
  services: [{ id: randomId(), letter: 'A', topics: ['register', 'document'] }],
  counterIds: Array.from({ length: 4 }, () => randomId()),
};
const made = (seed: number) => [...generateVisits(seed, desk, days)].map(({ id: _id, ...visit }) => visit);

describe('generated visits', () => {
  const visits = made(1);

  it('are the same for the same seed, and others for another', () => {
    expect(made(1)).toEqual(visits);
    expect(made(2)).not.toEqual(visits);
  });

  it('are about as many as asked for, on weekdays, each ticket once a day', () => {
    expect(visits.length).toBeGreaterThan(950);
    expect(visits.length).toBeLessThan(1250);
    expect(new Set(visits.map(({ day }) => day)).size).toBe(10);
    expect(new Set(visits.map(({ day, ticket }) => `${day} ${ticket}`)).size).toBe(visits.length);
  });

  it('come in the order of a visit, with the outcome that follows from it', () => {
    for (const { arrivedAt, calledAt, servingAt, endedAt, outcome, reason } of visits) {
      const times = [arrivedAt, calledAt, servingAt, endedAt].filter((at) => at !== null);
      expect(times).toEqual(times.toSorted());
      expect(servingAt === null).toBe(outcome === 'left' || outcome === 'no-show');
      expect(reason === null).toBe(outcome !== 'not-helped');
    }
  });
});

it('is loaded once, at a desk that had no visitors, and told from others in every figure', async () => {
  const house = await testHouse('empty', '2020-03-16T07:00:00Z');
  const { placeId } = await newDesk(house);
  const count = await loadGeneratedVisits(house, placeId, days);
  expect(count).toBeGreaterThan(900);
  expect(await loadGeneratedVisits(house, placeId, days)).toBe(0);
  const { rows } = await sql<{ all: number; made: number }>`
    select count(*)::int as all, count(*) filter (where generated)::int as made from desk.stat_visit`.execute(house.db);
  expect(rows[0]).toEqual({ all: count, made: count });
});
