/** What contact does by the clock; the app lists it in its schedule. */
import { later } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
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

export const contactJobs: readonly Job[] = [forgetVideoRooms];
