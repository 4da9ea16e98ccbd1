import { type Instant, later } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const messageRetention = rule({
  id: 'message-retention',
  says:
    'What is kept of a message that has been sent, told or was not needed (when, by which way, about what; never its words) is deleted ' +
    'after so many days; without a number it is kept until everything about its person is erased.',
  source:
    '2002:546 §16 bounds the whole (rule erasure-period). How long messages are kept before that is a setting without a value: no source ' +
    'gives a number, and to delete sooner takes a decision on disposal',
  values: { '2019-01-01': { keptDays: null as number | null } },
});

const dayMs = 86_400_000;

/** What ended before this is deleted; null: nothing is. */
export function deletedBefore({ keptDays }: { keptDays: number | null }, now: Instant): Instant | null {
  return keptDays === null ? null : later(now, -keptDays * dayMs);
}
