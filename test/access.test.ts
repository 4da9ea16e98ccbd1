/** Who may do what: every role × command and every role × endpoint is run through, so a new one fails until it is decided. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appCommands } from '../src/app/enter-outage.ts';
import { endpoints } from '../src/app/routes.ts';
import { casesCommands } from '../src/modules/cases/index.ts';
import { contactCommands } from '../src/modules/contact/index.ts';
import { meetingsCommands } from '../src/modules/meetings/index.ts';
import { networkCommands } from '../src/modules/network/index.ts';
import { openLive } from '../src/app/live.ts';
import { peopleCommands } from '../src/modules/people/index.ts';
import { type Command, execute, type Role, roles, signInAs } from '../src/platform/auth/index.ts';
import { Problem } from '../src/platform/problem/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');

const registrationParties = ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'] as const;

/** The decision. Deny by default: a role that is not named may not. */
const mayCommand: Readonly<Record<string, readonly Role[]>> = {
  'network.add-place': ['planner', 'administrator'],
  'network.change-place': ['planner', 'administrator'],
  'network.open-presence': ['planner', 'administrator'],
  'network.change-presence': ['planner', 'administrator'],
  'network.withdraw-presence': ['planner', 'administrator'],
  'network.close-office': ['planner', 'administrator'],
  'network.step-securing': ['planner', 'administrator'],
  'network.import-register': ['planner', 'administrator'],
  'network.import-travel-times': ['planner', 'administrator'],
  // Whoever has the code of a seat, or the seat's own key, may: both were given to one person.
  'contact.enter-video-room': roles,
  'contact.admit-to-video-room': roles,
  'contact.leave-video-room': roles,
  'contact.ask-for-call': roles,
  'meetings.add-interpreter': ['planner', 'administrator'],
  'meetings.add-officer': ['planner', 'administrator'],
  'meetings.add-room': ['planner', 'administrator'],
  'meetings.change-interpreter': ['planner', 'administrator'],
  'meetings.change-officer': ['planner', 'administrator'],
  'meetings.change-room': ['planner', 'administrator'],
  'meetings.end-absence': ['planner', 'administrator', 'caseworker', 'protection-officer'],
  'meetings.end-attendance': ['planner', 'administrator'],
  'meetings.note-absence': ['planner', 'administrator', 'caseworker', 'protection-officer'],
  'meetings.put-meeting-type': ['planner', 'administrator'],
  'meetings.set-attendance': ['planner', 'administrator'],
  'meetings.set-working-day': ['planner', 'administrator'],
  'meetings.set-working-pattern': ['planner', 'administrator'],
  'app.enter-outage': ['administrator'],
  'app.correct-outage': ['administrator'],
  'people.open-file': ['desk-officer', 'caseworker', 'protection-officer'],
  'people.close-file': ['desk-officer', 'caseworker', 'protection-officer'],
  'people.search-persons': ['desk-officer', 'caseworker', 'protection-officer'],
  'people.add-person': ['desk-officer', 'caseworker', 'protection-officer'],
  'people.replace-number': ['caseworker', 'protection-officer'],
  'people.prove-identity': ['desk-officer', 'caseworker', 'protection-officer'],
  'people.change-details': ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.put-support-need': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.end-support-need': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.give-mandate': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.revoke-mandate': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.receive-registry-notice': ['administrator'],
  'people.report-own-protection': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  'people.lift-protection': ['protection-officer'],
  'people.name-officer': ['protection-officer'],
  'people.unname-officer': ['protection-officer'],
  'people.release-officer': ['administrator'],
  'people.check-opening': ['auditor'],
  'people.add-employer': ['caseworker', 'administrator'],
  'people.change-employer': ['caseworker', 'administrator'],
  'people.put-employer-contact': ['caseworker', 'administrator'],
  'people.end-employer-contact': ['caseworker', 'administrator'],
  'cases.start-registration': registrationParties,
  'cases.save-step': registrationParties,
  'cases.discard-draft': registrationParties,
  'cases.submit-registration': registrationParties,
  'cases.decide-registration': ['caseworker', 'protection-officer'],
  'cases.object-to-decision': registrationParties,
  'cases.review-decision': ['caseworker', 'administrator'],
  'cases.start-rule': ['administrator'],
  'cases.stop-rule': ['administrator'],
  'cases.rerun-decisions': ['administrator'],
  'cases.deregister': registrationParties,
  'cases.record-assistance': registrationParties,
  'cases.ask-call-back': registrationParties,
  'cases.note-help-asked': registrationParties,
  'cases.add-attachment': registrationParties,
  'cases.remove-attachment': registrationParties,
  'cases.add-own-words': ['jobseeker', 'helper'],
  'cases.complete-todo': ['desk-officer', 'caseworker', 'protection-officer'],
  'cases.note-report-handed-in': ['desk-officer', 'caseworker', 'protection-officer'],
  'cases.put-plan-in-force': ['caseworker', 'protection-officer'],
  'cases.receive-report': ['desk-officer', 'caseworker', 'protection-officer'],
  'cases.record-conversation': ['desk-officer', 'caseworker', 'protection-officer'],
  'cases.request-translation': ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  'cases.review-report': ['caseworker', 'protection-officer'],
  'cases.note-programme': ['caseworker'],
  'cases.take-case': ['caseworker', 'protection-officer'],
  'cases.save-plan': ['caseworker', 'protection-officer'],
  'cases.save-report': ['jobseeker', 'helper'],
  'cases.settle-desk-agreement': ['administrator'],
  'cases.submit-report': ['jobseeker', 'helper'],
  'meetings.book-meeting': registrationParties,
  'meetings.cancel-meeting': registrationParties,
  'meetings.change-meeting': registrationParties,
  'meetings.confirm-meeting': registrationParties,
  'meetings.hold-meeting': registrationParties,
  'meetings.release-hold': registrationParties,
  'meetings.record-outcome': ['desk-officer', 'caseworker', 'protection-officer'],
  'meetings.ask-channel': registrationParties,
  'meetings.decide-channel-request': ['caseworker', 'protection-officer'],
  'meetings.withdraw-channel-request': registrationParties,
};

