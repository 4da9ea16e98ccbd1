/** Finds a rota: from what is asked, the register, and what meetings knows of officers and their absences. Nothing is written. */
import { z } from 'zod';
import { day } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { daysThere } from '../../meetings/index.ts';
import type { Register } from '../../network/index.ts';
import { planningProblem } from '../problems.ts';
import type { Rota } from '../store/rotas.ts';
import { calendarOf } from './calendar.ts';
import { rotaOfficers, visitedPlaces } from './gather.ts';
import { aims, limits, promise, type RotaProblem } from './problem.ts';
import { solveBeside } from './solve-beside.ts';

export const asked = z.object({
  validFrom: day,
  validTo: day.nullable(),
  promises: z.array(promise).min(1, 'a promised day').max(200),
  officerIds: z.array(z.uuid()).min(1, 'an officer').max(200),
  limits,
  aim: z.enum(aims),
});

export type Proposed = Pick<Rota, 'validFrom' | 'validTo' | 'problem' | 'answer' | 'weeks' | 'travel'>;

/** `follows`: what the rota takes over from. Throws rota-period-reversed, rota-place-not-visited, rota-officers-missing. */
export async function proposeRota(
  db: Database,
  register: Register,
  { validFrom, validTo, promises, officerIds, limits, aim }: z.output<typeof asked>,
  follows: Rota | null,
): Promise<Proposed> {
  if (validTo !== null && validTo < validFrom)
    throw planningProblem('rota-period-reversed', { fields: [{ field: 'validTo', expected: 'later' }] });
  const placeIds = [...new Set(promises.map(({ placeId }) => placeId))];
  const visited = new Set(visitedPlaces(register, validFrom).map(({ place }) => place.id));
  if (placeIds.some((id) => !visited.has(id))) throw planningProblem('rota-place-not-visited');
  const found = await rotaOfficers(db, register, { officerIds, placeIds, validFrom, validTo });
  if (found.officers.length === 0)
    throw planningProblem('rota-officers-missing', { fields: [{ field: 'officerIds', expected: 'employed' }] });
  const there = await daysThere(
    db,
    found.officers.map(({ id }) => id),
    validFrom,
  );
  const { officers, weeks } = calendarOf(found.officers, { validFrom, validTo }, there, follows);
  const problem: RotaProblem = { promises, officers, limits, aim, before: follows?.answer.sittings ?? null };
  return { validFrom, validTo, problem, ...(await solveBeside(problem, weeks)), travel: found.travel };
}
