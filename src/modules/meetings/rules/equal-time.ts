import { daysBetween, epochMilliseconds, type Instant, localTime } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { minutesOf } from '../hours.ts';
import type { Channel } from '../kinds.ts';

export const equalTime = rule({
  id: 'equal-time',
  says:
    'A meeting that lost its time is given a new one by us when that is in the same channel, at the same place and in the same language, ' +
    'within so many days after the old one and so many minutes of the day, with notice. Never earlier: whoever is told too late would miss ' +
    'it. Otherwise the person chooses. They are told in both cases, and may change or cancel.',
  source: 'setting: no source says which difference is small; that it is re-planned and told: JO 5700-2015',
  values: { '2019-01-01': { days: 7, minutes: 120, noticeHours: 48 } },
});

export type EqualTime = (typeof equalTime.values)[string];

interface Held {
  start: Instant;
  channel: Channel;
  placeId: string | null;
  language: string;
}

/** Whether a new time is as good as the old one, so that it may be taken without asking. */
export function isEqual({ days, minutes, noticeHours }: EqualTime, before: Held, after: Held, now: Instant): boolean {
  if (after.channel !== before.channel || after.placeId !== before.placeId || after.language !== before.language) return false;
  if (epochMilliseconds(after.start) - epochMilliseconds(now) < noticeHours * 3_600_000) return false;
  if (after.start < before.start) return false;
  const [old, other] = [localTime(before.start), localTime(after.start)];
  return daysBetween(old.date, other.date) <= days && Math.abs(minutesOf(old.time) - minutesOf(other.time)) <= minutes;
}
