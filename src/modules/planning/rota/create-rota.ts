import { z } from 'zod';
import { command, type CommandContext } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { planningProblem } from '../problems.ts';
import { planners, register, title } from '../scenarios/scenario-input.ts';
import { findRota, insertRota, type Rota } from '../store/rotas.ts';
import { asked, proposeRota } from './propose-rota.ts';

const wording = asked.extend({ title, register });

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
  const found = await proposeRota(tx, input.register(), input, follows);
  const id = newId();
  const made = { at: now, authorId: actor.id, author: actor.name };
  await insertRota(tx, { id, title: input.title, follows: follows?.id ?? null, ...found, ...made });
  const { validFrom, validTo, answer, weeks } = found;
  return {
    result: { rotaId: id },
    subject: `rota:${id}`,
    details: {
      validFrom,
      validTo,
      follows: follows?.id ?? null,
      sittings: answer.sittings.length,
      unmet: answer.unmet.length,
      weeks: weeks.length,
      proved: [answer, ...weeks.map((one) => one.answer)].every(({ proved }) => proved),
    },
  };
}
