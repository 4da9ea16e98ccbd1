/** Who is recognised at sign-in, numbers and their succession, registration by hand, details and needs. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { execute, type Actor } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { testHouse } from '../../../test/database.ts';
import { jobseeker, numberOf, opened, protect, searched, signIn } from './fixtures.ts';
import {
  addPerson,
  changeDetails,
  endNeed,
  factsFor,
  listActs,
  listSupportNeeds,
  namesFor,
  openingsToCheck,
  peopleProblem,
  personOf,
  personView,
  proveIdentity,
  putNeed,
  readersOf,
  replaceNumber,
  requireStanding,
} from './index.ts';

const house = await testHouse('country');
const { actor: caseworker } = await signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
const { actor: desk } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

async function events(type: string): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`select payload from platform.event where type = ${type} order by id`.execute(
    house.db,
  );
  return rows.map((row) => row.payload);
}

describe('signing in', () => {
  it('makes one person, however often', async () => {
    const number = numberOf(house, '19900101');
    const first = await jobseeker(house, 'Amina', number);
    const again = await jobseeker(house, 'Amina', `${number.slice(0, 8)}-${number.slice(8)}`);
    expect(again.personId).toBe(first.personId);
    expect(await personOf(house.db, first.actor.id)).toBe(first.personId);
    const standing = await requireStanding(house.db, first.actor, first.personId, 'plan', house.clock.now());
    expect(standing).toMatchObject({ capacity: 'self', isProtected: false });
    expect(await personView(house, first.actor, first.personId)).toMatchObject({ name: 'Amina Provsson', number });
    const facts = { bornOn: '1990-01-01', identityProof: 'digital-id', grounds: [], isProtected: false };
    expect(await factsFor(house.db, first.personId)).toMatchObject(facts);
    expect((await namesFor(house.db, first.actor, [first.personId])).get(first.personId)?.name).toBe('Amina Provsson');
  });

  it('two at once make one person', async () => {
    const number = numberOf(house, '19900102');
    const all = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => jobseeker(house, name, number)));
    expect(new Set(all.map((one) => one.personId)).size).toBe(1);
    const nameless = await Promise.all([1, 2, 3, 4].map(() => jobseeker(house, 'No number')));
    expect(new Set(nameless.map((one) => one.personId)).size).toBe(1);
  });

  it('staff and helpers are no persons here, and a visitor has no standing', async () => {
    expect(await personOf(house.db, caseworker.id)).toBeNull();
    expect(await personOf(house.db, 'operator')).toBeNull();
    const { personId } = await jobseeker(house, 'Someone');
    for (const id of [personId, 'no-id', '01900000-0000-7000-8000-000000000000']) {
      const visitor: Actor = { id: 'visitor', name: '', roles: ['visitor'] };
      expect(await codeOf(requireStanding(house.db, visitor, id, 'plan', house.clock.now()))).toBe('person-unknown');
    }
  });

  it('a person without a number, or with an uncertain coordination number, has not proved their identity', async () => {
    const { personId } = await jobseeker(house, 'Unproved');
    expect(await factsFor(house.db, personId)).toMatchObject({ identityProof: 'none', bornOn: null });
    const coordinationNumber = numberOf(house, '19900163');
    const uncertain = await signIn(house, {
      name: 'Uncertain',
      identity: { coordinationNumber, coordinationNumberLevel: 'uncertain' },
    });
    expect(await factsFor(house.db, uncertain.personId!)).toMatchObject({ identityProof: 'none', bornOn: '1990-01-03' });
  });

  it('never takes back what was proved to staff', async () => {
    const identity = { coordinationNumber: numberOf(house, '19900164'), coordinationNumberLevel: 'uncertain' } as const;
    const { personId } = await signIn(house, { name: 'Proved', identity });
    await opened(house, desk, personId!);
    await execute(house, desk, proveIdentity, { personId, identityProof: 'id-document' });
    await signIn(house, { name: 'Proved', identity });
    expect(await factsFor(house.db, personId!)).toMatchObject({ identityProof: 'id-document' });
  });
});

describe('succession: one person, one history, both numbers found', () => {
  it('on another account, when the issuer names the coordination number', async () => {
    const coordinationNumber = numberOf(house, '19880880', 239);
    const personalNumber = numberOf(house, '19880820', 239);
    const before = await signIn(house, { name: 'Hassan before', identity: { coordinationNumber } });
    const after = await signIn(house, {
      name: 'Hassan',
      identity: { personalNumber, previousCoordinationNumber: coordinationNumber },
    });
    expect(after.personId).toBe(before.personId);
    expect(await searched(house, caseworker, { number: coordinationNumber })).toEqual([after.personId]);
    expect(await searched(house, caseworker, { number: personalNumber })).toEqual([after.personId]);
    expect(await personView(house, after.actor, after.personId!)).toMatchObject({ number: personalNumber });
    expect(await events('people.number-replaced')).toContainEqual({ personId: after.personId });
    const again = await signIn(house, { name: 'Hassan before', identity: { coordinationNumber } });
    expect(again.personId).toBe(before.personId);
  });

  it('when the old number is heard of only now', async () => {
    const coordinationNumber = numberOf(house, '19880881', 239);
    const personalNumber = numberOf(house, '19880821', 239);
    const identity = { personalNumber, previousCoordinationNumber: coordinationNumber };
    const { personId } = await signIn(house, { name: 'Late', identity });
    expect(await searched(house, caseworker, { number: coordinationNumber })).toEqual([personId]);
  });

  it('two persons are not merged: an officer is told, and the personal number is who signs in', async () => {
    const coordinationNumber = numberOf(house, '19880882', 239);
    const personalNumber = numberOf(house, '19880822', 239);
    const one = await signIn(house, { name: 'One', identity: { coordinationNumber } });
    const other = await signIn(house, { name: 'Other', identity: { personalNumber } });
    const identity = { personalNumber, previousCoordinationNumber: coordinationNumber };
    const now = await signIn(house, { name: 'One', identity });
    expect(other.personId).not.toBe(one.personId);
    expect(now.personId).toBe(other.personId);
    expect(await events('people.number-conflict')).toContainEqual({ personId: other.personId, otherPersonId: one.personId });
  });

  it('by a caseworker: a first number, then the personal one; taken, final and wrong numbers are refused', async () => {
    const { personId } = await jobseeker(house, 'Numberless');
    const replace = (number: string) =>
      execute(house, caseworker, replaceNumber, { personId, number, identityProof: 'id-document' });
    const [coordination, personal] = [numberOf(house, '19870780'), numberOf(house, '19870720')];
    expect(await codeOf(replace(coordination))).toBe('file-reason-required');
    await opened(house, caseworker, personId);
    await replace(coordination);
    await replace(personal);
    expect(await searched(house, caseworker, { number: coordination })).toEqual([personId]);
    expect(await factsFor(house.db, personId)).toMatchObject({ bornOn: '1987-07-20', identityProof: 'id-document' });
    expect(await codeOf(replace(numberOf(house, '19870721')))).toBe('identity-number-final');
    const taken = numberOf(house, '19870722');
    await jobseeker(house, 'Taken', taken);
    expect(await codeOf(replace(taken))).toBe('identity-number-taken');
    const wrong = await replace(`${personal.slice(0, 11)}${(Number(personal[11]) + 1) % 10}`).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'identity-number-wrong', details: { params: { fault: 'check-digit' } } });
    expect(await codeOf(replace('20200215-2383'))).toBe('identity-number-wrong');
  });
});

describe('registration by hand', () => {
  const entry = { givenName: 'Britta', familyName: 'Prov', identityProof: 'none', municipalityCode: '2425' };

  it('without a number notes that the identity is unproved, and opens the file in the log', async () => {
    const { personId } = await execute(house, desk, addPerson, { ...entry, bornOn: '1960-05-01' });
    expect(await factsFor(house.db, personId)).toMatchObject({
      identityProof: 'none',
      municipalityCode: '2425',
      bornOn: '1960-05-01',
    });
    expect(await requireStanding(house.db, desk, personId, 'registration', house.clock.now())).toMatchObject({
      capacity: 'staff',
    });
    expect((await listActs(house.db, personId)).map((act) => act.what)).toEqual(['person-added']);
    await execute(house, desk, proveIdentity, { personId, identityProof: 'identified-by-certifier' });
    expect(await factsFor(house.db, personId)).toMatchObject({ identityProof: 'identified-by-certifier' });
  });

  it('refuses a future birth, an unknown municipality, and a number that someone has', async () => {
    const add = (change: object) => codeOf(execute(house, desk, addPerson, { ...entry, ...change }));
    expect(await add({ bornOn: '2020-02-15' })).toBe('invalid-input');
    expect(await add({})).toBe('invalid-input');
    expect(await add({ bornOn: '1960-05-01', municipalityCode: '9999' })).toBe('municipality-unknown');
    const number = numberOf(house, '19860501');
    expect(await add({ number })).toBe('done');
    expect(await add({ number })).toBe('identity-number-taken');
    expect(await codeOf(Promise.all([1, 2, 3].map(() => execute(house, desk, addPerson, { ...entry, number }))))).toBe(
      peopleProblem('identity-number-taken').code,
    );
  });

  it('the number of someone protected is refused in the same words as any, and the attempt stays in the auditor’s list', async () => {
    const [known, hidden] = [numberOf(house, '19830503'), numberOf(house, '19830504')];
    await jobseeker(house, 'Known', known);
    const { personId } = await jobseeker(house, 'Hidden', hidden);
    await protect(house, hidden);
    const numberless = await jobseeker(house, 'Without');
    await opened(house, caseworker, numberless.personId);
    const attempts = (number: string) => [
      execute(house, desk, addPerson, { ...entry, number }, house.newId()),
      execute(house, caseworker, replaceNumber, { personId: numberless.personId, number, identityProof: 'known' }),
    ];
    const said = async (number: string) => {
      const found = await Promise.allSettled(attempts(number));
      return found.map((one) => one.status === 'rejected' && { ...one.reason, message: one.reason.message });
    };
    expect(await said(hidden)).toEqual(await said(known));
    expect(await said(hidden)).toMatchObject([{ code: 'identity-number-taken' }, { code: 'identity-number-taken' }]);
    const { actor: auditor } = await signIn(house, { name: 'Tove', roles: ['auditor'] });
    const on = localTime(house.clock.now()).date;
    const { openings } = await openingsToCheck(house.db, auditor, { from: on, to: on });
    const refused = openings.filter((one) => one.isRefused);
    expect(refused.map(({ actorName, reason, person }) => [actorName, reason, person]).toSorted()).toEqual(
      ['Bengt', 'Bengt', 'Cecilia', 'Cecilia'].map((name) => [name, 'number-taken', null]),
    );
    expect(refused[0]!.why).toEqual(['refused', 'protected']);
    expect(await readersOf(house.db, personId)).toEqual([]);
  });

  it('a person added by hand is found again at sign-in', async () => {
    const number = numberOf(house, '19860502');
    const { personId } = await execute(house, desk, addPerson, { ...entry, number, identityProof: 'id-document' });
    expect((await jobseeker(house, 'Britta', number)).personId).toBe(personId);
  });
});

describe('details and needs', () => {
  it('are changed by the person, at the version they saw', async () => {
    const { actor, personId } = await jobseeker(house, 'Detail');
    const change = (input: object) => execute(house, actor, changeDetails, { personId, ...input });
    const { version } = await change({ phone: '070-174 06 05', email: 'd@example.se', street: 'Provgatan 1', languages: ['fi'] });
    expect(await personView(house, actor, personId)).toMatchObject({
      phone: '+46701740605',
      email: 'd@example.se',
      address: { street: 'Provgatan 1', postalCode: '', postTown: '' },
      languages: ['fi'],
      writtenLanguage: 'sv',
      version,
    });
    expect(await codeOf(change({ version: version - 1, writtenLanguage: 'fi' }))).toBe('person-changed-meanwhile');
    await change({ version, writtenLanguage: 'fi', email: '' });
    expect(await personView(house, actor, personId)).toMatchObject({
      email: null,
      writtenLanguage: 'fi',
      phone: '+46701740605',
    });
    expect(await codeOf(change({ phone: '12' }))).toBe('invalid-input');
    expect(await codeOf(change({ email: 'nowhere' }))).toBe('invalid-input');
    expect(await codeOf(change({ municipalityCode: '0000' }))).toBe('municipality-unknown');
  });

  it('what staff change is shown to the person; audit rows hold no values', async () => {
    const { personId } = await jobseeker(house, 'Changed');
    await opened(house, desk, personId);
    await execute(house, desk, changeDetails, { personId, phone: '0701740606', street: 'Hemliga vägen 7' });
    expect(await listActs(house.db, personId)).toMatchObject([
      { what: 'details-changed', capacity: 'staff', actorName: 'Bengt' },
    ]);
    const { rows } = await sql<{ text: string }>`select to_jsonb(a)::text as text from platform.audit a`.execute(house.db);
    expect(rows.map((row) => row.text).join()).not.toMatch(/Hemliga|701740606/);
  });

  it('what an officer recorded stays when the person says the same need, and goes when an officer says it again', async () => {
    const { actor, personId } = await jobseeker(house, 'Both');
    await opened(house, caseworker, personId);
    const put = (by: Actor, input: object) => execute(house, by, putNeed, { personId, ground: 'disability', ...input });
    const need = async () => (await listSupportNeeds(house.db, personId))[0];
    await put(caseworker, { needs: ['sign-interpreter'], disabilityCode: '12', note: 'av handläggaren' });
    for (const _ of [1, 2]) await put(actor, { needs: ['aids'], note: 'av mig' });
    await put(actor, {});
    expect(await need()).toMatchObject({
      needs: ['aids', 'sign-interpreter'],
      disabilityCode: '12',
      note: 'av handläggaren\nav mig',
    });
    await put(caseworker, { needs: ['aids'] });
    expect(await need()).toMatchObject({ needs: ['aids'], disabilityCode: null, note: '' });
    const own = await jobseeker(house, 'Alone');
    const say = (needs: string[]) => execute(house, own.actor, putNeed, { personId: own.personId, ground: 'language', needs });
    await say(['help-with-forms', 'language-interpreter']);
    await say(['language-interpreter']);
    expect(await listSupportNeeds(house.db, own.personId)).toMatchObject([{ needs: ['language-interpreter'] }]);
  });

  it('one need in force per ground, also when two are said at once', async () => {
    const { actor, personId } = await jobseeker(house, 'Needs');
    const put = (by: Actor, input: object) => execute(house, by, putNeed, { personId, ...input });
    await Promise.all([1, 2, 3].map((n) => put(actor, { ground: 'language', needs: ['language-interpreter'], note: `n${n}` })));
    expect((await factsFor(house.db, personId))!.grounds).toEqual(['language']);
    expect(await codeOf(put(actor, { ground: 'officers-assessment' }))).toBe('invalid-input');
    expect(await codeOf(put(actor, { ground: 'disability', disabilityCode: '61' }))).toBe('invalid-input');
    await opened(house, caseworker, personId);
    const { needId } = await put(caseworker, { ground: 'disability', disabilityCode: '61' });
    expect(await listSupportNeeds(house.db, personId)).toHaveLength(2);
    await execute(house, actor, endNeed, { personId, needId });
    expect(await codeOf(execute(house, actor, endNeed, { personId, needId }))).toBe('support-need-unknown');
    expect((await factsFor(house.db, personId))!.grounds).toEqual(['language']);
  });
});
