/** One of each, made through the commands as in the pages: everything else that is measured is a copy of it under another key. */
import { execute, type House, signInAs } from '../../src/platform/auth/index.ts';
import { type fixedClock, plainDate } from '../../src/platform/clock/index.ts';
import type { Uuid } from '../../src/platform/ids/index.ts';
import { fillIn, jobseeker } from '../../src/modules/cases/fixtures.ts';
import { registrationDecision } from '../../src/modules/cases/rules/registration-decision.ts';
import { saveReport } from '../../src/modules/cases/save-report.ts';
import { startRule } from '../../src/modules/cases/start-rule.ts';
import { submitRegistration } from '../../src/modules/cases/submit-registration.ts';

/** The month that the reports are about; handed in from 1 April to 14 April 2020, a Tuesday: fourteen days. */
export const month = plainDate('2020-03-01');

export interface Model {
  /** Has filled in everything and not sent it in. */
  draftOf: Uuid;
  draftVersion: number;
  /** Is registered, and has written a report and not handed it in. */
  reporter: Uuid;
  reportVersion: number;
}

export async function makeModel(house: House & { clock: ReturnType<typeof fixedClock> }): Promise<Model> {
  house.clock.set('2020-02-14T09:00:00Z');
  const { actor: administrator } = await signInAs(house, ['administrator']);
  await execute(house, administrator, startRule, { rule: registrationDecision.id, reviewShare: 0.01, reason: 'measuring' });
  const one = await jobseeker(house, 'Ett');
  const draft = await fillIn(house, one);
  const two = await jobseeker(house, 'Två');
  await execute(house, two.actor, submitRegistration, { personId: two.personId, ...(await fillIn(house, two)) });
  house.clock.set('2020-04-02T07:00:00Z');
  const saved = await execute(house, two.actor, saveReport, { personId: two.personId, month, version: 0, content });
  return { draftOf: one.personId, draftVersion: draft.version, reporter: two.personId, reportVersion: saved.version };
}

const content = {
  activities: [
    { kind: 'job', date: '2020-03-03', what: 'Snickare', where: 'Provbygg, Umeå' },
    { kind: 'job', date: '2020-03-10', what: 'Anläggare', where: 'Provvägar, Lycksele' },
    { kind: 'job', date: '2020-03-17', what: 'Lagerarbetare', where: 'Provlager, Sundsvall' },
    { kind: 'interview', date: '2020-03-24', what: 'Snickare', where: 'Provbygg, Umeå' },
  ],
  nothingDone: false,
  message: '',
  lateReason: '',
  language: 'sv',
};
