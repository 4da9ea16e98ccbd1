import { epochMilliseconds, type Instant, later } from '../clock/index.ts';
import type { Uuid } from '../ids/index.ts';
import { keepDoing, type Repeating } from '../repeat/index.ts';
import { type LogHouse, recordOutage } from './log.ts';
import { forgetOldPulses, lastBeat, writeBeat } from './store.ts';

/** A silence of all processes longer than this is an outage, in milliseconds: a restart is not. */
const silenceMs = 60_000;
/** How long the row of a process that is gone is kept, in milliseconds. */
const keepMs = 7 * 86_400_000;

/** This process as the log sees it. */
interface Pulse {
  process: Uuid;
  startedAt: Instant;
  /** The last beat that the database took; null before the first. */
  lastTaken: Instant | null;
  /** The last beat before the database stopped answering; null while it answers. */
  lostSince: Instant | null;
}

/**
 * Beats for as long as the process lives, and writes what the beats show to the log of outages: that no process was alive
 * (stopped, killed, asleep) for more than a minute, or that the database did not answer, for however short. `stop` beats
 * once more, so that a stop in order is where its outage begins. `onError` is told when the beats begin to fail.
 */
export function startPulse(house: LogHouse, onError: (error: unknown) => void, everyMs = 10_000): Repeating {
  const now = house.clock.now();
  const pulse: Pulse = { process: house.newId(), startedAt: now, lastTaken: null, lostSince: null };
  // While the database is away it is asked more often: the log then says when it came back.
  const pauseMs = (): number => (pulse.lostSince === null ? everyMs : Math.min(everyMs, 1000));
  const repeating = keepDoing(() => beat(house, pulse, onError), { pauseMs, onError });
  return {
    async stop() {
      await repeating.stop();
      if (pulse.lostSince === null) await beat(house, pulse, onError);
    },
  };
}

async function beat(house: LogHouse, pulse: Pulse, onError: (error: unknown) => void): Promise<void> {
  const now = house.clock.now();
  try {
    await house.db.transaction().execute(async (tx) => {
      const beganAt = pulse.lostSince ?? silentSince(await lastBeat(tx), now);
      if (beganAt !== null) await recordOutage(tx, house.newId, { part: 'service', beganAt, endedAt: now });
      await writeBeat(tx, pulse.process, pulse.startedAt, now);
      if (pulse.lastTaken === null) await forgetOldPulses(tx, later(now, -keepMs));
    });
    pulse.lastTaken = now;
    pulse.lostSince = null;
  } catch (error) {
    // Told once; what follows is the same fault.
    if (pulse.lostSince === null) onError(error);
    pulse.lostSince ??= pulse.lastTaken ?? now;
  }
}

/** When the silence began, if it was long enough to be an outage. */
function silentSince(last: Instant | null, now: Instant): Instant | null {
  return last !== null && epochMilliseconds(now) - epochMilliseconds(last) > silenceMs ? last : null;
}
