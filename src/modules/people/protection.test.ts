/** §12.4 Protected identity: from the commit on, the person is there for themselves and the named officer alone. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Actor, execute, operator, roles } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { testHouse } from '../../../test/database.ts';
import { jobseeker, lookAfter, newNumber, numberOf, opened, protect, searched, signIn } from './fixtures.ts';
import {
  addressFor,
  changeDetails,
  factsFor,
  liftProtection,
  nameOfficer,
  namesFor,
  officersOf,
  personView,
  protectedOf,
  putNeed,
  receiveRegistryNotice,
  recogniseAccount,
  releaseOfficer,
  reportOwnProtection,
  requireStanding,
  unassignedProtected,
  unnameOfficer,
} from './index.ts';

const house = await testHouse('empty');
const { actor: jonas } = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });
const { actor: petra } = await signIn(house, { name: 'Petra', roles: ['protection-officer'] });
const { actor: desk } = await signIn(house, { name: 'Bengt', roles: ['desk-officer'] });

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

async function someone(name: string) {
  const number = newNumber(house);
  const found = await jobseeker(house, name, number);
  const contact = { street: 'Hemvägen 1', postalCode: '111 11', postTown: 'Provby', email: 'h@example.se', phone: '0701740605' };
  await execute(house, found.actor, changeDetails, { personId: found.personId, ...contact });
  return { number, ...found };
}

const events = async (personId: string): Promise<unknown[]> => {
  const { rows } = await sql<{ payload: unknown }>`
    select payload from platform.event where type = 'people.protection-changed' and aggregate = ${`person:${personId}`} order by id`.execute(
    house.db,
  );
  return rows.map((row) => row.payload);
};

describe('§12.4 the civil registry says that someone is protected', () => {
  it('and in the same transaction nobody else can see or deal with them', async () => {
    const { number, personId, actor } = await someone('Gunilla');
    await opened(house, desk, personId);
    const before = requireStanding(house.db, desk, personId, 'plan', house.clock.now());
    expect(await codeOf(before)).toBe('done');
    await protect(house, number, 'protected-registration', 'Förmedlingsuppdrag 1\nBox 1\n111 11 Stad');
    for (const role of roles) {
      const viewer: Actor = role === 'desk-officer' ? desk : { id: house.newId(), name: role, roles: [role] };
      expect(await codeOf(requireStanding(house.db, viewer, personId, 'plan', house.clock.now()))).toBe('person-unknown');
      expect(await personView(house, viewer, personId)).toBeNull();
      expect((await namesFor(house.db, viewer, [personId])).get(personId)).toEqual({ name: '', masked: true });
    }
    expect(await personView(house, actor, personId)).toMatchObject({
      protection: 'protected-registration',
      name: 'Gunilla Provsson',
    });
    expect(await factsFor(house.db, personId)).toMatchObject({ isProtected: true, grounds: ['protected-identity'] });
    expect(await events(personId)).toEqual([{ personId, level: 'protected-registration', isProtected: true }]);
    await protect(house, number, 'protected-registration', 'Förmedlingsuppdrag 1\nBox 1\n111 11 Stad');
    expect(await events(personId)).toHaveLength(1);
  });

  it('letters go to the mediation address, never home; without one they wait for a person', async () => {
    const { number, personId, actor } = await someone('Letter');
    expect(addressFor((await personView(house, actor, personId))!)).toEqual(['Letter Provsson', 'Hemvägen 1', '111 11 Provby']);
    await protect(house, number);
    expect(addressFor((await personView(house, actor, personId))!)).toBeNull();
    await protect(house, number, 'assumed-identity', 'Box 1\n111 11 Stad');
    const view = (await personView(house, actor, personId))!;
    expect(addressFor(view)).toEqual(['Box 1', '111 11 Stad']);
    expect(view.address).toBeNull();
    await execute(house, actor, changeDetails, { personId, street: 'Nya hemvägen 2', phone: '0701740606' });
    const { rows } = await sql<{
      text: string;
    }>`select to_jsonb(p)::text as text from people.person p where person_id = ${personId}`.execute(house.db);
    expect(rows[0]!.text).not.toMatch(/[Hh]emvägen/);
  });

  it('an unknown number and a level that is none are refused', async () => {
    const notice = (number: string, level: string) => codeOf(execute(house, operator, receiveRegistryNotice, { number, level }));
    expect(await notice(numberOf(house, '20000102'), 'marked')).toBe('person-unknown');
    expect(await notice('1', 'marked')).toBe('identity-number-wrong');
    expect(await notice(numberOf(house, '20000102'), 'none')).toBe('invalid-input');
  });
});

describe('protection that is set while another command is under way', () => {
  /** Sets protection and waits with the commit until `meanwhile` has begun; gives what that came to. */
  async function whileProtecting(number: string, meanwhile: () => Promise<unknown>): Promise<unknown> {
    const { promise: begun, resolve: begin } = Promise.withResolvers<Promise<unknown>>();
    await house.db.transaction().execute(async (tx) => {
      const now = house.clock.now();
      const context = { tx, actor: operator, now, today: localTime(now).date, newId: house.newId, keys: house.keys };
      await receiveRegistryNotice.run(context, { number, level: 'marked', mediationAddress: '' });
      begin(codeOf(meanwhile()).then((code) => [code]));
      await waiting();
    });
    return begun;
  }

  /** Until someone waits for a lock. */
  async function waiting(): Promise<void> {
    for (let tries = 0; tries < 2000; tries += 1) {
      const { rows } = await sql`select 1 from pg_locks where not granted and pid <> pg_backend_pid()`.execute(house.db);
      if (rows.length > 0) return;
    }
  }

  it('is waited for: a command that began before it finds no such person, and facts say it', async () => {
    const { number, personId } = await someone('Meanwhile');
    await opened(house, desk, personId);
    const need = { personId, ground: 'own-request', note: 'no' };
    expect(await whileProtecting(number, () => execute(house, desk, putNeed, need))).toEqual(['person-unknown']);
    expect(await factsFor(house.db, personId)).toMatchObject({ grounds: ['protected-identity'] });
    const other = await someone('Facts');
    const said: unknown[] = [];
    await whileProtecting(other.number, () =>
      house.db.transaction().execute(async (tx) => said.push((await factsFor(tx, other.personId))?.isProtected)),
    );
    expect(said).toEqual([true]);
  });

  it('waits for a command that has asked for standing, and finds what it wrote', async () => {
    const { number, personId } = await someone('Before');
    await opened(house, desk, personId);
    let protecting: Promise<void> | undefined;
    await house.db.transaction().execute(async (tx) => {
      await requireStanding(tx, desk, personId, 'plan', house.clock.now());
      protecting = protect(house, number);
      await waiting();
      expect(await factsFor(tx, personId)).toMatchObject({ isProtected: false });
    });
    await protecting;
    expect(await factsFor(house.db, personId)).toMatchObject({ isProtected: true });
  });

  it('two commands of one person and a sign-in at once all come through', async () => {
    const { actor, personId, number } = await someone('Crowd');
    await opened(house, desk, personId);
    const need = (by: Actor, ground: string) => execute(house, by, putNeed, { personId, ground });
    const name = () => signIn(house, { name: 'Crowd', familyName: house.newId(), identity: { personalNumber: number } });
    const all = [1, 2, 3].flatMap(() => [
      need(desk, 'language'),
      need(actor, 'own-request'),
      name(),
      opened(house, desk, personId),
    ]);
    await expect(Promise.all(all)).resolves.toHaveLength(12);
  });
});

