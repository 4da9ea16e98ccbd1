/** What the national picture shows on a day. What does not depend on the day is read once per version of the register. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { type MunicipalityOn, municipalitiesOn } from '../../municipalities-on.ts';
import { compareReported, type Comparison, countOn } from '../../national-picture.ts';
import type { Register } from '../../register.ts';
import { municipalityState, registerBegins } from '../../rules/municipality-state.ts';
import { type Closure, listClosures } from '../../store/closures.ts';
import type { Counts, MonthCounts } from '../../store/summary.ts';
import { type Days, knownChanges } from './known-changes.ts';
import { monthDays, statesOnDays } from './months.ts';

export interface Picture {
  on: PlainDate;
  counts: Counts;
  municipalities: readonly MunicipalityOn[];
  closures: readonly Closure[];
  reported: readonly Comparison[];
  months: readonly MonthCounts[];
}

export async function readPicture(db: Database, register: Register, { on, today }: Days): Promise<Picture> {
  const [counts, municipalities, closures, reported, months] = await Promise.all([
    countOn(db, on),
    municipalitiesOn(db, on),
    listClosures(db, { on }),
    oncePerVersion(register, 'reported', () => compareReported(db)),
    monthsOf(db, register, { on, today }),
  ]);
  return { on, counts, municipalities, closures, reported, months };
}

/** The states on the first of each month for as long as the register has changes, at most three years around the day shown. */
export function monthsOf(db: Database, register: Register, { on, today }: Days): Promise<readonly MonthCounts[]> {
  const from = registerBegins;
  const last = knownChanges(register, today)?.last ?? from;
  const days = monthDays(from, last < from ? from : last, on);
  return oncePerVersion(register, `${days[0]}/${days.at(-1)}`, () => statesOnDays(db, days, municipalityState));
}

const known = new WeakMap<Register, Map<string, Promise<unknown>>>();

/**
 * A register object stands for one version: what was read for it under a name holds until there is another. One name goes
 * with one type. A failed read is tried again.
 */
function oncePerVersion<Result>(register: Register, name: string, read: () => Promise<Result>): Promise<Result> {
  let ofVersion = known.get(register);
  if (ofVersion === undefined) known.set(register, (ofVersion = new Map()));
  let result = ofVersion.get(name) as Promise<Result> | undefined;
  if (result === undefined) {
    result = read();
    ofVersion.set(name, result);
    result.catch(() => ofVersion.delete(name));
  }
  return result;
}
