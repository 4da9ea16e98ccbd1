/**
 * Carries out a rota that has been decided, one command of meetings after the other. Each has its own key: a process that is killed, or one
 * that meets another doing the same, does nothing twice.
 */
import { answeredBefore } from '../../../platform/audit/index.ts';
import { type Actor, execute, type House } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { refusalOf } from '../decision/rehearse.ts';
import { setAttendance } from '../../meetings/index.ts';
import { findRota, finishRota, listRotaSteps, recordRotaStep, type Rota, type RotaStep } from '../store/rotas.ts';
import { attendanceInput, rehearseRotaIn, type RehearsedStay } from './carry-out-rota.ts';

/** Gives whether everything is done; it stops at the first step that is refused, which is noted with its rule. */
export async function carryOutSteps(house: House, actor: Actor, rotaId: Uuid): Promise<boolean> {
  const rota = await findRota(house.db, rotaId);
  if (rota === null || rota.decidedAt === null) return false;
  for (const step of await listRotaSteps(house.db, rotaId)) {
    if (step.doneAt === null && !(await carryOutStep(house, actor, rota, step))) return false;
  }
  await finishRota(house.db, rotaId, house.clock.now());
  return true;
}

/** An officer's version goes up with much that no step is about, as when the register changes a place: it is read anew. */
const mostTries = 5;

async function carryOutStep(house: House, actor: Actor, rota: Rota, step: RotaStep): Promise<boolean> {
  const record = (what: { result: unknown } | { refusal: ReturnType<typeof refusalOf> }) =>
    recordRotaStep(house.db, { rotaId: rota.id, position: step.position, at: house.clock.now(), ...what });
  for (let tries = 1; ; tries++) {
    // Another process may have done it in the meantime.
    const done = await answerTo(house, step.requestId);
    if (done !== null) {
      await record({ result: done });
      return true;
    }
    try {
      const input = await attendanceInput(house.db, rota, step);
      await record({ result: await execute(house, actor, setAttendance, input, step.requestId) });
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const isLast = tries >= mostTries || error.code !== 'supply-changed-meanwhile';
      if (isLast && (await answerTo(house, step.requestId)) === null) {
        await record({ refusal: refusalOf(error) });
        return false;
      }
    }
  }
}

/** What was answered when it was carried out, by whomever; null when it was not. */
async function answerTo(house: House, requestId: Uuid): Promise<unknown> {
  const answered = await house.db.transaction().execute((tx) => answeredBefore(tx, requestId));
  return answered?.result ?? null;
}

class TakenBack extends Error {}

/** The dry run outside a command, for the page that shows it. */
export async function rehearseRota(house: House, actor: Actor, rota: Rota): Promise<RehearsedStay[]> {
  let found: RehearsedStay[] = [];
  try {
    await house.db.transaction().execute(async (tx) => {
      const now = house.clock.now();
      found = await rehearseRotaIn({ tx, actor, now, today: localTime(now).date, newId: house.newId, keys: house.keys }, rota);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return found;
}