describe('a report by the person', () => {
  it('holds at once, raises and never lowers; staff who wrote it down lose sight', async () => {
    const { personId, actor } = await someone('Reporter');
    await opened(house, desk, personId);
    await execute(house, desk, reportOwnProtection, { personId, level: 'protected-registration' });
    expect(await personView(house, desk, personId)).toBeNull();
    expect(await codeOf(execute(house, desk, changeDetails, { personId, phone: '' }))).toBe('person-unknown');
    await execute(house, actor, reportOwnProtection, { personId });
    expect(await personView(house, actor, personId)).toMatchObject({ protection: 'protected-registration' });
    expect((await unassignedProtected(house.db, jonas)).map((one) => one.personId)).toContain(personId);
    expect(await unassignedProtected(house.db, desk)).toEqual([]);
  });

  it('to a protection officer names that officer', async () => {
    const { personId } = await someone('To Jonas');
    await opened(house, jonas, personId);
    await execute(house, jonas, reportOwnProtection, { personId, mediationAddress: 'Box 2' });
    expect(await officersOf(house.db, personId)).toEqual([{ accountId: jonas.id, name: 'Jonas' }]);
    expect(await protectedOf(house.db, jonas)).toContain(personId);
    expect(await personView(house, jonas, personId)).toMatchObject({ mediationAddress: 'Box 2', protection: 'marked' });
  });
});

