/** Someone with protected identity is looked after by a named officer: no command of the forms runs, however it is sent. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute, type Role } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { protect, signIn } from '../people/fixtures.ts';
import { factsFor, giveMandate, personView } from '../people/index.ts';
import { casesCommands } from './commands.ts';
import { fillIn, hasRegistered, jobseeker, staff } from './fixtures.ts';
import { saveStep, startRegistration } from './index.ts';
import { currentDecision } from './store/decision.ts';
import { protectedWork } from './work-list.ts';

const house = await testHouse('country', '2024-03-05T09:00:00Z');

describe('JO 5254-2016: whoever answers yes to the first question', () => {
  const yes = async (by: Actor, personId: Uuid, channel: string) => {
    const begun = await execute(house, by, startRegistration, { personId, language: 'sv', channel, phoneGround: null });
    const typed = { protected: ['yes'] };
    return execute(house, by, saveStep, { personId, version: begun.version, step: 'protection', typed });
  };
  const known = (viewer: Actor, personId: Uuid) => personView(house, viewer, personId);

  it('is protected from that moment, without another press of a button', async () => {
    const { actor, personId } = await jobseeker(house, 'Ja');
    expect(await yes(actor, personId, 'web')).toMatchObject({ ended: 'own-channel', next: null });
    expect(await factsFor(house.db, personId)).toMatchObject({ isProtected: true });
    await expect(fillIn(house, { actor, personId })).rejects.toMatchObject({ code: 'person-elsewhere' });
    const told = sql`select 1 from platform.event where type = 'people.protection-changed' and payload->>'personId' = ${personId}`;
    expect((await told.execute(house.db)).rows).toHaveLength(1);
  });

  it('at the desk: whoever wrote it down loses sight of the person', async () => {
    const { personId } = await jobseeker(house, 'Vid disken');
    const desk = await staff(house, 'desk-officer', personId);
    await yes(desk, personId, 'in-person');
    expect(await factsFor(house.db, personId)).toMatchObject({ isProtected: true });
    expect(await known(desk, personId)).toBeNull();
  });

  it('through a helper: those who look after protected persons are asked, and nobody else sees that', async () => {
    const person = await jobseeker(house, 'Genom ombud');
    const organisation = { number: '2120002445', name: 'Kommunen' };
    const { actor: helper } = await signIn(house, { name: 'Ombud', roles: ['helper'], organisation });
    await execute(house, person.actor, giveMandate, {
      personId: person.personId,
      tasks: ['registration'],
      from: '2024-03-05',
      to: '2024-12-31',
      givenHow: 'online',
      organisationKind: 'municipality',
      organisationNumber: organisation.number,
      organisationName: organisation.name,
    });
    expect(await yes(helper, person.personId, 'web')).toMatchObject({ ended: 'own-channel' });
    expect(await factsFor(house.db, person.personId)).toMatchObject({ isProtected: false });
    const seen = async (role: Role) =>
      (await protectedWork(house.db, await staff(house, role))).filter(({ personId }) => personId === person.personId);
    expect(await seen('protection-officer')).toMatchObject([{ kind: 'protection-told', due: '2024-03-05' }]);
    expect(await seen('caseworker')).toEqual([]);
  });
});

it('a protected person’s own commands lead to their contact, also when they are sent directly', async () => {
  const person = await hasRegistered(house, 'Skyddad');
  const { actor, personId, registrationId } = person;
  const decision = (await currentDecision(house.db, personId, registrationId))!;
  const other = await jobseeker(house, 'Utkast');
  const { draftId } = await fillIn(house, other);
  await protect(house, person.number);
  await protect(house, other.number);
  const own = { personId, registrationId, version: 1 };
  const draft = { personId: other.personId, draftId, version: 1 };
  const sent: Record<string, [typeof actor, object]> = {
    'cases.deregister': [actor, { ...own, on: '2024-03-05', reason: 'work' }],
    'cases.object-to-decision': [actor, { personId, decisionId: decision.id, text: 'Det stämmer inte.' }],
    'cases.ask-call-back': [actor, { personId, phone: '0701740605', when: 'any', language: 'sv', step: null }],
    'cases.note-help-asked': [other.actor, { ...draft, step: 'contact' }],
    'cases.save-step': [other.actor, { ...draft, step: 'contact', typed: {} }],
    'cases.submit-registration': [other.actor, draft],
    'cases.discard-draft': [other.actor, draft],
    'cases.start-registration': [other.actor, { ...draft, language: 'sv', channel: 'web', phoneGround: null }],
    'cases.remove-attachment': [other.actor, { ...draft, attachmentId: house.newId() }],
  };
  for (const [name, [by, input]] of Object.entries(sent)) {
    const one = casesCommands.find((command) => command.name === name)!;
    const refused = await execute(house, by, one as never, input).catch((error: { code: string }) => error.code);
    expect([name, refused]).toEqual([name, 'person-elsewhere']);
  }
});
