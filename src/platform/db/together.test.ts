/** Statements sent in one go. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { together, violatedConstraint } from './index.ts';

const house = await testHouse('empty');
await sql`create table public.thing (n integer primary key)`.execute(house.db);

const count = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from public.thing`.execute(house.db)).rows[0]!.n;

it('runs them in order, each seeing what those before it wrote', async () => {
  const [, seen, , last] = await house.db
    .transaction()
    .execute((tx) =>
      together(tx, (at) => [
        sql`insert into public.thing values (1)`.execute(at),
        sql<{ n: number }>`select count(*) as n from public.thing`.execute(at),
        sql`insert into public.thing values (2)`.execute(at),
        sql<{ n: number }>`select count(*) as n from public.thing`.execute(at),
      ]),
    );
  expect([seen.rows[0]!.n, last.rows[0]!.n, await count()]).toEqual([1, 2, 2]);
});

it('throws the error of the one that was refused, and none of them is kept', async () => {
  const refused = house.db
    .transaction()
    .execute((tx) => together(tx, (at) => [3, 4, 3, 5].map((n) => sql`insert into public.thing values (${n})`.execute(at))));
  await expect(refused).rejects.toSatisfy((error) => violatedConstraint(error) === 'thing_pkey');
  expect(await count()).toBe(2);
});

it('leaves a connection that goes on after a refusal', async () => {
  for (let time = 0; time < 20; time += 1) {
    await house.db
      .transaction()
      .execute((tx) => together(tx, (at) => [sql`select 1/0`.execute(at), sql`select 1`.execute(at)]))
      .catch(() => undefined);
  }
  expect(await count()).toBe(2);
});
