/** Registration: role × state × action, every one of them, from the table that the code reads. */
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, type Command, execute, type Role, roles, visitor } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { opened, signIn } from '../people/fixtures.ts';
import { giveMandate } from '../people/index.ts';
import { jobseeker, withRegistration } from './fixtures.ts';
import { decideRegistration, deregister, objectToDecision } from './index.ts';
import {
  type RegistrationAction,
  registrationActions,
  registrationActionsIn,
  type RegistrationState,
  registrationStates,
  registrationTable,
  stepTo,
} from './state.ts';
import { insertDecision } from './store/decision.ts';
import { findRegistration } from './store/registration.ts';

const house = await testHouse('empty');
const organisation = { number: '2120002445', name: 'Provkommunen' };

interface Case {
  personId: Uuid;
  registrationId: Uuid;
  decisionId: Uuid;
  self: Actor;
}

/** Someone with a registration in a state, and the decision that the action needs: one that asks, or one that the rule made. */
async function caseIn(state: RegistrationState, action: RegistrationAction): Promise<Case> {
  const { actor: self, personId } = await jobseeker(house, 'Prov');
  const ended = state === 'deregistered';
  const registrationId = await withRegistration(house, personId, '2020-02-14', { state: ended ? 'registered' : state });
  const decisionId = house.newId();
  const made = action === 'object' ? (state === 'rejected' ? 'reject' : 'approve') : 'to-officer';
  await house.db.transaction().execute((tx) =>
    insertDecision(tx, {
      personId,
      id: decisionId,
      registrationId,
      rule: 'registration-decision',
      ruleValueFrom: plainDate('2017-08-01'),
      outcome: made,
      automatic: made !== 'to-officer',
      facts: { mayWork: 'yes' },
      reasons: ['requirements-met'],
      reasonText: '',
      question: made === 'to-officer' ? 'not-automatic' : null,
      decidedAt: house.clock.now(),
      decidedBy: 'rule',
      toldAt: null,
      sampled: false,
    }),
  );
  const made1 = { personId, registrationId, decisionId, self };
  if (ended) await act(self, 'deregister', made1);
  return made1;
}

async function actorOf(role: Role, { personId, self }: Case): Promise<Actor> {
  if (role === 'visitor') return visitor;
  if (role === 'jobseeker') return self;
  const { actor } = await signIn(house, { name: role, roles: [role], ...(role === 'helper' ? { organisation } : {}) });
  if (role === 'helper') {
    await execute(house, self, giveMandate, {
      personId,
      organisationKind: 'municipality',
      organisationNumber: organisation.number,
      organisationName: organisation.name,
      tasks: ['registration'],
      from: '2020-02-14',
      to: '2020-02-29',
      givenHow: 'online',
    });
  }
  if (['desk-officer', 'caseworker'].includes(role)) await opened(house, actor, personId);
  if (role === 'protection-officer') await opened(house, actor, personId);
  return actor;
}

async function act(actor: Actor, action: RegistrationAction, of: Case): Promise<unknown> {
  const { personId, registrationId, decisionId } = of;
  const version = (await findRegistration(house.db, personId, registrationId))!.version;
  const decision = { personId, registrationId, decisionId, communicatedOn: '2020-02-14', answerBy: null, answered: true };
  const reasoned = { ...decision, reasons: ['permit-none'], reasonText: 'Beslutet visar ingen rätt att arbeta.' };
  const runs: Record<RegistrationAction, [Command, object]> = {
    approve: [decideRegistration, { ...decision, outcome: 'approve', reasons: [], reasonText: '' }],
    reject: [decideRegistration, { ...reasoned, outcome: 'reject' }],
    object: [objectToDecision, { personId, decisionId, text: 'Det är fel.' }],
    deregister: [deregister, { personId, registrationId, version, on: '2020-02-14', reason: 'work' }],
  };
  const [command, input] = runs[action];
  return execute(house, actor, command, input);
}

describe('role × state × action', () => {
  const all = roles.flatMap((role) =>
    registrationStates.flatMap((state) => registrationActions.map((action) => [role, state, action] as const)),
  );

  it.each(all)('%s, %s: %s', async (role, state, action) => {
    const one = await caseIn(state, action);
    const actor = await actorOf(role, one);
    const before = (await findRegistration(house.db, one.personId, one.registrationId))!.state;
    expect(before).toBe(state);
    const told = await act(actor, action, one).then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : error),
    );
    const mayAtAll = (registrationTable[action].roles as readonly Role[]).includes(role);
    const to = stepTo(state, action);
    const expected = !mayAtAll
      ? role === 'visitor'
        ? 'sign-in-required'
        : 'not-allowed'
      : to === null
        ? 'action-refused'
        : 'done';
    expect(told).toBe(expected);
    expect(registrationActionsIn(state, [role]).includes(action)).toBe(told === 'done');
    const after = (await findRegistration(house.db, one.personId, one.registrationId))!.state;
    expect(after).toBe(told === 'done' ? to : state);
  });
});
