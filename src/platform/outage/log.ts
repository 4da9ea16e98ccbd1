import { addDays, type Clock, type Instant, instantAt, type PlainDate, epochMilliseconds } from '../clock/index.ts';
import type { Database, Transaction } from '../db/index.ts';
import type { NewId } from '../ids/index.ts';
import {
  beginOutage,
  finishOutage,
  insertOutage,
  lockPart,
  noticedBetween,
  type Outage,
  outagesBetween,
  updateOutage,
} from './store.ts';

/** What the log needs from the house. */
export interface LogHouse {
  db: Database;
  clock: Clock;
  newId: NewId;
}

/** Notes that a part is away from now on; nothing when that is noted already. */
export async function openOutage({ db, clock, newId }: LogHouse, part: string): Promise<void> {
  await beginOutage(db, newId(), part, clock.now());
}

/** Notes that a part is there again; nothing when it was not away. */
export async function endOutage({ db, clock }: Pick<LogHouse, 'db' | 'clock'>, part: string): Promise<void> {
  await finishOutage(db, part, clock.now());
}

/** Writes an outage that is over. What several processes noticed of the same one becomes one row with the widest times. */
export async function recordOutage(
  tx: Transaction,
  newId: NewId,
  { part, beganAt, endedAt }: { part: string; beganAt: Instant; endedAt: Instant },
): Promise<void> {
  await lockPart(tx, part);
  const known = await noticedBetween(tx, part, beganAt, endedAt);
  if (known === null) {
    return insertOutage(tx, { id: newId(), part, beganAt, endedAt, foundBy: 'system', note: '' }, endedAt);
  }
  const earlier = isBefore(known.beganAt, beganAt) ? known.beganAt : beganAt;
  const later = known.endedAt !== null && isBefore(endedAt, known.endedAt) ? known.endedAt : endedAt;
  await updateOutage(tx, { ...known, beganAt: earlier, endedAt: later });
}

/**
 * The longest outage that touches a day in Sweden; null without one. `part`: only of that part; left out, of any. One that
 * still lasts is longer than all that are over.
 */
export async function outageOn(db: Database, date: PlainDate, part?: string): Promise<Outage | null> {
  const from = instantAt(date, '00:00')!;
  const to = instantAt(addDays(date, 1), '00:00')!;
  const found = (await outagesBetween(db, from, to)).filter((one) => part === undefined || one.part === part);
  const lengthOf = ({ beganAt, endedAt }: Outage): number =>
    endedAt === null ? Infinity : epochMilliseconds(endedAt) - epochMilliseconds(beganAt);
  return found.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? null;
}

function isBefore(one: Instant, other: Instant): boolean {
  return epochMilliseconds(one) < epochMilliseconds(other);
}
