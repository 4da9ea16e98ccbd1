import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { registrationTodos } from './settle-registration.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationTable, stepTo } from './state.ts';
import { lockRegistration, writeDeregistered } from './store/registration.ts';
import { closeTodos } from './store/todo.ts';

/**
 * Why someone is registered no longer. AF’s sync interface of 2021 keeps a reason and its page on registering names work and studies; the other codes are
 * settings. No health, no sanction: neither ends a registration by itself.
 */
export const deregistrationReasons = ['work', 'studies', 'own-request', 'other'] as const;

/** Ends a registration. Whoever is unemployed again registers anew (IAFFS 2017:2 §1). */
export const deregister = command({
  name: 'cases.deregister',
  roles: registrationTable.deregister.roles,
  input: z.object({
    personId: z.uuid(),
    registrationId: z.uuid(),
    version: z.int().min(1),
    /** The first day on which the person is registered no longer. */
    on: day,
    reason: z.enum(deregistrationReasons),
  }),
  async run(context, { personId, registrationId, version, on, reason }) {
    const { tx, actor, now, today } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const registration = await lockRegistration(tx, standing.personId, registrationId);
    if (registration === null) throw casesProblem('case-unknown');
    if (stepTo(registration.state, 'deregister') === null) {
      throw casesProblem('action-refused', { params: { state: registration.state, action: 'deregister' } });
    }
    if (registration.version !== version) throw casesProblem('changed-meanwhile', { params: { version: registration.version } });
    if (on < registration.registeredOn || on > today) {
      throw casesProblem('deregistered-outside', {
        params: { from: registration.registeredOn, to: today },
        fields: [{ field: 'on', expected: `from ${registration.registeredOn} to ${today}` }],
      });
    }
    await writeDeregistered(tx, registration, { on, reason });
    const about = { personId: standing.personId, registrationId: registration.id, kinds: registrationTodos };
    await closeTodos(tx, about, { by: actor.id, outcome: 'deregistered', at: now });
    await recordAct(tx, context, standing, 'deregistered', { registrationId, reason });
    return {
      result: { registrationId: registration.id },
      subject: `person:${standing.personId}`,
      details: { registrationId, on, reason, capacity: standing.capacity },
      events: [casesEvents.deregistered(standing.personId, { registrationId, on, reason })],
    };
  },
});
