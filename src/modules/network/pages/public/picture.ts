/** What the national picture shows on a day. What does not depend on the day is read once per version of the register. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { valueOn } from '../../../../platform/rule/index.ts';
import { type MunicipalityOn, municipalitiesOn } from '../../municipalities-on.ts';
import { compareReported, type Comparison, countOn } from '../../national-picture.ts';
import type { Register } from '../../register.ts';
import { municipalityState, registerBegins } from '../../rules/municipality-state.ts';
import { type Closure, listClosures } from '../../store/closures.ts';
import { type Counts, monthlyStates, type MonthCounts } from '../../store/summary.ts';

export interface Picture {
  on: PlainDate;
  counts: Counts;
  municipalities: readonly MunicipalityOn[];
  closures: readonly Closure[];
  reported: readonly Comparison[];
  months: readonly MonthCounts[];
}

export async function readPicture(db: Database, register: Register, on: PlainDate): Promise<Picture> {
  const [counts, municipalities, closures, reported, months] = await Promise.all([
    countOn(db, on),
    municipalitiesOn(db, on),
    listClosures(db, { on }),
    reportedOf(db, register),
    monthsOf(db, register),
  ]);
  return { on, counts, municipalities, closures, reported, months };
}

const reportedOf = oncePerVersion((db) => compareReported(db));

/** The states on the first of each month for as long as the register has changes. */
export const monthsOf = oncePerVersion((db, register) => {
  const from = registerBegins as PlainDate;
  const to = (register.lastChange ?? from) as PlainDate;
  return monthlyStates(db, from, to < from ? from : to, valueOn(municipalityState, from));
});

type Read<Result> = (db: Database, register: Register) => Promise<Result>;

/** A register object stands for one version: what was read for it holds until there is another. A failed read is tried again. */
function oncePerVersion<Result>(read: Read<Result>): Read<Result> {
  const known = new WeakMap<Register, Promise<Result>>();
  return (db, register) => {
    let result = known.get(register);
    if (result === undefined) {
      result = read(db, register);
      known.set(register, result);
      result.catch(() => known.delete(register));
    }
    return result;
  };
}
