/** The steps that every change of an officer's supply has in common: the row locked, what is booked kept, the version up, all told. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { addDays, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { minutesOf, spansOf, staysOn, workingHours } from './hours.ts';
import type { Period } from './periods.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { countUpOfficer, lockOfficer, type Officer } from './store/officers.ts';
import { type Booked, bookedWithin } from './store/taken.ts';
import { type Timetable, timetableOf } from './store/timetable.ts';

/** Locks an officer that is to be changed. Throws officer-unknown, supply-changed-meanwhile. */
export async function lockForChange(tx: Transaction, officerId: Uuid, version: number): Promise<Officer> {
  const officer = await lockOfficer(tx, officerId);
  if (officer === null) throw meetingsProblem('officer-unknown');
  if (officer.version !== version) throw meetingsProblem('supply-changed-meanwhile');
  return officer;
}

/**
 * After the write: throws meetings-in-the-way when a meeting to come is no longer within what the officer offers; otherwise counts the
 * version up and tells the pictures. Gives what the caller tells the picture of its own process.
 */
export async function officerChanged(
  { tx, now }: Pick<CommandContext, 'tx' | 'now'>,
  before: Officer,
  period: Period | { from: null; to: null },
): Promise<{ resources: Uuid[]; officerId: Uuid; version: number }> {
  await requireKept(tx, before.id, period, now);
  await countUpOfficer(tx, before.id);
  await writeChange(tx, { kind: 'supply', resources: [before.id], days: { first: period.from, last: period.to } }, now);
  return { resources: [before.id], officerId: before.id, version: before.version + 1 };
}

async function requireKept(
  tx: Transaction,
  officerId: Uuid,
  period: Period | { from: null; to: null },
  now: Instant,
): Promise<void> {
  const booked = await bookedWithin(tx, officerId, toCome(period, now), now);
  if (booked.length === 0) return;
  // Read anew: the write is done, and what it left is what counts.
  const officer = (await lockOfficer(tx, officerId))!;
  const timetable = await timetableOf(tx, officerId);
  refuse(booked.filter((one) => !isOffered(officer, timetable, one)));
}

/** From now on, within a period of days. */
export function toCome({ from, to }: Period | { from: null; to: null }, now: Instant): { start: Instant; end: Instant | null } {
  const start = from === null ? now : midnight(from);
  return { start: start > now ? start : now, end: to === null ? null : midnight(addDays(to, 1)) };
}

/** The first instant of a day in Sweden. */
export function midnight(on: PlainDate): Instant {
  return instantAt(on, '00:00')!;
}

/** Throws meetings-in-the-way, which names the meetings by time and type: at most ten of them. */
export function refuse(booked: readonly Booked[]): void {
  if (booked.length === 0) return;
  const named = booked.slice(0, 10).map(({ start, typeCode }) => {
    const { date, time } = localTime(start);
    return `${date} ${time}${typeCode === '' ? '' : ` (${typeCode})`}`;
  });
  const more = booked.length > named.length ? ' …' : '';
  throw meetingsProblem('meetings-in-the-way', { params: { count: booked.length, meetings: named.join(', ') + more } });
}

/** Whether the officer speaks the meeting's language, and it lies within their hours and, on site, at the place where they are. */
function isOffered(officer: Officer, timetable: Timetable, booked: Booked): boolean {
  const { start, end, placeId, language, withInterpreter } = booked;
  if (!withInterpreter && language !== null && !officer.languages.includes(language)) return false;
  const [from, to] = [localTime(start), localTime(end)];
  const span = { from: minutesOf(from.time), to: to.date > from.date ? 1440 : minutesOf(to.time) };
  const worked = spansOf(workingHours(officer, timetable, from.date)).some((one) => one.from <= span.from && span.to <= one.to);
  if (!worked || placeId === null) return worked;
  const stays = staysOn(timetable.attendance, from.date).filter((one) => one.from < span.to && span.from < one.to);
  if (stays.length === 0) return officer.homePlaceId === placeId;
  return stays.every((one) => one.placeId === placeId && one.from <= span.from && span.to <= one.to);
}
