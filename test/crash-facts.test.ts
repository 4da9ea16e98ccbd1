/** What the crash test looks for is found when it is there. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Transaction } from '../src/platform/db/index.ts';
import { booked, registered } from './booked.ts';
import { halves } from './crash-facts.ts';
import { testHouse } from './database.ts';

const house = await testHouse('country', '2020-02-14T08:00:00Z');
const maja = await registered(house, {});
await booked(house, maja.actor, maja.personId, { start: '2020-02-20T10:00:00+01:00' });

class Undone extends Error {}

/** What is found after something is taken away; it is put back. */
async function without(taken: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  await house.db
    .transaction()
    .execute(async (tx) => {
      await taken(tx);
      found.push(...(await halves(tx)));
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found;
}

it('a whole meeting is no half one', async () => {
  expect(await halves(house.db)).toEqual([]);
});

it.each([
  ['what it occupies', 'delete from meetings.occupancy where resource_id = (select person_id from meetings.meeting)'],
  [
    'its time, which is another',
    `update meetings.meeting set during = tstzrange(lower(during), upper(during) + interval '1 hour')`,
  ],
  ['the meeting', 'delete from meetings.meeting'],
  ['its state', `update meetings.meeting set state = 'cancelled', cancel_reason = 'work'`],
  ['its event', `delete from platform.event where type = 'meetings.booked'`],
  ['its history', 'delete from meetings.meeting_event'],
  ['its message', 'delete from contact.message'],
  [
    'its audit',
    `alter table platform.audit disable trigger all; delete from platform.audit where command = 'meetings.book-meeting'`,
  ],
])('without %s it is', async (_name, statement) => {
  const found = await without(async (tx) => {
    for (const one of statement.split(';')) await sql.raw(one).execute(tx);
  });
  expect(found).not.toEqual([]);
});
