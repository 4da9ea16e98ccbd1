/** Mandates: who gives them, to whom, for what and until when; and that they rest while the person is protected. */
import { describe, expect, it } from 'vitest';
import { type Actor, execute, roles } from '../../platform/auth/index.ts';
import { fixedClock, instant, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { testHouse } from '../../../test/database.ts';
import { jobseeker, newNumber, numberOf, opened, protect, signIn } from './fixtures.ts';
import {
  changeDetails,
  endNeed,
  giveMandate,
  isOwnCase,
  liftProtection,
  listActs,
  mandatesOf,
  nameOfficer,
  namesFor,
  personsHelpedBy,
  personView,
  putNeed,
  recogniseAccount,
  requireStanding,
  revokeMandate,
  type Task,
  tasks,
} from './index.ts';

const house = await testHouse('empty');
const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
const { actor: ingrid } = await signIn(house, { name: 'Ingrid', roles: ['helper'], organisation });
const { actor: desk } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });
const { actor: officer } = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });

const municipality = {
  organisationKind: 'municipality',
  organisationNumber: '212000-2445',
  organisationName: 'Something else',
  tasks: ['registration', 'contact-details'],
  from: '2020-02-14',
  to: '2020-02-29',
  givenHow: 'online',
};

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

const stands = (actor: Actor, personId: string, task: Task = 'registration', at = house.clock.now()) =>
  codeOf(requireStanding(house.db, actor, personId, task, at));

async function someone(name: string) {
  const number = newNumber(house);
  return { number, ...(await jobseeker(house, name, number)) };
}

