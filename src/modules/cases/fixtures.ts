/** People and their registrations, for tests and measurements: through the commands, as in the pages. */
import { type Actor, execute, type House, type Role, signInAs } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { recogniseAccount } from '../people/index.ts';
import { typedRegistration } from './registration/fixtures.ts';
import { shownSteps, stepIds, type StepId, type Typed } from './registration/index.ts';
import { saveStep } from './save-step.ts';
import { startRegistration } from './start-registration.ts';
import { findDraft } from './store/draft.ts';

export interface TestPerson {
  actor: Actor;
  personId: Uuid;
}

let born = 0;

/** A personal identity number of the kind that is never given out: the day is real, the check digit (Luhn) is right. */
function nextNumber(): string {
  born += 1;
  const year = 1950 + (born % 40);
  const digits = `${year}${String(1 + (born % 12)).padStart(2, '0')}${String(1 + (Math.floor(born / 12) % 28)).padStart(2, '0')}`;
  const serial = String(100 + (Math.floor(born / 336) % 880)).padStart(3, '0');
  const nine = `${digits.slice(2)}${serial}`;
  const sum = [...nine].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${serial}${(10 - (sum % 10)) % 10}`;
}

/** Someone who signs in with an e-identification for the first time. */
export async function jobseeker(house: House, name: string): Promise<TestPerson> {
  const { actor } = await signInAs(house, ['jobseeker'], name);
  const personId = await house.db.transaction().execute((tx) =>
    recogniseAccount(tx, {
      accountId: actor.id as Uuid,
      name,
      givenName: name,
      familyName: 'Provsson',
      identity: { personalNumber: nextNumber() },
      organisation: null,
      roles: ['jobseeker'],
      newId: house.newId,
      now: house.clock.now(),
    }),
  );
  return { actor, personId: personId! };
}

export async function staff(house: House, role: Role, name: string): Promise<Actor> {
  return (await signInAs(house, [role], name)).actor;
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
