/** Someone with protected identity is looked after by a named officer: no command of the forms runs, however it is sent. */
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { protect } from '../people/fixtures.ts';
import { casesCommands } from './commands.ts';
import { fillIn, hasRegistered, jobseeker } from './fixtures.ts';
import { currentDecision } from './store/decision.ts';

const house = await testHouse('country', '2024-03-05T09:00:00Z');

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
