/** Another process with a picture of its own: tells when it sees what it was asked to watch. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../src/platform/db/index.ts';
import { epochMilliseconds, fixedClock } from '../../src/platform/clock/index.ts';
import { at } from '../../src/modules/meetings/picture/bits.ts';
import { quarterMinutes, whenIs } from '../../src/modules/meetings/picture/days.ts';
import { openPicture } from '../../src/modules/meetings/picture/index.ts';
import { slotOf } from '../../src/modules/meetings/picture/picture.ts';
import { openRegister } from '../../src/modules/network/index.ts';
import type { Watch } from './seen.ts';

const url = process.env['DATABASE_URL']!;
const clock = fixedClock(process.env['STARTS_AT']!);
const connection = connect(url);
const warn = (error: unknown): void => console.log(error);
const register = await openRegister({ db: connection.db, url, clock }, warn);
const live = await openPicture({ db: connection.db, url, clock, register }, warn);
process.send!('ready');

process.on('message', (watch: Watch) => void tell(watch));

async function tell({ resource, start }: Watch): Promise<void> {
  const { day, minute } = whenIs(epochMilliseconds(start));
  const quarter = minute / quarterMinutes;
  const isTaken = (): boolean => {
    const { taken, numbers } = live.current().officers;
    return (taken.words[at(taken, slotOf(day), quarter >>> 5, numbers.get(resource)!)]! & (1 << (quarter & 31))) !== 0;
  };
  while (!isTaken()) await sleep(1);
  process.send!({ at: performance.timeOrigin + performance.now() });
}

process.once('SIGTERM', () => {
  void live
    .close()
    .then(() => register.close())
    .then(() => connection.close())
    .then(() => process.exit(0));
});
