/** What a process keeps in memory or open beside its pool. */
import { type LiveRooms, openLiveRooms } from '../modules/contact/index.ts';
import { type LiveQueues, openLiveQueues } from '../modules/desk/index.ts';
import { type LivePicture, openPicture } from '../modules/meetings/index.ts';
import { type LiveRegister, openRegister } from '../modules/network/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';

export interface Live {
  register: LiveRegister;
  picture: LivePicture;
  rooms: LiveRooms;
  queues: LiveQueues;
  close(): Promise<void>;
}

export async function openLive(
  source: { db: Database; url: string; clock: Clock },
  onError: (error: unknown) => void,
): Promise<Live> {
  const register = await openRegister(source, onError);
  const picture = await openPicture({ ...source, register }, onError);
  const rooms = openLiveRooms(source, onError);
  const queues = openLiveQueues(source, onError);
  return {
    register,
    picture,
    rooms,
    queues,
    async close() {
      await queues.close();
      await rooms.close();
      await picture.close();
      await register.close();
    },
  };
}
