/** Registration from sending in to the end of it, through the commands on a real database. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { instant } from '../../platform/clock/index.ts';
import { insertOutage } from '../../platform/outage/index.ts';
import { deliverDue } from '../../platform/outbox/index.ts';
import { addPlace, openPresence } from '../network/index.ts';
import { lookAfter, opened, protect, signIn } from '../people/fixtures.ts';
import { factsFor, giveMandate, listActs, listSupportNeeds, personView } from '../people/index.ts';
import { fillIn, hasRegistered, jobseeker, staff, startDeciding, type TestPerson } from './fixtures.ts';
import {
  askCallBack,
  casesSubscriptions,
  decideRegistration,
  deregister,
  findDraft,
  objectToDecision,
  recordAssistance,
  startRegistration,
  submitRegistration,
} from './index.ts';
import { saveStep } from './save-step.ts';
import { typedRegistration } from './registration/fixtures.ts';
import { currentDecision, listDecisions } from './store/decision.ts';
import { findRegistration, listRegistrations, openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

const send = (who: TestPerson, draft: { draftId: string; version: number }, key?: string) =>
  execute(house, who.actor, submitRegistration, { personId: who.personId, ...draft }, key ?? null);
const countOf = async (table: 'registration' | 'decision' | 'todo', personId: string) =>
  Number(
    (
      await sql<{ n: string }>`select count(*) as n from ${sql.table(`cases.${table}`)} where person_id = ${personId}`.execute(
        house.db,
      )
    ).rows[0]!.n,
  );
const factOf = async (registrationId: string) =>
  (
    await sql<Record<string, unknown>>`
      select month, municipality_code, age_band, language, grounds, channel, capacity, automated, protected
      from cases.registration_fact where registration_id = ${registrationId}`.execute(house.db)
  ).rows[0];

describe('a registration that is sent in', () => {
  it('is decided at once, with rule, facts and reasons, and leaves a receipt, a to-do and a row for statistics', async () => {
    const person = await jobseeker(house, 'Amina', '19990601');
    const draft = await fillIn(house, person);
    const receipt = await send(person, draft);
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
    expect(await factOf(draft.draftId)).toEqual({
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
    await send(person, await fillIn(house, person));
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
      send(person, draft, key),
      send(person, draft, key),
      send(person, draft),
      send(person, draft),
    ]);
    tabs.push(await send(person, draft));
    expect(new Set(tabs.map(({ receiptNumber }) => receiptNumber)).size).toBe(1);
    expect(await countOf('registration', person.personId)).toBe(1);
    expect(await countOf('decision', person.personId)).toBe(1);
    expect(await countOf('todo', person.personId)).toBe(1);
  });

  it('not before the first day of unemployment: it is saved, and sent in on that day (AF, Register)', async () => {
    const person = await jobseeker(house, 'Dag');
    const draft = await fillIn(house, person, { 'first-day': { firstDay: ['2020-02-15'], leavesSoon: ['no'] } });
    await expect(send(person, draft)).rejects.toMatchObject({
      code: 'send-in-later',
      details: { params: { date: '2020-02-15' }, rule: { id: 'registration-first-day' } },
    });
    house.clock.set('2020-02-14T23:00:00Z'); // the 15th in Sweden
    expect(await send(person, draft)).toMatchObject({ registeredOn: '2020-02-15' });
    house.clock.set('2020-02-14T11:00:00Z');
  });

  it('counts from the day it arrived, however long ago the first day was (FvL §22)', async () => {
    const person = await jobseeker(house, 'Eva');
    const draft = await fillIn(house, person, { 'first-day': { firstDay: ['2019-12-01'], leavesSoon: ['no'] } });
    await send(person, draft);
    expect(await openRegistration(house.db, person.personId)).toMatchObject({
      firstDay: '2019-12-01',
      registeredOn: '2020-02-14',
    });
  });

  it('AF, Register: a job within three months means no planning conversation and a question when it begins; the plan is due still', async () => {
    const person = await jobseeker(house, 'Frida');
    const soon = { firstDay: ['2020-02-14'], leavesSoon: ['yes'], leavesOn: ['2020-05-04'] };
    await send(person, await fillIn(house, person, { 'first-day': soon }));
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
    const unfinished = await send(person, { draftId: begun.draftId, version: begun.version }).catch((error: unknown) => error);
    expect(unfinished).toMatchObject({ code: 'steps-missing' });
    const draft = await fillIn(house, person);
    await expect(send(person, { ...draft, version: draft.version - 1 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await send(person, draft);
    await expect(fillIn(house, person)).rejects.toMatchObject({ code: 'already-registered' });
  });

  it('leaves all or nothing when its connection is cut in the middle', async () => {
    const person = await jobseeker(house, 'Hans');
    const draft = await fillIn(house, person);
    // The last table that a submission writes to holds it up; its connection is then ended by the server.
    const cut = await house.db.connection().execute(async (other) => {
      await sql`begin`.execute(other);
      await sql`lock table platform.audit in exclusive mode`.execute(other);
      const sent = send(person, draft).catch((error: unknown) => error);
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
    expect(await send(person, draft)).toMatchObject({ state: 'registered' });
  });
});

describe('who decides', () => {
  it.each([
    ['dont-know', 'permit-unsure'],
    ['no', 'permit-none'],
  ])('mayWork %s is a question to an officer: %s', async (mayWork, question) => {
    const person = await jobseeker(house, question);
    const receipt = await send(person, await fillIn(house, person, { permit: { mayWork: [mayWork] } }));
    expect(receipt.state).toBe('with-officer');
    const decision = (await currentDecision(house.db, person.personId, receipt.registrationId))!;
    expect(decision).toMatchObject({ outcome: 'to-officer', question, toldAt: null });
    expect(await openRegistration(house.db, person.personId)).toMatchObject({ nextKind: 'decide', nextDue: '2020-02-14' });
    expect(await factOf(receipt.registrationId)).toMatchObject({ automated: null });
  });

  it('someone whose identity is not proved is decided by an officer, with what is known (IAFFS 2017:2 §1, AMSFS 2005:4)', async () => {
    const { actor, personId } = await signIn(house, { name: 'Utan nummer' });
    const person = { actor, personId: personId! };
    const receipt = await send(person, await fillIn(house, person));
    expect(await currentDecision(house.db, person.personId, receipt.registrationId)).toMatchObject({
      outcome: 'to-officer',
      question: 'identity-not-proved',
    });
    expect(await factOf(receipt.registrationId)).toMatchObject({ age_band: 'unknown' });
  });

  it('§12.5 a rejection has its reasons in words, rule and facts, after the person was told', async () => {
    const person = await jobseeker(house, 'Ida');
    const { registrationId } = await send(person, await fillIn(house, person, { permit: { mayWork: ['no'] } }));
    const asking = (await currentDecision(house.db, person.personId, registrationId))!;
    const officer = await staff(house, 'caseworker', person.personId);
    const reject = {
      personId: person.personId,
      registrationId,
      decisionId: asking.id,
      outcome: 'reject',
      reasons: ['permit-none'],
      reasonText: 'Du har visat ett beslut utan rätt att arbeta.',
      communicatedOn: '2020-02-14',
      answerBy: null,
      answered: true,
    };
    const decide = (over: object) => execute(house, officer, decideRegistration, { ...reject, ...over });
    await expect(decide({ reasonText: '  ' })).rejects.toMatchObject({ code: 'reason-required' });
    await expect(decide({ reasons: [] })).rejects.toMatchObject({ code: 'reason-required' });
    await expect(decide({ communicatedOn: null })).rejects.toMatchObject({ code: 'not-communicated' });
    await expect(decide({ answered: false })).rejects.toMatchObject({ code: 'not-communicated' });
    expect(await decide({})).toMatchObject({ state: 'rejected' });
    const decision = (await currentDecision(house.db, person.personId, registrationId))!;
    expect(decision).toMatchObject({
      rule: 'registration-decision',
      automatic: false,
      reasons: ['permit-none'],
      decidedBy: officer.id,
    });
    expect(decision.facts).toMatchObject({ mayWork: 'no', communicatedOn: '2020-02-14' });
    expect(decision.reasonText).not.toBe('');
    await expect(decide({})).rejects.toMatchObject({ code: 'changed-meanwhile' });
    // The database itself keeps a decision without reasons from being told.
    await expect(
      sql`update cases.decision set reasons = '{}', reason_text = ' ', outcome = 'approve' where id = ${decision.id}`.execute(
        house.db,
      ),
    ).rejects.toThrow(/check/);
  });

  it('an officer without the file open decides nothing, and no one decides about themselves', async () => {
    const person = await jobseeker(house, 'Jan');
    const { registrationId } = await send(person, await fillIn(house, person, { permit: { mayWork: ['no'] } }));
    const asking = (await currentDecision(house.db, person.personId, registrationId))!;
    const said = {
      personId: person.personId,
      registrationId,
      decisionId: asking.id,
      outcome: 'approve',
      reasons: [],
      reasonText: '',
      communicatedOn: null,
      answerBy: null,
      answered: false,
    };
    const officer = await signIn(house, { name: 'Utan akt', roles: ['caseworker'] });
    await expect(execute(house, officer.actor, decideRegistration, said)).rejects.toMatchObject({ code: 'file-reason-required' });
    const both: Actor = { ...person.actor, roles: ['jobseeker', 'caseworker'] };
    await expect(execute(house, both, decideRegistration, said)).rejects.toMatchObject({ code: 'own-case' });
  });

  it('an objection to an automatic decision goes to an officer; a registration stands meanwhile', async () => {
    const person = await jobseeker(house, 'Karin');
    const { registrationId } = await send(person, await fillIn(house, person));
    const decision = (await currentDecision(house.db, person.personId, registrationId))!;
    const object = () =>
      execute(house, person.actor, objectToDecision, { personId: person.personId, decisionId: decision.id, text: 'Fel dag.' });
    expect(await object()).toMatchObject({ state: 'registered' });
    await expect(object()).rejects.toMatchObject({ code: 'already-objected' });
    const asking = (await currentDecision(house.db, person.personId, registrationId))!;
    expect(asking).toMatchObject({ outcome: 'to-officer', question: 'objection', facts: decision.facts });
    const todos = await listTodos(house.db, person.personId);
    expect(todos.map(({ kind }) => kind)).toContain('reconsider-decision');
    const officer = await staff(house, 'caseworker', person.personId);
    await execute(house, officer, decideRegistration, {
      personId: person.personId,
      registrationId,
      decisionId: asking.id,
      outcome: 'approve',
      reasons: [],
      reasonText: 'Det står fast.',
      communicatedOn: null,
      answerBy: null,
      answered: false,
    });
    expect((await listTodos(house.db, person.personId)).map(({ kind }) => kind)).toEqual(['book-planning-conversation']);
    expect(await openRegistration(house.db, person.personId)).toMatchObject({ state: 'registered', nextKind: 'first-plan' });
    expect(await listDecisions(house.db, person.personId, registrationId)).toHaveLength(3);
  });
});

describe('by phone (IAFFS 2017:2 §2)', () => {
  const phone = (phoneGround: string) => ({ channel: 'phone', phoneGround }) as const;
  const call = async (person: TestPerson, ground: string) => {
    const officer = await staff(house, 'caseworker', person.personId);
    const byPhone = { actor: officer, personId: person.personId };
    return send(byPhone, await fillIn(house, byPhone, {}, phone(ground)));
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
    await send(person, await fillIn(house, person));
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

describe('help', () => {
  it('at a desk is recorded by step and reason, and who was helped did not register alone', async () => {
    const person = await jobseeker(house, 'Pia');
    const { actor, personId } = person;
    const begun = await execute(house, actor, startRegistration, { personId, language: 'ar', channel: 'web', phoneGround: null });
    const desk = await staff(house, 'desk-officer', personId);
    const inPerson = { personId, language: 'ar', channel: 'in-person', phoneGround: null };
    await execute(house, desk, startRegistration, inPerson);
    await execute(house, desk, recordAssistance, { personId, step: 'work', why: 'language', autonomy: 'together' });
    await expect(
      execute(house, { ...actor, roles: ['helper'] }, recordAssistance, {
        personId,
        step: 'work',
        why: 'language',
        autonomy: 'together',
      }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    const { attemptId } = (await findDraft(house.db, personId))!;
    const draft = await fillIn(house, person);
    await send(person, draft);
    expect(await factOf(begun.draftId)).toMatchObject({ capacity: 'staff', channel: 'web' });
    const events = await sql`
      select step, kind, what from cases.attempt_event where attempt_id = ${attemptId} and kind = 'assistance'`.execute(house.db);
    expect(events.rows).toEqual([{ step: 'work', kind: 'assistance', what: 'language' }]);
  });

  it('under a mandate sends in for the person, who sees each thing that was done', async () => {
    const organisation = { number: '2120002445', name: 'Provkommunen' };
    const { actor: helper } = await signIn(house, { name: 'Ingrid', roles: ['helper'], organisation });
    const { actor, personId } = await jobseeker(house, 'Qadir');
    const byHelper = { actor: helper, personId };
    await expect(fillIn(house, byHelper)).rejects.toMatchObject({ code: 'person-unknown' });
    await execute(house, actor, giveMandate, {
      personId,
      organisationKind: 'municipality',
      organisationNumber: organisation.number,
      organisationName: organisation.name,
      tasks: ['registration'],
      from: '2020-02-14',
      to: '2020-02-29',
      givenHow: 'online',
    });
    const receipt = await send(byHelper, await fillIn(house, byHelper));
    expect(receipt.state).toBe('registered');
    expect(await factOf(receipt.registrationId)).toMatchObject({ capacity: 'mandate', channel: 'web' });
    const acts = (await listActs(house.db, personId)).map(({ what }) => what);
    expect(acts).toEqual(expect.arrayContaining(['registration-started', 'registration-step-saved', 'registration-submitted']));
  });

  it('to be called back is asked once, and told to the funnel', async () => {
    const { actor, personId } = await jobseeker(house, 'Rut');
    await execute(house, actor, startRegistration, { personId, language: 'sv', channel: 'web', phoneGround: null });
    const ask = (when: string) =>
      execute(house, actor, askCallBack, { personId, phone: '070-174 06 05', when, language: 'so', step: 'work' });
    await ask('any');
    await ask('morning');
    expect(await listTodos(house.db, personId)).toMatchObject([
      { kind: 'call-back', details: { phone: '+46701740605', when: 'morning', language: 'so', step: 'work' } },
    ]);
    await expect(
      execute(house, actor, askCallBack, { personId, phone: '12', when: 'any', language: 'sv', step: null }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

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
    await send(person, await fillIn(house, person));
    expect((await listRegistrations(house.db, person.personId)).map(({ state }) => state)).toEqual([
      'registered',
      'deregistered',
    ]);
  });
});

describe('protected identity (JO 5254-2016)', () => {
  /** As the worker does, which takes 500 new events at a time: the country's own come first. */
  const deliver = async (): Promise<void> => {
    const onFailure = (error: unknown): never => {
      throw error;
    };
    const waiting = sql<{ n: number }>`select count(*)::int as n from platform.event where not fanned_out`;
    do await deliverDue(house.db, casesSubscriptions(house.newId), house.clock, { onFailure });
    while ((await waiting.execute(house.db)).rows[0]!.n > 0);
  };

  it('§12.4 reaches the registration, its to-dos and its statistics; a human goes through what was booked', async () => {
    const person = await hasRegistered(house, 'Tove');
    const open = (await openRegistration(house.db, person.personId))!;
    await protect(house, person.number);
    await deliver();
    const after = (await findRegistration(house.db, person.personId, open.id))!;
    expect(after).toMatchObject({ protected: true, state: 'registered' });
    expect(JSON.stringify(after.answers)).not.toContain('Provgatan');
    expect(after.answers.contact).toMatchObject({ municipalityCode: '2425' });
    const todos = await listTodos(house.db, person.personId);
    expect(todos.map(({ kind, protected: hidden }) => [kind, hidden])).toEqual(
      expect.arrayContaining([
        ['book-planning-conversation', true],
        ['protected-intake', true],
      ]),
    );
    expect(await factOf(open.id)).toMatchObject({ protected: true });
    // Told again, nothing is doubled.
    await house.db
      .transaction()
      .execute((tx) =>
        casesSubscriptions(house.newId)[0]!.handle(
          { id: 0, aggregate: '', type: '', payload: { personId: person.personId }, occurredAt: house.clock.now() },
          tx,
        ),
      );
    expect(await listTodos(house.db, person.personId)).toHaveLength(todos.length);
  });

  it('throws away what is being filled in on the web, and the person is told of their own way', async () => {
    const person = await jobseeker(house, 'Ulla');
    const draft = await fillIn(house, person);
    await protect(house, person.number);
    // Before the event has arrived, too: the command asks people, not the event.
    await expect(send(person, draft)).rejects.toMatchObject({ code: 'person-elsewhere' });
    await deliver();
    expect(await findDraft(house.db, person.personId)).toBeNull();
    await expect(fillIn(house, person)).rejects.toMatchObject({ code: 'person-elsewhere' });
  });

  it('is always decided by an officer, the named one, and no home address is kept in the case', async () => {
    const person = await jobseeker(house, 'Vera');
    await protect(house, person.number);
    const { actor: officer } = await signIn(house, { name: 'Skydd', roles: ['protection-officer'] });
    await lookAfter(house, officer, person.personId);
    const byOfficer = { actor: officer, personId: person.personId };
    const inPerson = { channel: 'in-person', phoneGround: null } as const;
    const begun = await execute(house, officer, startRegistration, { personId: person.personId, language: 'sv', ...inPerson });
    // Neither is it asked whether they are protected, nor does a yes end the way; and their home is not asked for.
    expect(begun.atStep).toBe('first-day');
    const again = { personId: person.personId, version: begun.version, step: 'protection', typed: { protected: ['yes'] } };
    expect(await execute(house, officer, saveStep, again)).toMatchObject({ ended: null, next: 'first-day' });
    const { contact } = typedRegistration();
    const { street: _street, postalCode: _code, postTown: _town, ...reachable } = contact!;
    const draft = await fillIn(house, byOfficer, { contact: reachable }, inPerson);
    const receipt = await send(byOfficer, draft);
    expect(receipt.state).toBe('with-officer');
    const asking = (await currentDecision(house.db, person.personId, receipt.registrationId))!;
    expect(asking).toMatchObject({ outcome: 'to-officer', question: 'protected-identity' });
    const registration = (await findRegistration(house.db, person.personId, receipt.registrationId))!;
    expect(JSON.stringify(registration.answers)).not.toContain('Provgatan');
    const other = await signIn(house, { name: 'Annan', roles: ['caseworker'] });
    await opened(house, other.actor, person.personId);
    const said = {
      personId: person.personId,
      registrationId: registration.id,
      decisionId: asking.id,
      outcome: 'approve',
      reasons: [],
      reasonText: '',
      communicatedOn: null,
      answerBy: null,
      answered: false,
    };
    await expect(execute(house, other.actor, decideRegistration, said)).rejects.toMatchObject({ code: 'person-unknown' });
    // §12.5: there is a question, so the officer says why; and no code says what the facts contradict.
    await expect(execute(house, officer, decideRegistration, said)).rejects.toMatchObject({ code: 'reason-required' });
    const why = { ...said, reasonText: 'Identiteten är styrkt vid besöket.' };
    expect(await execute(house, officer, decideRegistration, why)).toMatchObject({ state: 'registered' });
    expect(await currentDecision(house.db, person.personId, registration.id)).toMatchObject({
      reasons: ['officer-found-it-right'],
      reasonText: why.reasonText,
    });
    expect((await factsFor(house.db, person.personId))!.grounds).toContain('protected-identity');
  });
});

describe('what is kept outside the case', () => {
  it('audit rows, events and the funnel hold codes and ids, nothing that was typed', async () => {
    const { rows } = await sql<{ text: string }>`
      select coalesce(details::text, '') || coalesce(result::text, '') as text from platform.audit where command like 'cases.%'
      union all select payload::text from platform.event
      union all select to_jsonb(e)::text from cases.attempt_event e
      union all select to_jsonb(f)::text from cases.registration_fact f`.execute(house.db);
    const all = rows.map(({ text }) => text).join('\n');
    expect(rows.length).toBeGreaterThan(50);
    for (const typed of [
      'Provgatan',
      'Dorotea',
      '701740605',
      'example.org',
      'Snickare',
      'Provkassan',
      'Provsson',
      'Fel dag',
      'logga in',
    ]) {
      expect(all).not.toContain(typed);
    }
    const numbers = await sql<{ number: string }>`select number from people.identity_number`.execute(house.db);
    for (const { number } of numbers.rows) expect(all).not.toContain(number.slice(2));
  });
});
