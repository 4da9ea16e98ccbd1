/** Who may do what: every role × command and every role × endpoint is run through, so a new one fails until it is decided. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appCommands } from '../src/app/enter-outage.ts';
import { endpoints } from '../src/app/routes.ts';
import { casesCommands } from '../src/modules/cases/index.ts';
import { contactCommands } from '../src/modules/contact/index.ts';
import { deskCommands } from '../src/modules/desk/index.ts';
import { meetingsCommands } from '../src/modules/meetings/index.ts';
import { insightCommands } from '../src/modules/insight/index.ts';
import { networkCommands } from '../src/modules/network/index.ts';
import { openLive } from '../src/app/live.ts';
import { peopleCommands } from '../src/modules/people/index.ts';
import { planningCommands } from '../src/modules/planning/index.ts';
import { type Command, execute, type Role, roles } from '../src/platform/auth/index.ts';
import type { Endpoint } from '../src/platform/http/index.ts';
import { Problem } from '../src/platform/problem/index.ts';
import { doors } from './access-addresses.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');

const registrationParties = ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'] as const;

/** The decision. Deny by default: a role that is not named may not. */
const mayCommand: Readonly<Record<string, readonly Role[]>> = {
  'desk.note-arrival': ['desk-officer'],
  'desk.open-counter': ['desk-officer'],
  'desk.close-counter': ['desk-officer'],
  'desk.call-next': ['desk-officer'],
  'desk.call-visit': ['desk-officer'],
  'desk.recall-visit': ['desk-officer'],
  'desk.serve-visit': ['desk-officer'],
  'desk.park-visit': ['desk-officer'],
  'desk.resume-visit': ['desk-officer'],
  'desk.transfer-visit': ['desk-officer'],
  'desk.prioritise-visit': ['desk-officer'],
  'desk.note-step': ['desk-officer'],
  'desk.end-visit': ['desk-officer'],
  'desk.note-no-show': ['desk-officer'],
  // Whoever has the key of a ticket or of a kiosk may.
  'desk.give-feedback': roles,
  'desk.leave-queue': roles,
  'desk.take-ticket': roles,
  'insight.add-assignment': ['analyst', 'administrator'],
  'insight.add-report': ['analyst', 'administrator'],
  'insight.change-report': ['analyst', 'administrator'],
  'insight.step-report': ['analyst', 'administrator'],
  'insight.freeze-report': ['analyst', 'administrator'],
  'planning.create-scenario': ['planner', 'administrator'],
  'planning.change-scenario': ['planner', 'administrator'],
  'planning.copy-scenario': ['planner', 'administrator'],
  'planning.comment-scenario': ['planner', 'administrator'],
  'planning.propose-scenario': ['planner', 'administrator'],
  'planning.approve-scenario': ['planner', 'administrator'],
  'planning.reject-scenario': ['planner', 'administrator'],
  'planning.withdraw-scenario': ['planner', 'administrator'],
  'planning.carry-out-scenario': ['planner', 'administrator'],
  'planning.resume-decision': ['planner', 'administrator'],
  'planning.leave-out-steps': ['planner', 'administrator'],
  'planning.create-rota': ['planner', 'administrator'],
  'planning.replan-rota': ['planner', 'administrator'],
  'planning.carry-out-rota': ['planner', 'administrator'],
  'planning.resume-rota': ['planner', 'administrator'],
  'network.add-place': ['planner', 'administrator'],
  'network.change-place': ['planner', 'administrator'],
  'network.open-presence': ['planner', 'administrator'],
  'network.change-presence': ['planner', 'administrator'],
  'network.withdraw-presence': ['planner', 'administrator'],
  'network.close-office': ['planner', 'administrator'],
  'network.step-securing': ['planner', 'administrator'],
  'network.import-register': ['planner', 'administrator'],
  'network.import-travel-times': ['planner', 'administrator'],
  'network.put-service-agreement': ['planner', 'administrator'],
  'network.end-service-agreement': ['planner', 'administrator'],
  'network.start-agreement': ['planner', 'administrator'],
  'network.change-agreement': ['planner', 'administrator'],
  'network.step-agreement': ['planner', 'administrator'],
  'network.leave-agreement': ['planner', 'administrator'],
  'network.add-agreement-document': ['planner', 'administrator'],
  'network.import-agreements': ['planner', 'administrator'],
  'network.plan-securing': ['planner', 'administrator'],
  'network.place-desk-staff': ['desk-officer', 'planner', 'administrator'],
  'network.end-desk-staff': ['desk-officer', 'planner', 'administrator'],
  // Whoever has the code of a seat, or the seat's own key, may: both were given to one person.
  'meetings.put-feed': ['jobseeker', 'caseworker', 'desk-officer', 'protection-officer'],
  'meetings.end-feed': ['jobseeker', 'caseworker', 'desk-officer', 'protection-officer'],
  'contact.read-letter': ['desk-officer', 'caseworker', 'protection-officer'],
  'contact.post-letter': ['desk-officer', 'caseworker', 'protection-officer'],
  'contact.note-told-by-hand': ['desk-officer', 'caseworker', 'protection-officer'],
  'contact.add-body': ['planner', 'administrator'],
  'contact.change-body': ['planner', 'administrator'],
  'contact.end-body': ['planner', 'administrator'],
  'contact.import-bodies': ['planner', 'administrator'],
  'contact.start-notice': ['planner', 'administrator'],
  'contact.change-notice': ['planner', 'administrator'],
  'contact.approve-notice': ['planner', 'administrator'],
  'contact.withdraw-notice': ['planner', 'administrator'],
  'contact.note-letter': ['planner', 'administrator'],
  'contact.file-view': ['planner', 'administrator'],
  'contact.answer-view': ['planner', 'administrator'],
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
  'meetings.import-supply': ['planner', 'administrator'],
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
  'meetings.give-video-seat': registrationParties,
  'meetings.hold-meeting': registrationParties,
  'meetings.import-forecast': ['planner', 'administrator'],
  'meetings.set-free-threshold': ['planner', 'administrator'],
  'meetings.log-call-attempt': ['desk-officer', 'caseworker', 'protection-officer'],
  'meetings.release-hold': registrationParties,
  'meetings.book-seat': registrationParties,
  'meetings.book-series': ['desk-officer', 'caseworker', 'protection-officer'],
  'meetings.close-place': ['planner', 'administrator'],
  'meetings.reopen-place': ['planner', 'administrator'],
  'meetings.end-agreement': ['planner', 'administrator'],
  'meetings.join-waiting': registrationParties,
  'meetings.lose-interpreter': ['planner', 'administrator'],
  'meetings.lose-room': ['planner', 'administrator'],
  'meetings.note-officer-absent': ['planner', 'administrator', 'caseworker', 'protection-officer'],
  'meetings.cancel-series': registrationParties,
  'meetings.cancel-session': ['caseworker', 'protection-officer', 'planner'],
  'meetings.change-seat': registrationParties,
  'meetings.change-session-seats': ['caseworker', 'protection-officer', 'planner'],
  'meetings.give-session-seat': ['desk-officer', 'caseworker', 'protection-officer'],
  'meetings.rebook-seat': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  'meetings.replace-session': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  'meetings.open-session': ['caseworker', 'protection-officer', 'planner'],
  'meetings.add-webhook': ['planner', 'administrator'],
  'meetings.end-webhook': ['planner', 'administrator'],
  'meetings.overbook-meeting': ['caseworker', 'protection-officer'],
  'meetings.start-rebooking': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  'meetings.rebook-meeting': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  'meetings.decline-offer': registrationParties,
  'meetings.leave-waiting': registrationParties,
  'meetings.take-offer': registrationParties,
  'meetings.record-outcome': ['desk-officer', 'caseworker', 'protection-officer'],
  'meetings.ask-channel': registrationParties,
  'meetings.decide-channel-request': ['caseworker', 'protection-officer'],
  'meetings.withdraw-channel-request': registrationParties,
  'desk.make-client': ['administrator'],
  'desk.end-client': ['administrator'],
  // Whoever has the key of a program may.
  'desk.report-visits': roles,
  'desk.receive-document': ['desk-officer'],
  'desk.forward-document': ['desk-officer'],
  'desk.note-original-sent': ['desk-officer'],
  'desk.make-upload-link': ['desk-officer'],
  'desk.open-document': ['desk-officer', 'caseworker'],
  'desk.acknowledge-document': ['caseworker'],
  'desk.return-document': ['caseworker'],
  // Whoever has the key of a kiosk, or the link that the desk gave.
  'desk.hand-in-document': roles,
  'desk.import-visits': ['desk-officer', 'planner', 'administrator'],
  'desk.put-service': ['desk-officer', 'planner', 'administrator'],
  'desk.end-service': ['desk-officer', 'planner', 'administrator'],
  'desk.put-counter': ['desk-officer', 'planner', 'administrator'],
  'desk.end-counter': ['desk-officer', 'planner', 'administrator'],
  'desk.add-device': ['desk-officer', 'planner', 'administrator'],
  'desk.end-device': ['desk-officer', 'planner', 'administrator'],
  'desk.enrol-device': ['desk-officer'],
  'desk.settle-note': ['desk-officer'],
  'desk.put-topic': ['planner', 'administrator'],
  'desk.end-topic': ['planner', 'administrator'],
  'desk.put-setting': ['administrator'],
  'desk.put-unit': ['administrator'],
  'desk.end-unit': ['administrator'],
};

