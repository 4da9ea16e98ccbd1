import { type Clock, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { countOfficers } from '../store/picture.ts';
import type { Picture } from './picture.ts';

export interface LivePicture {
  current(): Picture;
  /** When it is done, the picture shows everything that was committed before it was called. */
  refresh(): Promise<void>;
  /** After one's own commit: tells every process, this one too, that these resources have changed. */
  tell(resources: readonly Uuid[]): void;
  close(): Promise<void>;
}

/** Keeps the picture in memory and fresh for as long as the process lives. */
export async function openPicture(
  source: { db: Database; url: string; clock: Clock; register: LiveRegister },
  onError: (error: unknown) => void,
): Promise<LivePicture> {
  const read = async (): Promise<Picture> => ({ first: today(source.clock), officers: await countOfficers(source.db) });
  let current = await read();
  const refresh = async (): Promise<void> => {
    current = await read();
  };
  return {
    current: () => current,
    refresh,
    tell: () => void refresh().catch(onError),
    close: () => Promise.resolve(),
  };
}
