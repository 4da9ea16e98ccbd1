/** Municipalities with their state on a day. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { MunicipalityState } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { municipalityState, requireDay } from './rules/municipality-state.ts';
import { listMunicipalities, type Municipality } from './store/geography.ts';
import { statesOn } from './store/summary.ts';

export interface MunicipalityOn extends Municipality {
  state: MunicipalityState;
}

/** All, or those of one county. Throws before-register. */
export async function municipalitiesOn(db: Database, on: PlainDate, countyCode?: string): Promise<MunicipalityOn[]> {
  requireDay(on);
  const states = new Map((await statesOn(db, on, valueOn(municipalityState, on))).map((one) => [one.code, one.state]));
  const all = await listMunicipalities(db);
  return all
    .filter((one) => countyCode === undefined || one.countyCode === countyCode)
    .map((one) => ({ ...one, state: states.get(one.code)! }));
}

/** Throws municipality-unknown, before-register. */
export async function findMunicipalityOn(db: Database, on: PlainDate, code: string): Promise<MunicipalityOn> {
  const found = (await municipalitiesOn(db, on)).find((one) => one.code === code);
  if (found === undefined) throw networkProblem('municipality-unknown', { params: { code } });
  return found;
}
