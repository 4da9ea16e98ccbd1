import { z } from 'zod';
import { command, type CommandContext } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { planningProblem } from '../problems.ts';
import { planners, register, title } from '../scenarios/scenario-input.ts';
import { findRota, insertRota, type Rota } from '../store/rotas.ts';
import { rotaOfficers, visitedPlaces } from './gather.ts';
import { aims, limits, promise, type RotaProblem } from './problem.ts';
import { solveBeside } from './solve-beside.ts';

const asked = {
  title,
  validFrom: day,
  validTo: day.nullable(),
  promises: z.array(promise).min(1, 'a promised day').max(200),
  officerIds: z.array(z.uuid()).min(1, 'an officer').max(200),
  limits,
  aim: z.enum(aims),
  register,
};
const wording = z.object(asked);

/** Makes a rota from nothing. */
export const createRota = command({
  name: 'planning.create-rota',
  roles: planners,
  input: wording,
  run: (context, input) => make(context, input, null),
});

/** Makes a rota that takes over from another with as few new sittings as can be: someone leaves or is ill, a promised day moves. */
export const replanRota = command({
  name: 'planning.replan-rota',
  roles: planners,
  input: wording.extend({ rotaId: z.string() }),
  async run(context, { rotaId, ...input }) {
    return make(context, input, await requireRota(context.tx, rotaId));
  },
});

/** Throws rota-unknown. */
export async function requireRota(db: Database, text: string): Promise<Rota> {
  const id = parseUuid(text);
  const found = id === null ? null : await findRota(db, id);
  if (found === null) throw planningProblem('rota-unknown');
  return found;
}

async function make({ tx, actor, now, newId }: CommandContext, input: z.output<typeof wording>, follows: Rota | null) {
  const { validFrom, validTo, promises, limits, aim } = input;
  if (validTo !== null && validTo < validFrom)
    throw planningProblem('rota-period-reversed', { fields: [{ field: 'validTo', expected: 'later' }] });
  const current = input.register();
  const placeIds = [...new Set(promises.map(({ placeId }) => placeId))];
  const visited = new Set(visitedPlaces(current, validFrom).map(({ place }) => place.id));
  if (placeIds.some((id) => !visited.has(id))) throw planningProblem('rota-place-not-visited');
  const { officers, travel } = await rotaOfficers(tx, current, { officerIds: input.officerIds, placeIds, validFrom, validTo });
  if (officers.length === 0)
    throw planningProblem('rota-officers-missing', { fields: [{ field: 'officerIds', expected: 'employed' }] });
  const problem: RotaProblem = { promises, officers, limits, aim, before: follows?.answer.sittings ?? null };
  const answer = await solveBeside(problem);
  const id = newId();
  const period = { validFrom, validTo };
  await insertRota(tx, {
    id,
    title: input.title,
    follows: follows?.id ?? null,
    ...period,
    problem,
    answer,
    travel,
    at: now,
    authorId: actor.id,
    author: actor.name,
  });
  return {
    result: { rotaId: id },
    subject: `rota:${id}`,
    details: {
      ...period,
      follows: follows?.id ?? null,
      sittings: answer.sittings.length,
      unmet: answer.unmet.length,
      proved: answer.proved,
    },
  };
}
