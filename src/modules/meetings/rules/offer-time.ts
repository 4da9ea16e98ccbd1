import { epochMilliseconds, type Instant, later } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const offerTime = rule({
  id: 'offer-time',
  says:
    'A time that falls free is offered to the first in line whom it suits, and is held for them for some hours; then it is the next one’s. ' +
    'It is offered only while there are so many hours left until it begins. Whoever has let so many offers go leaves the line, and is told.',
  source: 'setting: no source says how long an offer stands',
  values: { '2019-01-01': { hours: 4, leastNotice: 24, mostDeclined: 3 } },
});

export type OfferTime = (typeof offerTime.values)[string];

const hour = 3_600_000;

/** When a time begins at the earliest that is offered now. */
export function soonestOffered({ hours, leastNotice }: OfferTime, now: Instant): Instant {
  return later(now, (hours + leastNotice) * hour);
}

/** Until when a time that is offered now is held; null when it begins too soon to be offered. */
export function offeredUntil(value: OfferTime, now: Instant, start: Instant): Instant | null {
  if (epochMilliseconds(start) < epochMilliseconds(soonestOffered(value, now))) return null;
  return later(now, value.hours * hour);
}

/** What becomes of someone's place in line when they let an offer go. */
export function afterDeclining({ mostDeclined }: OfferTime, declined: number): { state: 'waiting' | 'ended'; declined: number } {
  return { state: declined + 1 >= mostDeclined ? 'ended' : 'waiting', declined: declined + 1 };
}
