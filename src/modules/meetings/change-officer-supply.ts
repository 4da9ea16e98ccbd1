/** The steps that every change of an officer's supply has in common: the row locked, what is booked kept, the version up, all told. */
import type { Actor, CommandContext } from '../../platform/auth/index.ts';
import { addDays, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { namesFor, protectedAmong } from '../people/index.ts';
import { isKept, timeOfOfficer, travelOf } from './kept-meetings.ts';
import type { Period } from './periods.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { countUpOfficer, lockOfficer, type Officer } from './store/officers.ts';
import { type Booked, bookedWithin } from './store/taken.ts';
import { timetableOf } from './store/timetable.ts';

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
  { tx, now, actor }: Pick<CommandContext, 'tx' | 'now' | 'actor'>,
  before: Officer,
  period: Period | { from: null; to: null },
): Promise<{ resources: Uuid[]; officerId: Uuid; version: number }> {
  await requireKept({ tx, now, actor }, before, period);
  await countUpOfficer(tx, before.id);
  await writeChange(tx, { kind: 'supply', resources: [before.id], days: { first: period.from, last: period.to } }, now);
  return { resources: [before.id], officerId: before.id, version: before.version + 1 };
}

async function requireKept(
  { tx, now, actor }: Pick<CommandContext, 'tx' | 'now' | 'actor'>,
  before: Officer,
  period: Period | { from: null; to: null },
): Promise<void> {
  const booked = await bookedWithin(tx, before.id, toCome(period, now), now);
  if (booked.length === 0) return;
  // Read anew: the write is done, and what it left is what counts.
  const officer = (await lockOfficer(tx, before.id))!;
  const timetable = await timetableOf(tx, officer.id);
  const travel = await travelOf(tx, officer, timetable, localTime(now).date);
  const time = timeOfOfficer(officer, timetable);
  const lost = before.competences.filter((one) => !officer.competences.includes(one));
  const isLost = ({ competence }: Booked): boolean => competence !== null && lost.includes(competence);
  await refuse(
    { tx, actor },
    booked.filter((one) => isLost(one) || !isKept(officer, time, travel, one)),
  );
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

/**
 * Throws meetings-in-the-way, which names the meetings by time and type: at most ten of them. Those of protected persons are only counted,
 * but to their named officers; `meetings` is empty when there are no others.
 */
export async function refuse({ tx, actor }: { tx: Transaction; actor: Actor }, booked: readonly Booked[]): Promise<void> {
  if (booked.length === 0) return;
  const persons = booked.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const hidden = await protectedAmong(tx, persons);
  const known = await namesFor(tx, actor, [...hidden]);
  const shown = booked.filter(({ personId: id }) => id === null || !hidden.has(id) || known.get(id)?.masked === false);
  const named = shown.slice(0, 10).map(({ start, typeCode }) => {
    const { date, time } = localTime(start);
    return `${date} ${time}${typeCode === '' ? '' : ` (${typeCode})`}`;
  });
  const more = named.length > 0 && booked.length > named.length ? ' …' : '';
  throw meetingsProblem('meetings-in-the-way', { params: { count: booked.length, meetings: named.join(', ') + more } });
}
