import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { addDays, plainDate } from '../../platform/clock/index.ts';
import { connect, type Database } from '../../platform/db/index.ts';
import { testHouse } from '../../../test/database.ts';
import { figures, figuresOn } from './figures.ts';
import { keepStates } from './keep-states.ts';
import type { Key } from './metric.ts';
import { findMetric, metrics } from './metrics/index.ts';

// The first of the shipped months: as many days more would be no other test.
const house = await testHouse('country', '2019-03-10T09:00:00Z');
const states = metrics.filter((one) => one.time === 'day');
const ends = ['2019-01-31', '2019-02-28', '2019-03-10'].map(plainDate);

/** As a process that has just started asks. */
async function afresh<Answer>(ask: (db: Database) => Promise<Answer>): Promise<Answer> {
  const connection = connect(house.url, { max: 2 });
  try {
    return await ask(connection.db);
  } finally {
    await connection.close();
  }
}

const every = (db: Database, days = ends) =>
  Promise.all(
    states.flatMap((metric) =>
      [[], ...metric.keys.map((key): Key[] => [key])].map(async (by) => {
        const found = await figuresOn(db, { metric, by }, days);
        return [metric.id, by, found.map(({ on, rows }) => [on, rows])] as const;
      }),
    ),
  );

it('many days together are as each of them alone, whatever changed between them', async () => {
  // A prime number of days apart, over the years in which the network changed and the days on which it did.
  const days = [...Array.from({ length: 8 }, (_, at) => addDays(plainDate('2019-05-30'), at * 79)), plainDate('2020-06-15')];
  for (const metric of states) {
    const by = metric.keys.slice(0, 1);
    const together = await afresh((db) => figuresOn(db, { metric, by }, days));
    for (const { on, rows } of together)
      expect((await figures(house.db, { metric, by, on })).rows, `${metric.id} ${on}`).toEqual(rows);
  }
});

it('what is kept is answered by a process that has just started, until the register changes', async () => {
  const before = await afresh(every);
  expect((await keepStates(house)).questions).toBeGreaterThan(states.length);
  expect(await keepStates(house)).toEqual({ questions: 0, days: 0 });
  expect(await afresh(every)).toEqual(before);

  // That it is what is kept: an answer of another kind is given as it stands.
  const offices = findMetric('offices')!;
  const read = () => afresh(async (db) => (await figures(db, { metric: offices, by: [], on: ends[0]! })).rows[0]!.value);
  const truly = await read();
  await sql`update insight.kept_state set answer = '[[[], 7, null, null]]' where question like '["offices",1,[],%'`.execute(
    house.db,
  );
  expect(await read()).toBe(7);
  await sql`update network.version set number = number + 1`.execute(house.db);
  expect(await read()).toBe(truly);
  await keepStates(house);
  expect(await read()).toBe(truly);
});
