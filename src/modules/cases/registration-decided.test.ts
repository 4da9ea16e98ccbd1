/** Who decides about a registration: the rule, or an officer with the question; and objections. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { signIn } from '../people/fixtures.ts';
import { factOf, fillIn, jobseeker, sendIn, staff, startDeciding } from './fixtures.ts';
import { decideRegistration, objectToDecision } from './index.ts';
import { currentDecision, listDecisions } from './store/decision.ts';
import { openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

describe('who decides', () => {
  it.each([
    ['dont-know', 'permit-unsure'],
    ['no', 'permit-none'],
  ])('mayWork %s is a question to an officer: %s', async (mayWork, question) => {
    const person = await jobseeker(house, question);
    const receipt = await sendIn(house, person, await fillIn(house, person, { permit: { mayWork: [mayWork] } }));
    expect(receipt.state).toBe('with-officer');
    const decision = (await currentDecision(house.db, person.personId, receipt.registrationId))!;
    expect(decision).toMatchObject({ outcome: 'to-officer', question, toldAt: null });
    expect(await openRegistration(house.db, person.personId)).toMatchObject({ nextKind: 'decide', nextDue: '2020-02-14' });
    expect(await factOf(house, receipt.registrationId)).toMatchObject({ automated: null });
  });

  it('someone whose identity is not proved is decided by an officer, with what is known (IAFFS 2017:2 §1, AMSFS 2005:4)', async () => {
    const { actor, personId } = await signIn(house, { name: 'Utan nummer' });
    const person = { actor, personId: personId! };
    const receipt = await sendIn(house, person, await fillIn(house, person));
    expect(await currentDecision(house.db, person.personId, receipt.registrationId)).toMatchObject({
      outcome: 'to-officer',
      question: 'identity-not-proved',
    });
    expect(await factOf(house, receipt.registrationId)).toMatchObject({ age_band: 'unknown' });
  });

  it('§12.5 a rejection has its reasons in words, rule and facts, after the person was told', async () => {
    const person = await jobseeker(house, 'Ida');
    const { registrationId } = await sendIn(house, person, await fillIn(house, person, { permit: { mayWork: ['no'] } }));
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
    const { registrationId } = await sendIn(house, person, await fillIn(house, person, { permit: { mayWork: ['no'] } }));
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
    const { registrationId } = await sendIn(house, person, await fillIn(house, person));
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
