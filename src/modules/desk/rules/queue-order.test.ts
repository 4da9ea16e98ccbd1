import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, later, plainDate } from '../../../platform/clock/index.ts';
import { priorities } from '../kinds.ts';
import { inQueueOrder, queueOrder, type Waiting } from './queue-order.ts';

const day = plainDate('2026-03-02');
const now = instant('2026-03-02T10:00:00Z');
const minutes = (count: number) => later(now, count * 60_000);
const one = (id: string, since: number, more: Partial<Waiting> = {}): Waiting => ({
  id,
  priority: null,
  bookedFor: null,
  waitingSince: minutes(since),
  ...more,
});
const order = (...waiting: Waiting[]): string[] => inQueueOrder(waiting, now, day).map(({ id }) => id);

describe(queueOrder.id, () => {
  it('calls a reason first, then booked times that have come, then drop-in by waiting time', () => {
    expect(
      order(
        one('late', -5),
        one('early', -20),
        one('booked-0955', -2, { bookedFor: minutes(-5) }),
        one('booked-0945', -1, { bookedFor: minutes(-15) }),
        one('child', -1, { priority: 'with-small-child' }),
      ),
    ).toEqual(['child', 'booked-0945', 'booked-0955', 'early', 'late']);
  });

  it('lets a booked visitor who is early wait for the time, unless nobody else waits', () => {
    const early = one('early', -30, { bookedFor: minutes(10) });
    expect(order(early, one('drop-in', -1))).toEqual(['drop-in', 'early']);
    expect(order(early)).toEqual(['early']);
    expect(inQueueOrder([early, one('drop-in', -1)], minutes(10), day)[0]!.id).toBe('early');
  });

  it('is one order whatever the order in which it is asked, and leaves nobody out', () => {
    const waiting = fc.array(
      fc.record({
        id: fc.uuid(),
        priority: fc.option(fc.constantFrom(...priorities)),
        bookedFor: fc.option(fc.integer({ min: -60, max: 60 }).map(minutes)),
        waitingSince: fc.integer({ min: -60, max: 0 }).map(minutes),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(waiting, (all) => {
        const found = inQueueOrder(all, now, day);
        expect(found.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(inQueueOrder(all.toReversed(), now, day)).toEqual(found);
        // Nobody is overtaken within their own group by someone who began to wait later.
        const dropIn = found.filter(({ priority, bookedFor }) => priority === null && bookedFor === null);
        expect(dropIn.map(({ waitingSince }) => waitingSince)).toEqual(dropIn.map(({ waitingSince }) => waitingSince).toSorted());
      }),
    );
  });
});
