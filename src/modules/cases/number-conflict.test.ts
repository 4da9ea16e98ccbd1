/** Two persons whom the issuer says are one: what an officer is told, and what neither of the two is told of the other. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { lookAfter, protect, signIn } from '../people/fixtures.ts';
import { execute } from '../../platform/auth/index.ts';
import { liftProtection } from '../people/index.ts';
import { deleteCases } from './store/erase.ts';
import { everythingAbout } from './store/own-data.ts';

const house = await testHouse('empty');
// Skatteverket's test numbers: the same person's, before and after.
const coordinationNumber = '199108802399';
const personalNumber = '199108202392';

it('neither’s export names the other, the to-do is protected as long as one of them is, and an erased one is in none', async () => {
  const before = await signIn(house, { name: 'Hassan', identity: { coordinationNumber } });
  await signIn(house, { name: 'Other', identity: { personalNumber } });
  const now = await signIn(house, {
    name: 'Hassan',
    identity: { personalNumber, previousCoordinationNumber: coordinationNumber },
  });
  const deliver = () => deliverAll(house);
  const todo = async () => {
    const { rows } = await sql<{ person_id: Uuid; details: { otherPersonId?: Uuid }; protected: boolean }>`
      select person_id, details, protected from cases.todo where kind = 'number-conflict'`.execute(house.db);
    return rows[0]!;
  };
  await deliver();
  expect(await todo()).toEqual({ person_id: now.personId, details: { otherPersonId: before.personId }, protected: false });
  const exported = JSON.stringify(await everythingAbout(house.db, now.personId!));
  expect(exported).toContain('number-conflict');
  expect(exported).not.toContain(before.personId);

  await protect(house, coordinationNumber);
  await deliver();
  expect((await todo()).protected).toBe(true);
  const { actor: officer } = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });
  // Protection of the one to whom the to-do belongs comes and goes; the other is protected still.
  await protect(house, personalNumber);
  await lookAfter(house, officer, now.personId!);
  await execute(house, officer, liftProtection, { personId: now.personId });
  await deliver();
  expect((await todo()).protected).toBe(true);
  await lookAfter(house, officer, before.personId!);
  await execute(house, officer, liftProtection, { personId: before.personId });
  await deliver();
  expect((await todo()).protected).toBe(false);

  await house.db.transaction().execute((tx) => deleteCases(tx, [before.personId!]));
  expect((await todo()).details).toEqual({});
});
