/** People, through the module's door and the commands, on real PostgreSQL. */
import { describe, expect, it } from 'vitest';
import { signInAs } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { testHouse } from '../../../test/database.ts';
import { factsFor, namesFor, personOf, personView, recogniseAccount, requireStanding } from './index.ts';

const house = await testHouse('empty');

async function signIn(
  name: string,
  identity: Parameters<typeof recogniseAccount>[1]['identity'],
  roles = ['jobseeker'] as const,
) {
  const { actor } = await signInAs(house, [...roles], name);
  const personId = await house.db.transaction().execute((tx) =>
    recogniseAccount(tx, {
      accountId: actor.id as Uuid,
      name,
      givenName: name,
      familyName: 'Provsson',
      identity,
      organisation: null,
      roles,
      newId: house.newId,
      now: house.clock.now(),
    }),
  );
  return { actor, personId: personId! };
}

describe('signing in', () => {
  it('makes one person, however often', async () => {
    const first = await signIn('Amina', { personalNumber: '19900101-2385' });
    const again = await signIn('Amina', { personalNumber: '199001012385' });
    expect(again.personId).toBe(first.personId);
    expect(await personOf(house.db, first.actor.id)).toBe(first.personId);
    expect(await requireStanding(house.db, first.actor, first.personId, 'plan', house.clock.now())).toMatchObject({
      capacity: 'self',
    });
    expect(await personView(house.db, first.actor, first.personId)).toMatchObject({
      name: 'Amina Provsson',
      number: '199001012385',
    });
    expect(await factsFor(house.db, first.personId)).toMatchObject({
      bornOn: '1990-01-01',
      identityProof: 'digital-id',
      grounds: [],
    });
    expect((await namesFor(house.db, first.actor, [first.personId])).get(first.personId)?.name).toBe('Amina Provsson');
  });
});
