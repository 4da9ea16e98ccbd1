/** What contact does by the clock; the app lists it in its schedule. */
import { later, localTime } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { deletedBefore, messageRetention } from './rules/message-retention.ts';
import { pruneMessages } from './store/messages.ts';
import { forgetRooms } from './store/video.ts';

/** So long past their end rooms are kept, in milliseconds: nothing of a meeting by video stays. */
const keptMs = 24 * 3_600_000;

const forgetVideoRooms: Job = {
  name: 'contact.forget-video-rooms',
  cron: '35 2 * * *',
  async run({ db, clock }) {
    return { forgotten: await forgetRooms(db, later(clock.now(), -keptMs)) };
  },
};

const pruneEndedMessages: Job = {
  name: 'contact.prune-messages',
  cron: '50 2 * * *',
  async run({ db, clock }) {
    const now = clock.now();
    const before = deletedBefore(valueOn(messageRetention, localTime(now).date), now);
    return { pruned: before === null ? 0 : await pruneMessages(db, before) };
  },
};

export const contactJobs: readonly Job[] = [forgetVideoRooms, pruneEndedMessages];
