/** Statements sent in one go. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Database, together, violatedConstraint } from './index.ts';

const house = await testHouse('empty');
await sql`create table public.thing (n integer primary key)`.execute(house.db);

const count = async (db: Database = house.db): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from public.thing`.execute(db)).rows[0]!.n;

it('runs them in order, each seeing what those before it wrote', async () => {
  const add = (n: number, at: Database) => sql`insert into public.thing values (${n})`.execute(at);
  const [, seen, , last] = await house.db
    .transaction()
    .execute((tx) => together(tx, (at) => [add(1, at), count(at), add(2, at), count(at)]));
  expect([seen, last, await count()]).toEqual([1, 2, 2]);
});

it('throws the error of the one that was refused, and none of them is kept', async () => {
  const refused = house.db
    .transaction()
    .execute((tx) => together(tx, (at) => [3, 4, 3, 5].map((n) => sql`insert into public.thing values (${n})`.execute(at))));
  await expect(refused).rejects.toSatisfy((error) => violatedConstraint(error) === 'thing_pkey');
  expect(await count()).toBe(2);
});

it('throws the cause, also when whoever asked for it is slower to be told than those after it', async () => {
  const slow = async (at: Database): Promise<void> => {
    await sql`insert into public.thing values (${1})`.execute(at).catch(async (error: unknown) => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      throw error;
    });
  };
  const refused = house.db.transaction().execute((tx) => together(tx, (at) => [slow(at), count(at), count(at)]));
  await expect(refused).rejects.toSatisfy((error) => violatedConstraint(error) === 'thing_pkey');
});

it('leaves a connection that goes on after a refusal, also with what was first sent after it', async () => {
  const after = (at: Database) => sql<{ n: number }>`select ${7}::integer as n`.execute(at);
  for (let time = 0; time < 20; time += 1) {
    const refused = house.db
      .transaction()
      .execute((tx) => together(tx, (at) => [sql`select 1 / ${0}::integer`.execute(at), after(at), after(at)]));
    await expect(refused).rejects.toThrow('division by zero');
  }
  expect((await after(house.db)).rows[0]!.n).toBe(7);
  expect(await count()).toBe(2);
});
