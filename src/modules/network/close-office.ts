import { z } from 'zod';
import { addDays, day } from '../../platform/clock/index.ts';
import { command } from '../../platform/auth/index.ts';
import { violatedConstraint, type Transaction } from '../../platform/db/index.ts';
import { factsOf } from './change-presence.ts';
import { networkEvents } from './events.ts';
import { recordedAfter, refuseOverlap } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { closureDecision, refuseClosure } from './rules/closure-decision.ts';
import { insertClosure, insertSecuring, replacementKinds } from './store/closures.ts';
import { findMunicipality } from './store/geography.ts';
import { findPlaceByCode } from './store/places.ts';
import { endRecord, insertPresence, lockPresence } from './store/presence.ts';
import { touchRegister } from './store/version.ts';

/** Decides that an own office closes: last day, reason, and where people turn instead. Its securing begins. */
export const closeOffice = command({
  name: 'network.close-office',
  roles: ['planner', 'administrator'],
  input: z.object({
    presenceId: z.uuid(),
    version: z.uuid(),
    decidedOn: day,
    endDate: day,
    reason: z.string().trim().min(1, 'the reason for the decision').max(2000),
    replacedByKind: z.enum(replacementKinds).exclude(['restored']),
    /** A place code (own, cooperation) or a municipality code (neighbour). */
    replacedBy: z.string().trim().min(1, 'a place code or a municipality code').max(100),
  }),
  async run({ tx, actor, now, newId }, input) {
    const before = await lockPresence(tx, input.presenceId);
    if (before === null) throw networkProblem('presence-unknown');
    if (before.id !== input.version) throw networkProblem('presence-changed-meanwhile');
    const { endDate, decidedOn, reason, replacedByKind, replacedBy } = input;
    const period = {
      kind: before.kind,
      validFrom: day.parse(before.validFrom),
      validTo: before.validTo === null ? null : day.parse(before.validTo),
    };
    const refusal = refuseClosure(period, { decidedOn, endDate });
    if (refusal !== null) throw networkProblem(refusal, { rule: closureDecision, params: { date: endDate } });
    await requireReplacement(tx, replacedByKind, replacedBy);

    const at = recordedAfter(now, before.recordedAt);
    await endRecord(tx, before.id, at);
    const facts = { ...factsOf(before), validTo: endDate };
    await refuseOverlap(() => insertPresence(tx, { id: newId(), presenceId: before.presenceId, facts, at, by: actor.name }));
    const told = { evidence: 'entered', source: null, method: actor.name, at: now, by: actor.name } as const;
    const closureId = newId();
    try {
      await insertClosure(tx, {
        id: closureId,
        placeId: before.placeId,
        decidedOn,
        endDate,
        reason,
        replacedByKind,
        replacedBy,
        ...told,
      });
    } catch (error) {
      if (violatedConstraint(error) === 'closure_once')
        throw networkProblem('closure-already-decided', { params: { date: decidedOn } });
      throw error;
    }
    await insertSecuring(tx, { id: newId(), closureId, state: 'decided', since: decidedOn, note: '', ...told });
    await touchRegister(tx);
    return {
      result: { placeId: before.placeId, closureId },
      subject: `place:${before.placeId}`,
      rules: [closureDecision.id],
      details: { presenceId: before.presenceId, decidedOn, endDate, reason, replacedByKind, replacedBy },
      events: [networkEvents.closureDecided(before.placeId, { closureId, endDate, closedFrom: addDays(endDate, 1) })],
    };
  },
});

async function requireReplacement(tx: Transaction, kind: string, code: string): Promise<void> {
  const found = kind === 'neighbour' ? await findMunicipality(tx, code) : await findPlaceByCode(tx, code);
  if (found === null) throw networkProblem('replacement-unknown', { params: { code } });
}