const commands: readonly Command[] = [
  ...networkCommands,
  ...peopleCommands,
  ...contactCommands,
  ...casesCommands,
  ...meetingsCommands,
  ...appCommands,
];

describe('role × command', () => {
  it('the table has every command that a module defines', () => {
    expect(commands.map((one) => one.name).toSorted()).toEqual(Object.keys(mayCommand).toSorted());
    const defined = globSync('src/{modules,app}/**/*.ts').flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/= command\(\{\s*name: '([^']+)'/g),
    ]);
    expect(defined.map((match) => match[1]).toSorted()).toEqual(Object.keys(mayCommand).toSorted());
  });

  const pairs = commands.flatMap((one) => roles.map((role) => [role, one.name, one] as const));

  it.each(pairs)('%s %s', async (role, name, one) => {
    const actor = { id: role === 'visitor' ? 'visitor' : 'someone', name: '', roles: [role] };
    // An input that no command accepts: whoever may gets as far as being told so.
    const refused = await execute(house, actor, one, 'nonsense').catch((error: unknown) => error);
    const expected = mayCommand[name]!.includes(role) ? 'invalid-input' : role === 'visitor' ? 'sign-in-required' : 'not-allowed';
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).code).toBe(expected);
  });
});

describe('role × endpoint', async () => {
  const live = await openLive(house, () => undefined);
  const listed = endpoints(house, live, 'test');
  await live.close();
  const service = await testService(house);
  const cookies = new Map<Role, Record<string, string>>();
  for (const role of roles) {
    if (role !== 'visitor') cookies.set(role, (await signInAs(house, [role])).headers);
  }

  it('the register is written by planners and administrators, the log of outages by administrators', () => {
    for (const { url, access } of listed.filter(({ method }) => method === 'POST')) {
      if (url.startsWith('/register')) expect([url, access]).toEqual([url, ['planner', 'administrator']]);
      if (url.startsWith('/outages')) expect([url, access]).toEqual([url, ['administrator']]);
    }
  });

  const pairs = listed.flatMap((one) => roles.map((role) => [role, one.method, one.url, one] as const));

  it.each(pairs)('%s %s %s', async (role, method, url, one) => {
    const address = url.replace(/:code/, '2425').replace(/:id/, '01900000-0000-7000-8000-000000000000');
    const headers = { accept: one.kind === 'page' ? 'text/html' : 'application/json', ...cookies.get(role) };
    const answer = await service.server.inject({ method, url: address, headers });
    const may = one.access === 'everyone' || one.access.includes(role);
    if (may) expect([401, 403]).not.toContain(answer.statusCode);
    else expect([302, 303, role === 'visitor' ? 401 : 403]).toContain(answer.statusCode);
    expect(answer.statusCode).toBeLessThan(500);
  });
});
