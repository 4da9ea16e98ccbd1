/** Registration by phone, and its four grounds. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { instant } from '../../platform/clock/index.ts';
import { insertOutage } from '../../platform/outage/index.ts';
import { addPlace, openPresence } from '../network/index.ts';
import { fillIn, hasRegistered, jobseeker, sendIn, staff, startDeciding, type TestPerson } from './fixtures.ts';
import { deregister, objectToDecision } from './index.ts';
import { currentDecision } from './store/decision.ts';
import { openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

describe('by phone (IAFFS 2017:2 §2)', () => {
  const phone = (phoneGround: string) => ({ channel: 'phone', phoneGround }) as const;
  const call = async (person: TestPerson, ground: string) => {
    const officer = await staff(house, 'caseworker', person.personId);
    const byPhone = { actor: officer, personId: person.personId };
    return sendIn(house, byPhone, await fillIn(house, byPhone, {}, phone(ground)));
  };

  it('without a ground that holds it is rejected automatically, with the reason and how to object', async () => {
    const person = await jobseeker(house, 'Lars');
    const receipt = await call(person, 'outage');
    expect(receipt.state).toBe('rejected');
    const decision = (await currentDecision(house.db, person.personId, receipt.registrationId))!;
    expect(decision).toMatchObject({ outcome: 'reject', automatic: true, reasons: ['no-outage-that-day'] });
    expect(decision.facts).toMatchObject({ channel: 'phone', phoneGround: 'outage' });
    const object = { personId: person.personId, decisionId: decision.id, text: 'Det gick inte att logga in.' };
    expect(await execute(house, person.actor, objectToDecision, object)).toMatchObject({ state: 'with-officer' });
    expect(await openRegistration(house.db, person.personId)).toMatchObject({ nextKind: 'decide' });
  });

  it('that the office is closed is held against the hours in the register, which are among the facts and decide nothing alone', async () => {
    const facts = async (name: string) => {
      const person = await jobseeker(house, name);
      const { registrationId, state } = await call(person, 'office-closed');
      return [(await currentDecision(house.db, person.personId, registrationId))!.facts['officeThatDay'], state];
    };
    expect(await facts('Okänt')).toEqual(['not-known', 'registered']);
    const planner = { id: 'p', name: 'Planerare', roles: ['planner'] } as const;
    const place = { code: 'on-fridays', name: 'Prov', localityCode: null, street: null, postalCode: null };
    const where = { municipalityCode: '2425', latitude: 64.26, longitude: 16.41, accessibility: {} };
    const { placeId } = await execute(house, planner, addPlace, { ...place, ...where });
    const known = { services: ['booked-meeting'], languages: ['sv'], exceptions: [], validFrom: '2020-01-01', validTo: null };
    // The first day is a Friday.
    const hours = { fri: [['10:00', '16:00']] };
    await execute(house, planner, openPresence, { ...known, placeId, kind: 'visiting_office', hours });
    expect(await facts('Öppet')).toEqual(['open', 'registered']);
  });

  it('an objection to a rejection that the person has got past by registering anew is looked at beside the new one', async () => {
    const person = await jobseeker(house, 'Mats');
    const first = await call(person, 'outage');
    const decision = (await currentDecision(house.db, person.personId, first.registrationId))!;
    await sendIn(house, person, await fillIn(house, person));
    const object = { personId: person.personId, decisionId: decision.id, text: 'Jag ringde i tid.' };
    expect(await execute(house, person.actor, objectToDecision, object)).toMatchObject({ state: 'rejected' });
    const todos = await listTodos(house.db, person.personId);
    expect(todos.map(({ kind, registrationId }) => [kind, registrationId])).toContainEqual([
      'reconsider-ended',
      first.registrationId,
    ]);
  });

  it('ground 1 is proved by the log of outages on the first day', async () => {
    const during = { id: house.newId(), part: 'sign-in', beganAt: instant('2020-02-14T06:00:00Z'), endedAt: null };
    await house.db.transaction().execute((tx) => insertOutage(tx, { ...during, foundBy: 'system', note: '' }, house.clock.now()));
    const person = await jobseeker(house, 'Maj');
    const receipt = await call(person, 'outage');
    expect(receipt.state).toBe('registered');
    expect(await openRegistration(house.db, person.personId)).toMatchObject({
      channel: 'phone',
      phoneGround: 'outage',
      capacity: 'staff',
    });
    await sql`delete from platform.outage`.execute(house.db);
  });

  it('ground 4 is an earlier registration', async () => {
    const first = await jobseeker(house, 'Nils');
    expect((await call(first, 're-registration')).state).toBe('rejected');
    const again = await hasRegistered(house, 'Olof');
    const open = (await openRegistration(house.db, again.personId))!;
    await execute(house, again.actor, deregister, {
      personId: again.personId,
      registrationId: open.id,
      version: open.version,
      on: '2020-02-14',
      reason: 'work',
    });
    expect((await call(again, 're-registration')).state).toBe('registered');
  });
});
