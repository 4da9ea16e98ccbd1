/** People and their registrations, for tests and measurements: through the commands, as in the pages. */
import { sql } from 'kysely';
import { type Actor, execute, type House, type Role } from '../../platform/auth/index.ts';
import { instantAt, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { newNumber, opened, signIn } from '../people/fixtures.ts';
import { typedRegistration } from './registration/fixtures.ts';
import { shownSteps, stepIds, type StepId, type Typed } from './registration/index.ts';
import { receiveReport } from './receive-report.ts';
import { reviewReport } from './review-report.ts';
import { saveReport } from './save-report.ts';
import { saveStep } from './save-step.ts';
import { startRegistration } from './start-registration.ts';
import { startRule } from './start-rule.ts';
import { newReceiptNumber } from './receipt-number.ts';
import { findDraft } from './store/draft.ts';
import { submitRegistration } from './submit-registration.ts';
import { insertRegistration, type NewRegistration } from './store/registration.ts';
import { listSignals } from './store/signal.ts';
import { submitReport } from './submit-report.ts';

export interface TestPerson {
  actor: Actor;
  personId: Uuid;
}

let serial = 0;

/** Someone who signs in with an e-identification for the first time, born on a day ('YYYYMMDD'). */
export async function jobseeker(house: House, name: string, bornOn = '19850203'): Promise<TestPerson & { number: string }> {
  serial += 1;
  const number = newNumber(house, bornOn);
  // An account is found by its name: each is someone else.
  const { actor, personId } = await signIn(house, { name: `${name} ${serial}`, identity: { personalNumber: number } });
  return { actor, personId: personId!, number };
}

/** As `jobseeker`, registered since a day ('YYYY-MM-DD'): who may book planning conversations. */
export async function registeredJobseeker(
  house: House,
  name: string,
  since = '2020-02-20',
): Promise<TestPerson & { number: string }> {
  const person = await jobseeker(house, name);
  await withRegistration(house, person.personId, since);
  return person;
}

/** Staff, with a person's file open when one is given. */
export async function staff(house: House, role: Role, personId?: Uuid): Promise<Actor> {
  const { actor } = await signIn(house, { name: role, roles: [role] });
  if (personId !== undefined) await opened(house, actor, personId);
  return actor;
}

/** Fills in every step that is shown, as the actor; gives the draft's id and version, ready to be sent in. */
export async function fillIn(
  house: House,
  { actor, personId }: TestPerson,
  over: Partial<Record<StepId, Typed>> = {},
  how: { channel: 'web' | 'in-person' | 'phone'; phoneGround: string | null } = { channel: 'web', phoneGround: null },
): Promise<{ draftId: Uuid; version: number }> {
  const begun = await execute(house, actor, startRegistration, { personId, language: 'sv', ...how });
  const typed = typedRegistration(over);
  let { version } = begun;
  for (const step of stepIds.filter((id) => id !== 'check')) {
    const draft = await findDraft(house.db, personId);
    if (draft === null || !shownSteps(draft.answers).includes(step)) continue;
    const saved = await execute(house, actor, saveStep, { personId, version, step, typed: typed[step] ?? {} });
    if (saved.errors.length > 0) throw new Error(`${step}: ${JSON.stringify(saved.errors)}`);
    version = saved.version;
  }
  return { draftId: begun.draftId, version };
}

/** A registration that is in force since a day ('YYYY-MM-DD'), as a row; whoever has it claims benefit. Gives its id. */
export async function withRegistration(
  house: House,
  personId: Uuid,
  since: string,
  over: Partial<NewRegistration> = {},
): Promise<Uuid> {
  const id = house.newId();
  const on = plainDate(since);
  await house.db.transaction().execute((tx) =>
    insertRegistration(tx, {
      personId,
      id,
      state: 'registered',
      firstDay: on,
      registeredOn: on,
      arrivedAt: instantAt(on, '10:00')!,
      channel: 'web',
      phoneGround: null,
      identityProof: 'digital-id',
      capacity: 'self',
      language: 'sv',
      municipalityCode: '2425',
      answers: {},
      leavesOn: null,
      receiptNumber: newReceiptNumber(),
      claimsBenefit: true,
      protected: false,
      nextDue: null,
      nextKind: null,
      dueEarly: false,
      ...over,
    }),
  );
  return id;
}

/** The rule decides by itself from now on; every decision is drawn for review unless another share is said. */
export async function startDeciding(house: House, reviewShare = 1): Promise<Actor> {
  const { actor } = await signIn(house, { name: 'Administratör', roles: ['administrator'] });
  await execute(house, actor, startRule, { rule: 'registration-decision', reviewShare, reason: 'prov' });
  return actor;
}

/** Sends in what was filled in, as the actor; gives the receipt. */
export const sendIn = (
  house: House,
  { actor, personId }: TestPerson,
  draft: { draftId: string; version: number },
  key: string | null = null,
) => execute(house, actor, submitRegistration, { personId, ...draft }, key);

/** What statistics keep of a registration. */
export async function factOf(house: House, registrationId: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await sql<Record<string, unknown>>`
    select month, municipality_code, age_band, language, grounds, channel, capacity, automated, protected
    from cases.registration_fact where registration_id = ${registrationId}`.execute(house.db);
  return rows[0];
}

/** Someone who has registered themselves today. */
export async function hasRegistered(
  house: House,
  name: string,
  over: Partial<Record<StepId, Typed>> = {},
): Promise<TestPerson & { number: string; registrationId: Uuid }> {
  const person = await jobseeker(house, name);
  const { registrationId } = await sendIn(house, person, await fillIn(house, person, over));
  return { ...person, registrationId };
}

export const reportContent = {
  activities: [{ kind: 'job', date: '2024-01-12', what: 'Lagerarbetare', where: 'Lycksele' }],
  nothingDone: false,
  message: '',
  lateReason: '',
  language: 'sv',
};

/** January 2024 and who reports it: persons who claim benefit, their officers, and the commands by name. */
export async function reporting(house: House & { clock: { set(at: string): void } }) {
  const month = '2024-01';
  const [caseworker, deskOfficer, protectionOfficer] = [
    await staff(house, 'caseworker'),
    await staff(house, 'desk-officer'),
    await staff(house, 'protection-officer'),
  ];
  return {
    month,
    caseworker,
    deskOfficer,
    protectionOfficer,
    at: (when: string) => house.clock.set(when),
    async person(over: Partial<NewRegistration> = {}, since = '2023-06-01') {
      house.clock.set('2024-02-10T08:00:00Z');
      const who = await jobseeker(house, 'Sökande');
      return { ...who, registrationId: await withRegistration(house, who.personId, since, over) };
    },
    save: (actor: Actor, personId: Uuid, version = 0, over: object = {}) =>
      execute(house, actor, saveReport, { personId, month, version, content: { ...reportContent, ...over } }),
    submit: (actor: Actor, personId: Uuid, version = 1, requestId: string | null = null) =>
      execute(house, actor, submitReport, { personId, month, version }, requestId),
    receive: (actor: Actor, personId: Uuid, over: object = {}) =>
      execute(house, actor, receiveReport, { ...paperReport, personId, month, ...over }),
    review: (actor: Actor, personId: Uuid, version: number, timely: string | null = null) =>
      execute(house, actor, reviewReport, { personId, month, version, timely }),
    states: async (personId: Uuid) => (await listSignals(house.db, personId)).map(({ code, state }) => [code, state]),
  };
}

const paperReport = { version: 0, channel: 'paper', arrivedOn: '2024-02-14', handedIn: null, content: reportContent };