describe('named officers', () => {
  it('take someone who has none; after that only the named name others, and lift', async () => {
    const { number, personId } = await someone('Named');
    const name = (by: Actor, accountId?: string) => codeOf(execute(house, by, nameOfficer, { personId, accountId }));
    expect(await name(jonas)).toBe('person-unknown');
    await protect(house, number);
    expect(await name(jonas, desk.id)).toBe('officer-unknown');
    expect(await name(jonas)).toBe('done');
    expect(await name(petra)).toBe('person-unknown');
    expect(await codeOf(execute(house, petra, liftProtection, { personId }))).toBe('person-unknown');
    expect(await codeOf(execute(house, jonas, liftProtection, { personId }))).toBe('file-reason-required');
    expect(await name(jonas, petra.id)).toBe('done');
    expect(await codeOf(execute(house, petra, unnameOfficer, { personId, accountId: jonas.id }))).toBe('done');
    expect(await personView(house, jonas, personId)).toBeNull();
    await opened(house, petra, personId);
    await execute(house, petra, liftProtection, { personId });
    expect(await events(personId)).toHaveLength(2);
    expect(await personView(house, desk, personId)).toMatchObject({ protection: 'none', mediationAddress: null });
    expect(await officersOf(house.db, personId)).toEqual([]);
  });

  it('without the role see nothing any more, and the person waits for another; the role back, they are named again', async () => {
    const { number, personId } = await someone('Role lost');
    await protect(house, number);
    const { actor: nils } = await signIn(house, { name: 'Nils', roles: ['protection-officer'] });
    await lookAfter(house, nils, personId);
    const former: Actor = { ...nils, roles: ['desk-officer', 'caseworker'] };
    expect(await personView(house, former, personId)).toBeNull();
    expect(await opened(house, former, personId)).toBeNull();
    expect(await codeOf(requireStanding(house.db, former, personId, 'plan', house.clock.now()))).toBe('person-unknown');
    expect(await searched(house, former, { number })).toEqual([]);
    const signsIn = ({ id, roles: has }: Actor) => {
      const said = { accountId: id as Uuid, name: 'Nils', identity: {}, organisation: null, roles: has };
      return house.db
        .transaction()
        .execute((tx) => recogniseAccount(tx, { ...said, newId: house.newId, now: house.clock.now() }));
    };
    const waits = async () => (await unassignedProtected(house.db, jonas)).some((one) => one.personId === personId);
    expect(await waits()).toBe(false);
    await signsIn(former);
    expect(await waits()).toBe(true);
    expect(await codeOf(execute(house, jonas, nameOfficer, { personId, accountId: nils.id }))).toBe('officer-unknown');
    await signsIn(nils);
    expect(await waits()).toBe(false);
    expect(await personView(house, nils, personId)).not.toBeNull();
  });

  it('who leaves is named for nobody', async () => {
    const { number, personId } = await someone('Left');
    await protect(house, number);
    await lookAfter(house, petra, personId);
    await execute(house, operator, releaseOfficer, { accountId: petra.id });
    expect(await protectedOf(house.db, petra)).toEqual([]);
    expect((await unassignedProtected(house.db, jonas)).map((one) => one.personId)).toContain(personId);
  });
});