const commands: readonly Command[] = [
  ...networkCommands,
  ...insightCommands,
  ...planningCommands,
  ...peopleCommands,
  ...contactCommands,
  ...casesCommands,
  ...meetingsCommands,
  ...deskCommands,
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

const registerKeepers = ['planner', 'administrator'] as const;
/** Planners for anyone; officers for themselves. */
const absenceNoters = ['planner', 'administrator', 'caseworker', 'protection-officer'] as const;
const officers = ['desk-officer', 'caseworker', 'protection-officer'] as const;
/** A desk's manager, and those who look after all. */
const deskKeepers = ['desk-officer', 'planner', 'administrator'] as const;

/** The decision, for every address that takes something. Deny by default: one that is not here, or a role not named at it, may not. */
const maySend: Readonly<Record<string, readonly Role[] | 'everyone'>> = {
  '/disruptions/:kind/:thing': ['planner', 'administrator', 'caseworker', 'protection-officer'],
  '/displaced': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  '/displaced/:person/:meeting': ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  '/v1/meetings': registrationParties,
  '/v1/meetings/:id/confirmation': registrationParties,
  '/v1/meetings/series': ['desk-officer', 'caseworker', 'protection-officer'],
  '/v1/meeting-sessions': ['caseworker', 'protection-officer', 'planner'],
  '/v1/meeting-sessions/:id/seats': registrationParties,
  'PATCH /v1/meetings/:id': registrationParties,
  'DELETE /v1/meetings/:id': registrationParties,
  '/desk/:place/documents': ['desk-officer'],
  '/desk/:place/documents/link': ['desk-officer'],
  '/desk/:place/documents/:document/forward': ['desk-officer'],
  '/desk/:place/documents/:document/original-sent': ['desk-officer'],
  '/documents/:place/:document/acknowledge': ['caseworker'],
  '/documents/:place/:document/person': ['caseworker'],
  '/documents/:place/:document/return': ['caseworker'],
  '/hand-in/:token': 'everyone',
  '/kiosk/:key/document': 'everyone',
  '/desks/:place/agreements/new': registerKeepers,
  '/desks/:place/agreements/:agreement/end': registerKeepers,
  '/desks/:place/staff/new': deskKeepers,
  '/desks/:place/staff/:staff/end': deskKeepers,
  '/desks/:place/services/new': deskKeepers,
  '/desks/:place/services/:service': deskKeepers,
  '/desks/:place/services/:service/end': deskKeepers,
  '/desks/:place/counters/new': deskKeepers,
  '/desks/:place/counters/:counter': deskKeepers,
  '/desks/:place/counters/:counter/end': deskKeepers,
  '/desks/:place/devices/new': deskKeepers,
  '/desks/:place/devices/:device/end': deskKeepers,
  '/desks/settings/values/new': ['administrator'],
  '/desks/settings/units/new': ['administrator'],
  '/desks/settings/units/:unit': ['administrator'],
  '/desks/settings/units/:unit/end': ['administrator'],
  '/desks/settings/topics/new': registerKeepers,
  '/desks/settings/topics/:topic': registerKeepers,
  '/desks/settings/topics/:topic/end': registerKeepers,
  '/register/places/new': registerKeepers,
  '/register/places/:id/change': registerKeepers,
  '/register/places/:id/open': registerKeepers,
  '/register/presences/:id/change': registerKeepers,
  '/register/presences/:id/withdraw': registerKeepers,
  '/register/presences/:id/close': registerKeepers,
  '/register/closures/:id/step': registerKeepers,
  '/register/closures/:id/plan': registerKeepers,
  '/agreements/new': registerKeepers,
  '/agreements/import': registerKeepers,
  '/agreements/:id/replace': registerKeepers,
  '/agreements/:id/change': registerKeepers,
  '/agreements/:id/step': registerKeepers,
  '/agreements/:id/leave-place': registerKeepers,
  '/agreements/:id/document': registerKeepers,
  '/agreements/:id/ending': registerKeepers,
  '/my/details': ['jobseeker'],
  '/my/support': ['jobseeker'],
  '/my/mandates/new': ['jobseeker'],
  '/my/protection/confirm': ['jobseeker'],
  '/my/mandates/:mandate/revoke': ['jobseeker'],
  '/my/support/:need/end': ['jobseeker'],
  '/people': officers,
  '/people/new': officers,
  '/people/:person/officers': ['protection-officer'],
  '/control/openings/:opening': ['auditor'],
  '/people/:person/details': registrationParties,
  '/people/:person/support': officers,
  '/people/:person/mandates': officers,
  '/people/:person/identity': officers,
  '/people/:person/number': ['caseworker', 'protection-officer'],
  '/people/:person/protection': ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  '/people/:person/open': officers,
  '/people/:person/close': officers,
  '/people/:person/mandates/:mandate/revoke': officers,
  '/people/:person/support/:need/end': officers,
  '/people/:person/officers/:account/release': ['protection-officer'],
  '/people/:person/protection/lift': ['protection-officer'],
  '/employers': ['desk-officer', 'caseworker', 'administrator'],
  '/employers/new': ['caseworker', 'administrator'],
  '/employers/:employer/change': ['caseworker', 'administrator'],
  '/employers/:employer/contacts/new': ['caseworker', 'administrator'],
  '/employers/:employer/contacts/:contact/end': ['caseworker', 'administrator'],
  '/my/registration': ['jobseeker'],
  '/my/registration/:step': ['jobseeker'],
  '/my/registration/attachments': ['jobseeker'],
  '/my/registration/check': ['jobseeker'],
  '/my/registration/receipt/:id/translation': ['jobseeker'],
  '/my/registration/receipt/:id/object': ['jobseeker'],
  '/people/:person/registration': registrationParties,
  '/people/:person/registration/:step': registrationParties,
  '/people/:person/registration/attachments': registrationParties,
  '/people/:person/registration/check': registrationParties,
  '/people/:person/registration/receipt/:id/translation': registrationParties,
  '/people/:person/registration/receipt/:id/object': registrationParties,
  '/practice/registration/:step': 'everyone',
  '/get-help': ['jobseeker'],
  '/automation/:rule/start': ['administrator'],
  '/automation/:rule/stop': ['administrator'],
  '/automation/stops/:id': ['administrator'],
  '/reviews': ['caseworker', 'administrator'],
  '/my/report/:month': ['jobseeker'],
  '/my/report/:month/message': ['jobseeker'],
  '/my/report/:month/check': ['jobseeker'],
  '/my/report/:month/receipt': ['jobseeker'],
  '/my/plan': ['jobseeker'],
  '/my/deregister': ['jobseeker'],
  '/people/:person/deregister': registrationParties,
  '/practice/report': 'everyone',
  '/people/:person/plan': registrationParties,
  '/people/:person/report/:month': registrationParties,
  '/people/:person/report/:month/message': registrationParties,
  '/people/:person/report/:month/check': registrationParties,
  '/people/:person/report/:month/receipt': registrationParties,
  '/people/:person/report/:month/review': officers,
  '/people/:person/report/:month/on-its-way': officers,
  '/people/:person/conversation': officers,
  '/people/:person/task/:todo': officers,
  '/people/:person/decide': ['caseworker', 'protection-officer'],
  '/people/:person/programme': ['caseworker'],
  '/people/:person/take': ['caseworker', 'protection-officer'],
  '/v1/me/registration-drafts': ['jobseeker'],
  '/v1/me/registration-drafts/steps/:step': ['jobseeker'],
  '/v1/me/registrations': ['jobseeker'],
  '/v1/me/activity-reports/:month': ['jobseeker'],
  '/v1/me/activity-reports/:month/submissions': ['jobseeker'],
  '/bodies/new': registerKeepers,
  '/bodies/import': registerKeepers,
  '/bodies/import/apply': registerKeepers,
  '/bodies/:body': registerKeepers,
  '/bodies/:body/end': registerKeepers,
  '/notices/new': registerKeepers,
  '/notices/:notice/change': registerKeepers,
  '/notices/:notice/withdraw': registerKeepers,
  '/notices/:notice/approve': registerKeepers,
  '/notices/letters/:noticeLetter/:letterAction': registerKeepers,
  '/decisions/:decision/views/new': registerKeepers,
  '/views/:view/correct': registerKeepers,
  '/views/:view/answer': registerKeepers,
  '/letters/:letter/posted': officers,
  '/my/meetings/calendar': ['jobseeker'],
  '/my/meetings/calendar/end': ['jobseeker'],
  '/calendar/feed': officers,
  '/calendar/feed/end': officers,
  '/people/:person/messages/:message': officers,
  '/meet': 'everyone',
  '/meet/:room/signals': 'everyone',
  '/meet/:room/admit': 'everyone',
  '/meet/:room/leave': 'everyone',
  '/meet/:room/call-me': 'everyone',
  '/supply/free': registerKeepers,
  '/my/meetings/hold': ['jobseeker'],
  '/people/:person/meetings/hold': registrationParties,
  '/sessions/new': ['caseworker', 'protection-officer', 'planner'],
  '/sessions/:id/cancel': ['caseworker', 'protection-officer', 'planner'],
  '/sessions/:id/seats': ['caseworker', 'protection-officer', 'planner'],
  '/sessions/:id/outcome': officers,
  '/sessions/:id/video': officers,
  '/my/meetings/sessions/:id': ['jobseeker'],
  '/people/:person/meetings/sessions/:id': registrationParties,
  '/people/:person/meetings/series': officers,
  '/my/meetings/series/:id/cancel': ['jobseeker'],
  '/people/:person/meetings/series/:id/cancel': registrationParties,
  '/my/meetings/waiting': ['jobseeker'],
  '/people/:person/meetings/waiting': registrationParties,
  '/my/meetings/another-channel': ['jobseeker'],
  '/people/:person/meetings/another-channel': registrationParties,
  '/my/meetings/:id/confirm': ['jobseeker'],
  '/people/:person/meetings/:id/confirm': registrationParties,
  '/my/meetings/:id/change': ['jobseeker'],
  '/people/:person/meetings/:id/change': registrationParties,
  '/my/meetings/:id/cancel': ['jobseeker'],
  '/people/:person/meetings/:id/cancel': registrationParties,
  '/my/meetings/:id/video': ['jobseeker'],
  '/people/:person/meetings/:id/video': registrationParties,
  '/people/:person/meetings/:id/call-attempt': officers,
  '/supply/officers/new': registerKeepers,
  '/supply/officers/:id/change': registerKeepers,
  '/supply/officers/:id/pattern': registerKeepers,
  '/supply/officers/:id/day': registerKeepers,
  '/supply/officers/:id/attendance': registerKeepers,
  '/supply/officers/:id/attendance/:attendance/end': registerKeepers,
  '/supply/rooms/new': registerKeepers,
  '/supply/rooms/:id/change': registerKeepers,
  '/supply/interpreters/new': registerKeepers,
  '/supply/interpreters/:id/change': registerKeepers,
  '/supply/officers/:id/absence': absenceNoters,
  '/supply/rooms/:id/absence': absenceNoters,
  '/supply/interpreters/:id/absence': absenceNoters,
  '/supply/absences/:id/:absence/end': absenceNoters,
  '/supply/places/:id/closures/:closure/end': registerKeepers,
  '/meeting-types/new': registerKeepers,
  '/meeting-types/:id/change': registerKeepers,
  '/supply/import': registerKeepers,
  '/supply/import/apply': registerKeepers,
  '/v1/attendance': ['planner', 'administrator'],
  '/webhooks': ['planner', 'administrator'],
  '/webhooks/:webhook/end': ['planner', 'administrator'],
  '/desk/:place/arrivals': ['desk-officer'],
  '/desk/:place/sync': ['desk-officer'],
  '/desk/:place/sync/device': ['desk-officer'],
  '/desk/:place/sync/document': ['desk-officer'],
  '/desk/:place/sync/settled': ['desk-officer'],
  '/desk/:place/counters/:counter/:act': ['desk-officer'],
  '/desk/:place/visits/:visit/:act': ['desk-officer'],
  // Whoever has the key of a ticket or of a kiosk.
  '/ticket/:key': 'everyone',
  '/kiosk/:key': 'everyone',
  '/desks/clients': ['administrator'],
  '/desks/clients/:client/end': ['administrator'],
  // A program's key is asked for by the address itself.
  '/v1/desk/places/:place/visits': 'everyone',
  '/desks/:place/import': ['desk-officer', 'planner', 'administrator'],
  '/desks/:place/import/apply': ['desk-officer', 'planner', 'administrator'],
  '/planning/new': registerKeepers,
  '/planning/map/save': registerKeepers,
  '/planning/:scenario/map/save': registerKeepers,
  '/planning/:scenario/facts': registerKeepers,
  '/planning/:scenario/change': registerKeepers,
  '/planning/:scenario/remove': registerKeepers,
  '/planning/:scenario/copy': registerKeepers,
  '/planning/:scenario/propose': registerKeepers,
  '/planning/:scenario/approve': registerKeepers,
  '/planning/:scenario/reject': registerKeepers,
  '/planning/:scenario/withdraw': registerKeepers,
  '/planning/:scenario/comment': registerKeepers,
  '/planning/:scenario/decision': registerKeepers,
  '/planning/:scenario/decision/leave-out': registerKeepers,
  '/planning/rota/new': registerKeepers,
  '/planning/rota/:rota/replan': registerKeepers,
  '/planning/rota/:rota/carry-out': registerKeepers,
  '/planning/staffing/stop': ['planner', 'analyst', 'administrator'],
  '/reports/new-assignment': ['analyst', 'administrator'],
  '/reports/new': ['analyst', 'administrator'],
  '/reports/:code/change': ['analyst', 'administrator'],
  '/reports/:code/send-to-review': ['analyst', 'administrator'],
  '/reports/:code/send-back': ['analyst', 'administrator'],
  '/reports/:code/approve': ['analyst', 'administrator'],
  '/reports/:code/freeze': ['analyst', 'administrator'],
  // Asks, and changes nothing: a selection that is too long for an address.
  '/v1/statistics/tables/:id/data': 'everyone',
  '/v1/statistics/api/v2/tables/:id/data': 'everyone',
  '/outages': ['administrator'],
  '/outages/:id': ['administrator'],
};

describe('role × endpoint', async () => {
  const live = await openLive(house, () => undefined);
  const listed = endpoints(house, live, 'test');
  await live.close();
  const service = await testService(house);
  const { headers: headersOf, programKey, address } = await doors(house);
  const isAllowed = ({ access }: Endpoint, role: Role): boolean => access === 'everyone' || access.includes(role);
  const ask = async (one: Endpoint, role: Role) => {
    const headers = { accept: one.kind === 'page' ? 'text/html' : 'application/json', ...headersOf(role) };
    const authorization = one.bearer === true ? { authorization: `Bearer ${programKey}` } : {};
    const url = await address(one.url, role);
    // The head says who may; what follows it may be a stream without end.
    const answer = await service.server.inject({
      method: one.method,
      url,
      headers: { ...headers, ...authorization },
      payloadAsStream: true,
    });
    answer.stream().destroy();
    return answer;
  };

  it('every endpoint that takes something is decided, and open to those roles and no others', () => {
    const sorted = (access: Endpoint['access']) => (access === 'everyone' ? access : access.toSorted());
    const named = ({ method, url }: Endpoint): string => (method === 'POST' ? url : `${method} ${url}`);
    const taking = listed.filter(({ method }) => method !== 'GET').map((one) => [named(one), sorted(one.access)] as const);
    const decided = Object.entries(maySend).map(([url, access]) => [url, sorted(access)] as const);
    expect(new Set(taking.map(([url]) => url)).size).toBe(taking.length);
    expect(Object.fromEntries(taking)).toEqual(Object.fromEntries(decided));
  });

  it('the addresses lead to something for someone who may', async () => {
    // A room for video is open to whoever has a seat's key, which is in no session; a message has words only of what the service tells.
    const others = /^\/meet\/|\/messages\/:message$/;
    for (const one of listed.filter(({ method, url }) => method === 'GET' && url.includes(':') && !others.test(url))) {
      const statuses = [];
      for (const role of roles.filter((any) => isAllowed(one, any))) statuses.push((await ask(one, role)).statusCode);
      expect(statuses, one.url).toContainEqual(expect.toSatisfy((status: number) => status < 400));
    }
  });

  const pairs = listed.flatMap((one) => roles.map((role) => [role, one.method, one.url, one] as const));

  it.each(pairs)('%s %s %s', async (role, _method, _url, one) => {
    const { statusCode, headers } = await ask(one, role);
    const sentToSignIn = role === 'visitor' && String(headers['location']).startsWith('/sign-in');
    if (isAllowed(one, role)) expect([401, 403]).not.toContain(statusCode);
    else if (!sentToSignIn) expect(statusCode).toBe(role === 'visitor' ? 401 : 403);
    expect(statusCode).toBeLessThan(500);
  });
});
