/** What a person is told of what became of a meeting: the latest says what holds, and nothing older is told after it. */
import type { CommandContext } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { tell } from '../contact/index.ts';

export const meetingNews = [
  'meetings.booked',
  'meetings.changed',
  'meetings.moved',
  'meetings.displaced',
  'meetings.cancelled',
  'meetings.failed',
] as const;

/** Queues it, and takes back what was not told of the meeting before, also what staff were to tell by hand. */
export function tellNews(
  { tx, newId, now }: Pick<CommandContext, 'tx' | 'newId' | 'now'>,
  { personId, id: about }: { personId: Uuid; id: Uuid },
  source: (typeof meetingNews)[number],
): Promise<void> {
  return tell(tx, { personId, source, about, dueAt: now, newId, now, insteadOf: meetingNews });
}
