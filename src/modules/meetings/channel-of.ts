/** Which channels someone may book, with the facts of people and cases. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { registeredSince } from '../cases/index.ts';
import { factsFor } from '../people/index.ts';
import { type ChannelDecision, decideChannel } from './rules/remote-first.ts';
import { grantedRequest } from './store/channel-request.ts';

/**
 * The channels that a person may book for a purpose, by the rule remote-first; `bookedOn`: today, `meetingOn`: the meeting's day, or
 * the first one looked for. Ask for standing first.
 */
export async function channelsOf(
  db: Database,
  personId: Uuid,
  asked: { purpose: string; bookedOn: PlainDate; meetingOn: PlainDate },
): Promise<ChannelDecision> {
  const facts = await factsFor(db, personId);
  const granted = await grantedRequest(db, personId, asked.bookedOn);
  return decideChannel({
    ...asked,
    registeredOn: await registeredSince(db, personId),
    grounds: facts?.grounds ?? [],
    granted: granted === null || granted.until === null ? null : { ...granted, until: granted.until },
  });
}
