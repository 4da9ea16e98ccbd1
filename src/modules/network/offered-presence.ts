/** What places offer from day to day: what the register says of them, less what no agreement in force covers (rule place-agreement). */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { ownAgency } from './desk-tasks.ts';
import { type Covered, coveredStretches, placeAgreement } from './rules/place-agreement.ts';
import { listCoverage, type PlaceCoverage } from './store/agreement-coverage.ts';
import { listPresence, type Presence } from './store/presence.ts';

/** A stretch of a presence, with what is offered then and what is `withheld` because no agreement covers it. */
export type OfferedPresence = Covered<Presence>;

/** Presences in stretches; `today` says which value of the rule holds. */
export function offeredOf(
  presences: readonly Presence[],
  coverage: readonly PlaceCoverage[],
  today: PlainDate,
): OfferedPresence[] {
  const value = valueOn(placeAgreement, today);
  const ofPlace = Map.groupBy(coverage, ({ placeId }) => placeId as string);
  return presences.flatMap((presence) => coveredStretches(presence, ofPlace.get(presence.placeId) ?? [], value));
}

/** As `listPresence` of one place, with what it offers. */
export async function listOffered(db: Database, placeId: string, today: PlainDate): Promise<OfferedPresence[]> {
  return offeredOf(await listPresence(db, { placeId }), await listCoverage(db, { agency: ownAgency, placeId }), today);
}

/** What every place offers on a day, as the register says now. */
export async function listOfferedOn(db: Database, on: PlainDate, today: PlainDate): Promise<OfferedPresence[]> {
  const offered = offeredOf(await listPresence(db, { on }), await listCoverage(db, { agency: ownAgency }), today);
  return offered.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));
}
