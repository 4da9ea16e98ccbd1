/** The end of a registration, and the next one. */
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { fillIn, hasRegistered, sendIn, startDeciding } from './fixtures.ts';
import { deregister } from './index.ts';
import { listRegistrations, openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

describe('the end of a registration', () => {
  it('is a day of the registration, and whoever is unemployed again registers anew (IAFFS 2017:2 §1)', async () => {
    const person = await hasRegistered(house, 'Sara');
    const open = (await openRegistration(house.db, person.personId))!;
    const end = (on: string, version = open.version) =>
      execute(house, person.actor, deregister, {
        personId: person.personId,
        registrationId: open.id,
        version,
        on,
        reason: 'work',
      });
    await expect(end('2020-02-13')).rejects.toMatchObject({ code: 'deregistered-outside' });
    await expect(end('2020-02-15')).rejects.toMatchObject({ code: 'deregistered-outside' });
    await expect(end('2020-02-14', open.version + 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await end('2020-02-14');
    await expect(end('2020-02-14')).rejects.toMatchObject({ code: 'action-refused' });
    expect(await listTodos(house.db, person.personId)).toEqual([]);
    await sendIn(house, person, await fillIn(house, person));
    expect((await listRegistrations(house.db, person.personId)).map(({ state }) => state)).toEqual([
      'registered',
      'deregistered',
    ]);
  });
});
