/** Help with a registration, at a desk and under a mandate, and call-backs. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { signIn } from '../people/fixtures.ts';
import { giveMandate, listActs } from '../people/index.ts';
import { factOf, fillIn, jobseeker, sendIn, staff, startDeciding } from './fixtures.ts';
import { askCallBack, findDraft, recordAssistance, startRegistration } from './index.ts';
import { listTodos } from './store/todo.ts';

const house = await testHouse('country');
await startDeciding(house);

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
    await sendIn(house, person, draft);
    expect(await factOf(house, begun.draftId)).toMatchObject({ capacity: 'staff', channel: 'web' });
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
    const receipt = await sendIn(house, byHelper, await fillIn(house, byHelper));
    expect(receipt.state).toBe('registered');
    expect(await factOf(house, receipt.registrationId)).toMatchObject({ capacity: 'mandate', channel: 'web' });
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
