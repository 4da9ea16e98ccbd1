/** The days between which the register has something to tell. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Register } from '../../register.ts';

/** What is read of a register to know when it changes. */
export type Changing = Pick<Register, 'places'>;

/** The day that a page shows, and the day it is asked on. */
export interface Days {
  on: PlainDate;
  today: PlainDate;
}

/** First and last day of a change. */
interface KnownChanges {
  first: PlainDate;
  last: PlainDate;
}

/**
 * From the day that something first began to the last day that something began, or ended unless that end is only planned:
 * an end after both that beginning and `today` says nothing of the years until then. Null while the register is empty.
 */
export function knownChanges(register: Changing, today: PlainDate): KnownChanges | null {
  // What someone has entered for one place says nothing of how far the rest of the country is described.
  const presences = register.places.flatMap((one) => one.presences).filter((one) => one.evidence !== 'entered');
  const begins = presences.map((one) => one.validFrom).toSorted();
  const [first, began] = [begins[0], begins.at(-1)];
  if (first === undefined || began === undefined) return null;
  const until = began > today ? began : today;
  const ends = presences.flatMap(({ validTo }) => (validTo !== null && validTo <= until ? [validTo] : []));
  const last = [began, ...ends].toSorted().at(-1)!;
  return { first: first as PlainDate, last: last as PlainDate };
}
