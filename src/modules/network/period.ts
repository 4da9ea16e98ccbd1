/** The longest period around a day in which nothing that was looked at changes. */
import { addDays, type PlainDate } from '../../platform/clock/index.ts';
import type { Rule } from '../../platform/rule/index.ts';

/** Both ends count; null = without end. */
export interface Period {
  from: PlainDate | null;
  to: PlainDate | null;
}

export function within(period: Period, on: PlainDate): boolean {
  return (period.from === null || period.from <= on) && (period.to === null || on <= period.to);
}

/** Begins with all time and is narrowed by whatever begins or ends around the day. */
export function periodAround(on: PlainDate) {
  let from: PlainDate | null = null;
  let to: PlainDate | null = null;
  /** Something is otherwise from `day` on. */
  const changesOn = (day: string): void => {
    if (day <= on) {
      if (from === null || day > from) from = day as PlainDate;
    } else {
      const before = addDays(day as PlainDate, -1);
      if (to === null || before < to) to = before;
    }
  };
  return {
    narrow({ validFrom, validTo }: { validFrom: string; validTo: string | null }): void {
      changesOn(validFrom);
      if (validTo !== null) changesOn(addDays(validTo as PlainDate, 1));
    },
    narrowToRule(rule: Rule): void {
      for (const day of Object.keys(rule.values)) changesOn(day);
    },
    value: (): Period => ({ from, to }),
  };
}
