import { z } from 'zod';
import { addDays, day } from '../../platform/clock/index.ts';
import { command } from '../../platform/auth/index.ts';
import { violatedConstraint, type Transaction } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { factsOf } from './change-presence.ts';
import { networkEvents } from './events.ts';
import { recordedAfter, refuseOverlap } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { closureDecision, refuseClosure } from './rules/closure-decision.ts';
import { closureReplacement, mayReplace } from './rules/closure-replacement.ts';
import { requireDay } from './rules/municipality-state.ts';
import { insertClosure, insertSecuring, replacementKinds } from './store/closures.ts';
import { findMunicipality } from './store/geography.ts';
import { findPlaceByCode } from './store/places.ts';
import { endRecord, insertPresence, listPresence, lockPresence, type Presence } from './store/presence.ts';
import { touchRegister } from './store/version.ts';

const decision = z.object({
  presenceId: z.uuid(),
  version: z.uuid(),
  decidedOn: day,
  endDate: day,
  reason: z.string().trim().min(1, 'the reason for the decision').max(2000),
  replacedByKind: z.enum(replacementKinds).exclude(['restored']),
  /** A place code (own, cooperation) or a municipality code (neighbour). */
  replacedBy: z.string().trim().min(1, 'a place code or a municipality code').max(100),
});
type Decision = z.output<typeof decision>;

/** Decides that an own office closes: last day, reason, and where people turn instead. Its securing begins. */
export const closeOffice = command({
  name: 'network.close-office',
  roles: ['planner', 'administrator'],
  input: decision,
  async run({ tx, actor, now, newId, today }, input) {
    const before = await lockPresence(tx, input.presenceId);
    if (before === null) throw networkProblem('presence-unknown');
    if (before.id !== input.version) throw networkProblem('presence-changed-meanwhile');
    const { endDate, decidedOn, reason, replacedByKind, replacedBy } = input;
    const period = {
      kind: before.kind,
      validFrom: day.parse(before.validFrom),
      validTo: before.validTo === null ? null : day.parse(before.validTo),
    };
    requireDay(decidedOn);
    if (decidedOn > today) {
      throw networkProblem('day-to-come', {
        params: { date: decidedOn },
        fields: [{ field: 'decidedOn', expected: `${today} or earlier` }],
      });
    }
    const refusal = refuseClosure(period, { decidedOn, endDate });
    if (refusal !== null) throw networkProblem(refusal, { rule: closureDecision, params: { date: endDate } });
    await requireReplacement(tx, before, input);

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
      rules: [closureDecision.id, closureReplacement.id],
      details: { presenceId: before.presenceId, decidedOn, endDate, reason, replacedByKind, replacedBy },
      events: [networkEvents.closureDecided(before.placeId, { closureId, endDate, closedFrom: addDays(endDate, 1) })],
    };
  },
});

/** Where people are to turn must be there on the day after, and elsewhere than the office that closes. */
async function requireReplacement(tx: Transaction, closing: Presence, said: Decision): Promise<void> {
  const { replacedByKind: kind, replacedBy: code, endDate } = said;
  const elsewhere =
    kind === 'neighbour'
      ? code === closing.municipalityCode
        ? null
        : await findMunicipality(tx, code)
      : code === closing.placeCode
        ? null
        : await findPlaceByCode(tx, code);
  if (elsewhere === null) throw networkProblem('replacement-unknown', { params: { code } });
  const there = await listPresence(tx, 'id' in elsewhere ? { placeId: elsewhere.id } : { municipalityCode: elsewhere.code });
  const kinds = valueOn(closureReplacement, endDate)[kind];
  if (!mayReplace(kinds, there, addDays(endDate, 1))) {
    throw networkProblem('replacement-not-open', { rule: closureReplacement, params: { code, date: addDays(endDate, 1) } });
  }
}
