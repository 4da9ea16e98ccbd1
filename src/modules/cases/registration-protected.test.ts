/** Registration of someone with protected identity. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { deliverDue } from '../../platform/outbox/index.ts';
import { lookAfter, opened, protect, signIn } from '../people/fixtures.ts';
import { factsFor } from '../people/index.ts';
import { factOf, fillIn, hasRegistered, jobseeker, sendIn, startDeciding } from './fixtures.ts';
import { casesSubscriptions, decideRegistration, findDraft, startRegistration } from './index.ts';
import { saveStep } from './save-step.ts';
import { typedRegistration } from './registration/fixtures.ts';
import { currentDecision } from './store/decision.ts';
import { findRegistration, openRegistration } from './store/registration.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

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
    expect(await factOf(house, open.id)).toMatchObject({ protected: true });
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
    await expect(sendIn(house, person, draft)).rejects.toMatchObject({ code: 'person-elsewhere' });
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
    const receipt = await sendIn(house, byOfficer, draft);
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
