import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { networkEvents } from './events.ts';
import { recordedAfter } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { endRecord, lockPresence } from './store/presence.ts';
import { touchRegister } from './store/version.ts';

/** Withdraws a presence that was never there: the register no longer says it, but still knows that it did. */
export const withdrawPresence = command({
  name: 'network.withdraw-presence',
  roles: ['planner', 'administrator'],
  input: z.object({ presenceId: z.uuid(), version: z.uuid(), reason: z.string().trim().min(1, 'why it is withdrawn').max(500) }),
  async run({ tx, now }, { presenceId, version, reason }) {
    const before = await lockPresence(tx, presenceId);
    if (before === null) throw networkProblem('presence-unknown');
    if (before.id !== version) throw networkProblem('presence-changed-meanwhile');
    await endRecord(tx, before.id, recordedAfter(now, before.recordedAt));
    await touchRegister(tx);
    return {
      result: { placeId: before.placeId },
      subject: `place:${before.placeId}`,
      details: { presenceId, reason },
      events: [networkEvents.presenceChanged(before.placeId, { presenceId })],
    };
  },
});