describe('a mandate', () => {
  it('given online lets the organisation act for its tasks and days, and what it does is shown', async () => {
    const { actor, personId } = await someone('Giver');
    expect(await stands(ingrid, personId)).toBe('person-unknown');
    const { mandateId } = await execute(house, actor, giveMandate, { personId, ...municipality });
    const can = await Promise.all(tasks.map((task) => stands(ingrid, personId, task)));
    expect(can).toEqual(['done', 'person-unknown', 'person-unknown', 'done', 'person-unknown']);
    expect(await stands(ingrid, personId, 'registration', instant('2020-02-29T22:59:00Z'))).toBe('done');
    expect(await stands(ingrid, personId, 'registration', instant('2020-02-29T23:01:00Z'))).toBe('person-unknown');
    expect(await personsHelpedBy(house.db, ingrid, house.clock.now())).toMatchObject([
      { personId, name: 'Giver Provsson', mandateId, organisationName: 'Örnsköldsviks kommun', to: '2020-02-29' },
    ]);
    await execute(house, ingrid, changeDetails, { personId, phone: '0701740605' });
    const acts = [
      { what: 'details-changed', capacity: 'mandate', actorName: 'Ingrid', mandateId, organisation: organisation.name },
    ];
    expect(await listActs(house.db, personId)).toMatchObject(acts);
    expect(await listActs(house.db, personId, mandateId)).toHaveLength(1);
  });

  it('for contact details does not cover what support the person needs', async () => {
    const { actor, personId } = await someone('Needs');
    await execute(house, actor, giveMandate, { personId, ...municipality });
    const need = { personId, ground: 'disability', note: 'av mig' };
    const { needId } = await execute(house, actor, putNeed, need);
    expect(await codeOf(execute(house, ingrid, putNeed, need))).toBe('not-allowed');
    const near: Actor = { ...ingrid, roles: ['helper', 'jobseeker'] };
    expect(await codeOf(execute(house, near, putNeed, need))).toBe('not-allowed');
    expect(await codeOf(execute(house, near, endNeed, { personId, needId }))).toBe('not-allowed');
  });

  it('is bound to the organisation: a colleague may act, and who has moved to another may not', async () => {
    const { actor, personId } = await someone('Bound');
    await execute(house, actor, giveMandate, { personId, ...municipality });
    const { actor: colleague } = await signIn(house, { name: 'Ivar', roles: ['helper'], organisation });
    expect(await stands(colleague, personId)).toBe('done');
    const other = { number: '2021002114', name: 'Another' };
    await signIn(house, { name: 'Ivar', roles: ['helper'], organisation: other });
    expect(await stands(colleague, personId)).toBe('person-unknown');
    await signIn(house, { name: 'Ivar', roles: ['helper'] });
    expect(await stands(colleague, personId)).toBe('person-unknown');
  });

  it('is revoked at once, by the person or by staff', async () => {
    const { actor, personId } = await someone('Revoker');
    const give = () => execute(house, actor, giveMandate, { personId, ...municipality });
    const first = await give();
    await execute(house, actor, revokeMandate, { personId, ...first });
    expect(await stands(ingrid, personId)).toBe('person-unknown');
    expect(await codeOf(execute(house, actor, revokeMandate, { personId, ...first }))).toBe('mandate-already-ended');
    const second = await give();
    expect(await codeOf(execute(house, desk, revokeMandate, { personId, ...second }))).toBe('file-reason-required');
    await opened(house, desk, personId);
    await execute(house, desk, revokeMandate, { personId, ...second });
    expect(
      (await mandatesOf(house.db, { personId, isProtected: false }, plainDate('2020-02-14'))).map((one) => one.state),
    ).toEqual(['revoked', 'revoked']);
    expect(await codeOf(execute(house, actor, revokeMandate, { personId, mandateId: personId }))).toBe('mandate-unknown');
  });

  it('before staff is in writing or on the spot, and the file is open', async () => {
    const { personId } = await someone('At the desk');
    const give = (givenHow: string) => codeOf(execute(house, desk, giveMandate, { personId, ...municipality, givenHow }));
    expect(await give('on-the-spot')).toBe('file-reason-required');
    await opened(house, desk, personId);
    expect(await give('online')).toBe('mandate-refused');
    expect(await give('on-the-spot')).toBe('done');
    expect(await give('written')).toBe('done');
    expect(await stands(ingrid, personId)).toBe('done');
  });

  it('has an end, a task, and an organisation with a right number', async () => {
    const { actor, personId, number } = await someone('Refused');
    const give = (change: object) => codeOf(execute(house, actor, giveMandate, { personId, ...municipality, ...change }));
    expect(await give({ to: undefined })).toBe('invalid-input');
    expect(await give({ tasks: [] })).toBe('invalid-input');
    expect(await give({ tasks: ['everything'] })).toBe('invalid-input');
    expect(await give({ to: '2020-02-13', from: '2020-02-01' })).toBe('mandate-refused');
    expect(await give({ organisationNumber: '212000-2446' })).toBe('organisation-number-wrong');
    expect(await give({ organisationKind: 'relative', organisationNumber: '1' })).toBe('identity-number-wrong');
    expect(await give({ organisationKind: 'relative', organisationNumber: number })).toBe('mandate-refused');
  });

  it('given twice at once is one', async () => {
    const { actor, personId } = await someone('Twice');
    const given = await Promise.all([1, 2, 3, 4].map(() => execute(house, actor, giveMandate, { personId, ...municipality })));
    expect(new Set(given.map((one) => one.mandateId)).size).toBe(1);
    const other = await Promise.all(
      ['plan', 'meetings'].map((task) => execute(house, actor, giveMandate, { personId, ...municipality, tasks: [task] })),
    );
    expect(new Set(other.map((one) => one.mandateId)).size).toBe(2);
  });

  it('to a relative works whether or not they have an account, and does not tell which', async () => {
    const { actor, personId } = await someone('Mother');
    const number = numberOf(house, '19950505');
    const relative = {
      ...municipality,
      organisationKind: 'relative',
      organisationNumber: number,
      organisationName: 'Min dotter',
    };
    await execute(house, actor, giveMandate, { personId, ...relative });
    const daughter = await jobseeker(house, 'Daughter', number);
    expect(await stands(daughter.actor, personId)).toBe('done');
    expect(await personsHelpedBy(house.db, daughter.actor, house.clock.now())).toMatchObject([
      { personId, organisationName: 'Min dotter' },
    ]);
    // As an officer she is near to her mother all the same.
    const officerToo: Actor = { ...daughter.actor, roles: ['caseworker'] };
    expect(await isOwnCase(house.db, officerToo, personId, house.clock.now())).toBe(true);
    expect(await isOwnCase(house.db, desk, personId, house.clock.now())).toBe(false);
    expect(await isOwnCase(house.db, { ...actor, roles: ['caseworker'] }, personId, house.clock.now())).toBe(true);
    expect(await personsHelpedBy(house.db, actor, house.clock.now())).toEqual([]);
  });

  it('shows a helper what it covers', async () => {
    const { actor, personId } = await someone('Covered');
    await execute(house, actor, changeDetails, { personId, phone: '0701740605' });
    await execute(house, actor, giveMandate, { personId, ...municipality, tasks: ['plan'] });
    expect(await personView(house, ingrid, personId)).toMatchObject({
      masked: true,
      name: 'Covered Provsson',
      number: null,
      phone: null,
    });
    await execute(house, actor, giveMandate, { personId, ...municipality, tasks: ['contact-details'] });
    expect(await personView(house, ingrid, personId)).toMatchObject({ masked: false, phone: '+46701740605' });
  });

  it('that has ended shows a helper nothing, and one that goes on what it covers', async () => {
    const { actor, personId } = await someone('Ended');
    await execute(house, actor, changeDetails, { personId, phone: '0701740605' });
    await execute(house, actor, giveMandate, { personId, ...municipality, tasks: ['contact-details'] });
    await execute(house, actor, giveMandate, { personId, ...municipality, tasks: ['plan'], to: '2020-03-31' });
    const on = (at: string) => ({ db: house.db, clock: fixedClock(at) });
    expect(await personView(on('2020-02-29T22:59:00Z'), ingrid, personId)).toMatchObject({ phone: '+46701740605' });
    expect(await personView(on('2020-02-29T23:01:00Z'), ingrid, personId)).toMatchObject({ masked: true, phone: null });
    expect(await personView(on('2020-03-31T22:01:00Z'), ingrid, personId)).toBeNull();
  });

  it('rests while the person is protected, and is in force again afterwards', async () => {
    const { actor, personId, number } = await someone('Resting');
    await execute(house, actor, giveMandate, { personId, ...municipality });
    await protect(house, number);
    expect(await stands(ingrid, personId)).toBe('person-unknown');
    expect(await personView(house, ingrid, personId)).toBeNull();
    expect((await namesFor(house.db, ingrid, [personId])).get(personId)).toEqual({ name: '', masked: true });
    expect((await personsHelpedBy(house.db, ingrid, house.clock.now())).map((one) => one.personId)).not.toContain(personId);
    expect(await codeOf(execute(house, actor, giveMandate, { personId, ...municipality, to: '2020-03-31' }))).toBe(
      'person-elsewhere',
    );
    await execute(house, officer, nameOfficer, { personId });
    await opened(house, officer, personId);
    await execute(house, officer, liftProtection, { personId });
    expect(await stands(ingrid, personId)).toBe('done');
  });

  it('of the organisation is nothing for a former helper', async () => {
    const { actor, personId } = await someone('Kept to helpers');
    await execute(house, actor, giveMandate, { personId, ...municipality });
    const { actor: helper } = await signIn(house, { name: 'Hilda', roles: ['helper'], organisation });
    expect(await stands(helper, personId)).toBe('done');
    const former: Actor = { ...helper, roles: ['jobseeker'] };
    // The same account, when the issuer gives it no role here any more.
    const said = { name: 'Hilda', identity: {}, organisation, newId: house.newId, now: house.clock.now() };
    await house.db
      .transaction()
      .execute((tx) => recogniseAccount(tx, { ...said, accountId: helper.id as Uuid, roles: former.roles }));
    expect(await stands(former, personId)).toBe('person-unknown');
    expect(await personView(house, former, personId)).toBeNull();
    expect(await personsHelpedBy(house.db, former, house.clock.now())).toEqual([]);
    // Nor is there anything left that the role would bring back.
    expect(await stands({ ...former, roles: ['helper'] }, personId)).toBe('person-unknown');
  });

  it.each(roles)('%s: nobody but a helper acts under an organisation’s', async (role) => {
    const { actor, personId } = await someone(`For ${role}`);
    await execute(house, actor, giveMandate, { personId, ...municipality });
    const { actor: member } = await signIn(house, {
      name: `Member ${role}`,
      roles: [...new Set(['helper', role] as const)],
      organisation,
    });
    const expected =
      role === 'helper'
        ? 'done'
        : ['desk-officer', 'caseworker', 'protection-officer'].includes(role)
          ? 'file-reason-required'
          : 'person-unknown';
    expect(await stands({ ...member, roles: [role] }, personId)).toBe(expected);
  });
});
