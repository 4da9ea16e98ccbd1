import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { addDays, day } from '../../platform/clock/index.ts';
import { agreementFacts, line, requireTasks } from './agreements/agreement-input.ts';
import { refuseOverlap } from './agreements/step-agreement.ts';
import { requireOrder, requirePlace } from './desk-input.ts';
import { networkEvents } from './events.ts';
import { networkProblem } from './problems.ts';
import { agreementTasks } from './rules/agreement-tasks.ts';
import { writeDesks } from './store/agreement-coverage.ts';
import { insertAgreementRecord, insertStep } from './store/agreement-write.ts';
import { touchRegister } from './store/version.ts';
import { parseUuid } from '../../platform/ids/index.ts';

const said = agreementFacts.pick({ agency: true, arrivalCounts: true }).extend({
  placeId: z.uuid().transform((id) => parseUuid(id)!),
  from: day,
  /** Last day; null = no end. */
  to: day.nullable(),
  reference: line(200),
  tasks: agreementFacts.shape.duties,
});

/**
 * Notes that a service agreement is in force for one place's desk, with its tasks: one that came about elsewhere, and of which nothing more is
 * known here than what stands in it. One that is in force is not changed: it ends, and another begins.
 */
export const putServiceAgreement = command({
  name: 'network.put-service-agreement',
  roles: ['planner', 'administrator'],
  input: said,
  async run({ tx, actor, now, newId }, { placeId, tasks, ...input }) {
    requireOrder(input);
    await requirePlace(tx, placeId);
    if (tasks.length === 0) throw networkProblem('agreement-tasks-missing', { rule: agreementTasks });
    requireTasks(tasks, 'tasks');
    const agreementId = newId();
    const facts = {
      ...input,
      kind: 'service',
      title: input.reference,
      noticeMonths: null,
      terms: {},
      replaces: null,
      gapReason: null,
      parties: [],
      places: [{ placeId, offers: ['desk'], hours: null }],
      duties: tasks,
    } as const;
    const told = { evidence: 'entered', source: null, method: actor.name || actor.id, at: now, by: actor.id } as const;
    await insertAgreementRecord(tx, agreementId, facts, told, newId);
    const step = { agreementId, note: '' };
    await insertStep(tx, { ...step, id: newId(), state: 'in-force', since: input.from }, now, actor.id);
    if (input.to !== null)
      await insertStep(tx, { ...step, id: newId(), state: 'ended', since: addDays(input.to, 1) }, now, actor.id);
    await refuseOverlap(() => writeDesks(tx, [agreementId], now, actor.id));
    await touchRegister(tx);
    return {
      result: { agreementId },
      subject: `place:${placeId}`,
      rules: [agreementTasks.id],
      details: { agreementId, ...input, tasks },
      events: [networkEvents.agreementInForce(agreementId, [placeId], input.from)],
    };
  },
});
