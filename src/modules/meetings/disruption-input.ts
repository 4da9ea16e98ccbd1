/** What is said of a disruption, read alike by every command that notes one. */
import { z } from 'zod';
import type { Actor } from '../../platform/auth/index.ts';
import {
  addDays,
  epochMilliseconds,
  type Instant,
  instantAt,
  localTime,
  moment,
  type PlainDate,
} from '../../platform/clock/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { meetingsProblem } from './problems.ts';
import type { Span } from './store/occupancy.ts';

/** So far ahead nothing is booked: the longest window of a type is 90 working days. */
const longestDays = 400;

/** From, and up to but not including. */
export const spanInput = { from: moment, to: moment };
export const spanFields = z.object(spanInput);

/** A span of a disruption. Throws invalid-input when it is reversed or longer than 400 days, time-past when it is over. */
export function requireSpan({ from, to }: z.output<typeof spanFields>, now: Instant): Span {
  const days = (epochMilliseconds(to) - epochMilliseconds(from)) / 86_400_000;
  if (days <= 0 || days > longestDays) {
    throw problem('invalid-input', { fields: [{ field: 'to', expected: `after the first, within ${longestDays} days` }] });
  }
  if (to <= now) throw meetingsProblem('time-past');
  return { start: from, end: to };
}

/** Everything after a last day: as far as anything can be booked. */
export function after(lastDay: PlainDate, now: Instant): Span {
  const first = addDays(lastDay, 1);
  const today = localTime(now).date;
  const from = first > today ? first : today;
  return { start: instantAt(from, '00:00')!, end: instantAt(addDays(from, longestDays), '00:00')! };
}

export const planners = ['planner', 'administrator'] as const satisfies Actor['roles'];
