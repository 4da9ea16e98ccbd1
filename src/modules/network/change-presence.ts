import { z } from 'zod';
import { addDays, day } from '../../platform/clock/index.ts';
import { command } from '../../platform/auth/index.ts';
import { networkEvents } from './events.ts';
import { enteredFacts, presenceInput, recordedAfter, refuseOverlap } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { endRecord, insertPresence, lockPresence, type Presence, type PresenceFacts, recordableAt } from './store/presence.ts';
import { touchRegister } from './store/version.ts';

/**
 * Changes a presence. With `from` the country changes: what was true stays true until the day before. Without it the
 * register was wrong and is corrected; the old row stays, as what was known until now.
 */
export const changePresence = command({
  name: 'network.change-presence',
  roles: ['planner', 'administrator'],
  input: presenceInput.extend({
    presenceId: z.uuid(),
    /** The version that the change was made from: another's change in between is not overwritten. */
    version: z.uuid(),
    from: day.nullable(),
    reason: z.string().trim().min(1, 'why it is changed').max(500),
  }),
  async run({ tx, actor, now, newId }, { presenceId, version, from, reason, ...input }) {
    const before = await lockPresence(tx, presenceId);
    if (before === null) throw networkProblem('presence-unknown');
    if (before.id !== version) throw networkProblem('presence-changed-meanwhile');
    const at = recordedAfter(await recordableAt(tx, before, now), before.recordedAt);
    if (from !== null && from < before.validFrom)
      throw networkProblem('presence-not-begun', { params: { date: before.validFrom } });
    const splits = from !== null && from > before.validFrom;
    if (splits && before.validTo !== null && from > before.validTo)
      throw networkProblem('presence-ended', { params: { date: from } });
    const facts = enteredFacts(splits ? { ...input, validFrom: from } : input, before.placeId, before.kind, actor);
    await endRecord(tx, before.id, at);
    await refuseOverlap(async () => {
      if (splits) {
        const until = { ...factsOf(before), validTo: addDays(from, -1) };
        await insertPresence(tx, { id: newId(), presenceId, facts: until, at, by: actor.name });
      }
      await insertPresence(tx, { id: newId(), presenceId: splits ? newId() : presenceId, facts, at, by: actor.name });
    });
    await touchRegister(tx);
    return {
      result: { placeId: before.placeId },
      subject: `place:${before.placeId}`,
      details: { presenceId, reason, from, ...facts },
      events: [networkEvents.presenceChanged(before.placeId, { presenceId })],
    };
  },
});

/** What a version says, without its own identity. */
export function factsOf(presence: Presence): PresenceFacts {
  const { placeId, kind, validFrom, validTo, services, languages, hours, exceptions, evidence, source, method, assumed } =
    presence;
  return { placeId, kind, validFrom, validTo, services, languages, hours, exceptions, evidence, source, method, assumed };
}
