import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { meetingsProblem } from './problems.ts';
import { requireOwnWay } from './standing-of.ts';
import { endFeedOf, type FeedOwner, insertFeed } from './store/feed.ts';
import { takeTurns } from './store/occupancy.ts';
import { officerOfAccount } from './store/officers.ts';

/** Of whose calendar: the person's own, or with null the officer's own. */
const whose = { personId: z.string().nullable() };

/**
 * Gives someone an address from which a calendar program reads their meetings; one that they had ends. Only the key's hash comes here:
 * the key is shown once and kept nowhere.
 */
export const putFeed = command({
  name: 'meetings.put-feed',
  roles: ['jobseeker', 'caseworker', 'desk-officer', 'protection-officer'],
  input: z.object({ ...whose, keyHash: z.base64url().length(43) }),
  async run(context, { personId, keyHash }) {
    const owner = await requireOwner(context, personId);
    // Two at once take turns, also when there is none yet: the later one's stays.
    await takeTurns(context.tx, [`${owner.id} feed`]);
    const renewed = await endFeedOf(context.tx, owner, context.now);
    await insertFeed(context.tx, owner, Buffer.from(keyHash, 'base64url'), context.now);
    return { result: { renewed }, subject: `${owner.kind}:${owner.id}`, details: { renewed } };
  },
});

/** The address leads nowhere any more. */
export const endFeed = command({
  name: 'meetings.end-feed',
  roles: ['jobseeker', 'caseworker', 'desk-officer', 'protection-officer'],
  input: z.object(whose),
  async run(context, { personId }) {
    const owner = await requireOwner(context, personId);
    const ended = await endFeedOf(context.tx, owner, context.now);
    return { result: { ended }, subject: `${owner.kind}:${owner.id}`, details: { ended } };
  },
});

/** Throws officer-unknown for staff without a calendar of their own, and meeting-unknown for another's. */
async function requireOwner(context: CommandContext, personId: string | null): Promise<FeedOwner> {
  if (personId === null) {
    const officer = await officerOfAccount(context.tx, context.actor.id);
    if (officer === null) throw meetingsProblem('officer-unknown');
    return { kind: 'officer', id: officer.id };
  }
  const { capacity } = await requireOwnWay(context, personId);
  const id = parseUuid(personId);
  if (capacity !== 'self' || id === null) throw meetingsProblem('meeting-unknown');
  return { kind: 'person', id };
}
