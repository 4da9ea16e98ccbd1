/** A registration that is sent in: what it leaves behind, once, and all or nothing of it. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { listSupportNeeds, personView } from '../people/index.ts';
import { factOf, fillIn, jobseeker, sendIn, startDeciding } from './fixtures.ts';
import { findDraft, startRegistration } from './index.ts';
import { currentDecision } from './store/decision.ts';
import { findRegistration, openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

const countOf = async (table: 'registration' | 'decision' | 'todo', personId: string) =>
  Number(
    (
      await sql<{ n: string }>`select count(*) as n from ${sql.table(`cases.${table}`)} where person_id = ${personId}`.execute(
        house.db,
      )
    ).rows[0]!.n,
  );
describe('a registration that is sent in', () => {
  it('is decided at once, with rule, facts and reasons, and leaves a receipt, a to-do and a row for statistics', async () => {
    const person = await jobseeker(house, 'Amina', '19990601');
    const draft = await fillIn(house, person);
    const receipt = await sendIn(house, person, draft);
    expect(receipt).toMatchObject({ registrationId: draft.draftId, state: 'registered', registeredOn: '2020-02-14' });
    expect(receipt.receiptNumber).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const registration = (await findRegistration(house.db, person.personId, draft.draftId))!;
    expect(registration).toMatchObject({ capacity: 'self', channel: 'web', identityProof: 'digital-id', claimsBenefit: true });
    expect(registration).toMatchObject({ nextKind: 'first-plan', nextDue: '2020-03-15', municipalityCode: '2425' });
    const decision = (await currentDecision(house.db, person.personId, draft.draftId))!;
    expect(decision).toMatchObject({ rule: 'registration-decision', ruleValueFrom: '2017-08-01', automatic: true });
    expect(decision).toMatchObject({ outcome: 'approve', reasons: ['requirements-met'], decidedBy: 'rule' });
    expect(decision.facts).toMatchObject({ firstDay: '2020-02-14', mayWork: 'yes', identityProof: 'digital-id' });
    expect(decision.toldAt).not.toBeNull();
    expect(await listTodos(house.db, person.personId)).toMatchObject([
      { kind: 'book-planning-conversation', dueOn: '2020-03-15', details: { channel: 'phone', times: ['weekday-morning'] } },
    ]);
    expect(await factOf(house, draft.draftId)).toEqual({
      month: '2020-02-01',
      municipality_code: '2425',
      age_band: 'under-25',
      language: 'sv',
      grounds: ['digital-exclusion', 'language'],
      channel: 'web',
      capacity: 'self',
      automated: true,
      protected: false,
    });
  });

  it('tells people of contact details, languages and support needs in the same transaction', async () => {
    const person = await jobseeker(house, 'Bo');
    await sendIn(house, person, await fillIn(house, person));
    expect(await personView(house, person.actor, person.personId)).toMatchObject({
      phone: '+46701740605',
      address: { street: 'Provgatan 1', postalCode: '91731', postTown: 'Dorotea' },
      languages: ['sv', 'so'],
      interpreter: 'so',
      preferredChannel: 'phone',
    });
    const needs = await listSupportNeeds(house.db, person.personId);
    expect(needs.map(({ ground, needs: what }) => [ground, what])).toEqual([
      ['digital-exclusion', ['meeting-in-person']],
      ['language', ['meeting-in-person']],
    ]);
  });

  it('once: the same form twice, two tabs at once and a later try give one registration and one receipt', async () => {
    const person = await jobseeker(house, 'Cia');
    const draft = await fillIn(house, person);
    const key = house.newId();
    const tabs = await Promise.all([
      sendIn(house, person, draft, key),
      sendIn(house, person, draft, key),
      sendIn(house, person, draft),
      sendIn(house, person, draft),
    ]);
    tabs.push(await sendIn(house, person, draft));
    expect(new Set(tabs.map(({ receiptNumber }) => receiptNumber)).size).toBe(1);
    expect(await countOf('registration', person.personId)).toBe(1);
    expect(await countOf('decision', person.personId)).toBe(1);
    expect(await countOf('todo', person.personId)).toBe(1);
  });

  it('not before the first day of unemployment: it is saved, and sent in on that day (AF, Register)', async () => {
    const person = await jobseeker(house, 'Dag');
    const draft = await fillIn(house, person, { 'first-day': { firstDay: ['2020-02-15'], leavesSoon: ['no'] } });
    await expect(sendIn(house, person, draft)).rejects.toMatchObject({
      code: 'send-in-later',
      details: { params: { date: '2020-02-15' }, rule: { id: 'registration-first-day' } },
    });
    house.clock.set('2020-02-14T23:00:00Z'); // the 15th in Sweden
    expect(await sendIn(house, person, draft)).toMatchObject({ registeredOn: '2020-02-15' });
    house.clock.set('2020-02-14T11:00:00Z');
  });

  it('counts from the day it arrived, however long ago the first day was (FvL §22)', async () => {
    const person = await jobseeker(house, 'Eva');
    const draft = await fillIn(house, person, { 'first-day': { firstDay: ['2019-12-01'], leavesSoon: ['no'] } });
    await sendIn(house, person, draft);
    expect(await openRegistration(house.db, person.personId)).toMatchObject({
      firstDay: '2019-12-01',
      registeredOn: '2020-02-14',
    });
  });

  it('AF, Register: a job within three months means no planning conversation and a question when it begins; the plan is due still', async () => {
    const person = await jobseeker(house, 'Frida');
    const soon = { firstDay: ['2020-02-14'], leavesSoon: ['yes'], leavesOn: ['2020-05-04'] };
    await sendIn(house, person, await fillIn(house, person, { 'first-day': soon }));
    expect(await openRegistration(house.db, person.personId)).toMatchObject({
      leavesOn: '2020-05-04',
      // SFS 2000:628 §6: thirty days for everyone who is registered.
      nextDue: '2020-03-15',
      nextKind: 'first-plan',
    });
    expect(await listTodos(house.db, person.personId)).toMatchObject([{ kind: 'ask-deregistration', dueOn: '2020-05-04' }]);
  });

  it('names the steps that are not finished, and is not sent unseen when another tab changed it', async () => {
    const person = await jobseeker(house, 'Gun');
    const { actor, personId } = person;
    const begun = await execute(house, actor, startRegistration, { personId, language: 'sv', channel: 'web', phoneGround: null });
    const unfinished = await sendIn(house, person, { draftId: begun.draftId, version: begun.version }).catch(
      (error: unknown) => error,
    );
    expect(unfinished).toMatchObject({ code: 'steps-missing' });
    const draft = await fillIn(house, person);
    await expect(sendIn(house, person, { ...draft, version: draft.version - 1 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await sendIn(house, person, draft);
    await expect(fillIn(house, person)).rejects.toMatchObject({ code: 'already-registered' });
  });

  it('leaves all or nothing when its connection is cut in the middle', async () => {
    const person = await jobseeker(house, 'Hans');
    const draft = await fillIn(house, person);
    // The last table that a submission writes to holds it up; its connection is then ended by the server.
    const cut = await house.db.connection().execute(async (other) => {
      await sql`begin`.execute(other);
      await sql`lock table platform.audit in exclusive mode`.execute(other);
      const sent = sendIn(house, person, draft).catch((error: unknown) => error);
      const waiting = sql<{ pid: number }>`
        select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%platform.audit%'`;
      let pid: number | undefined;
      while (pid === undefined) pid = (await waiting.execute(house.db)).rows[0]?.pid;
      await sql`select pg_terminate_backend(${pid})`.execute(house.db);
      const error = await sent;
      await sql`rollback`.execute(other);
      return error;
    });
    expect(cut).toBeInstanceOf(Error);
    expect(await countOf('registration', person.personId)).toBe(0);
    expect(await countOf('todo', person.personId)).toBe(0);
    expect((await personView(house, person.actor, person.personId))!.phone).toBeNull();
    expect((await findDraft(house.db, person.personId))!.version).toBe(draft.version);
    expect(await sendIn(house, person, draft)).toMatchObject({ state: 'registered' });
  });
});
