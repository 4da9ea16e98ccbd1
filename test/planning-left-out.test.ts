/** A step of a decision that the register refuses for good: the planner sees why, someone else leaves it out with a reason, and the rest is carried out. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { closeOffice, listPresence, openRegister } from '../src/modules/network/index.ts';
import { approveScenario } from '../src/modules/planning/scenarios/approve-scenario.ts';
import { carryOutScenario } from '../src/modules/planning/decision/carry-out-scenario.ts';
import { createScenario } from '../src/modules/planning/scenarios/create-scenario.ts';
import { proposeScenario } from '../src/modules/planning/scenarios/propose-scenario.ts';
import { listDecisionSteps } from '../src/modules/planning/store/decisions.ts';
import { findScenario } from '../src/modules/planning/store/scenarios.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { parseUuid, type Uuid } from '../src/platform/ids/index.ts';
import { closeAfterwards } from './closing.ts';
import { testHouse } from './database.ts';
import { clientOf, formIn, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const [signedVera, signedNils] = [
  await signInAs(house, ['planner'], 'Vera Planerare'),
  await signInAs(house, ['planner'], 'Nils Planerare'),
];
const [vera, nils] = [clientOf(server, signedVera), clientOf(server, signedNils)];
const [writer, approver] = [signedVera.actor, signedNils.actor];
const live = await openRegister(house, () => undefined);
closeAfterwards(() => live.close());

const offices = (await listPresence(house.db, { on: plainDate('2020-02-14') })).filter(
  ({ municipalityCode, validTo, kind }) => validTo === null && /^2[2-5]/.test(municipalityCode) && kind.endsWith('d_office'),
);
let used = 0;

/** Two offices to close, decided; then the first is closed in the register by somebody else, so that its step can never be done. */
async function stuck(): Promise<{ id: Uuid; path: string }> {
  const [stays, ...others] = offices;
  const [first, second] = others.slice(used, (used += 2));
  const replaced = { replacedByKind: 'neighbour', replacedBy: stays!.municipalityCode } as const;
  const changes = [first!, second!].map(({ placeId }) => ({ kind: 'close', placeId, from: '2020-10-01', ...replaced }));
  const register = () => live.current();
  const base = { title: 'Prov', baseDate: '2020-02-14', assumptions: '', register };
  const { scenarioId } = await execute(house, writer, createScenario, { ...base, changes });
  await execute(house, writer, proposeScenario, { scenarioId, version: 1, note: '' });
  await execute(house, approver, approveScenario, { scenarioId, version: 2, note: '' });
  await execute(house, writer, carryOutScenario, { scenarioId, version: 3, reason: 'Prov', register });
  await execute(house, approver, closeOffice, {
    presenceId: first!.presenceId,
    version: first!.id,
    decidedOn: '2020-02-14',
    endDate: '2020-05-31',
    reason: 'En annan väg',
    ...replaced,
  });
  const id = parseUuid(scenarioId)!;
  return { id, path: `/planning/${id}/decision` };
}

const resume = async (path: string): Promise<void> => {
  const { fields } = formIn(await vera.get(path));
  expect((await vera.post(path, { ...fields, next: 'resume' })).status).toBe(303);
};

describe('a step that the register refuses', { timeout: 120_000 }, () => {
  it('is left out by someone who has written none of the scenario, with a reason; then the rest is carried out', async () => {
    const { id, path } = await stuck();
    // Not refused yet: nothing can be left out.
    const early = await nils.get(`${path}/leave-out?step=1`);
    expect(textOf(early)).toContain('Bara ett steg som registret har nekat kan utelämnas');
    expect((await nils.post(`${path}/leave-out?step=1`, { ...formIn(early).fields, reason: 'För tidigt' })).status).toBe(409);
    await resume(path);
    const seen = await vera.get(path);
    expect(textOf(seen)).toContain('Registret säger nej till 1 steg');
    expect(textOf(seen)).toContain('av någon som inte har skrivit i scenariot');
    expect(seen.html).not.toContain('/leave-out');
    const own = await vera.get(`${path}/leave-out?step=1`);
    const refused = await vera.post(`${path}/leave-out?step=1`, { ...formIn(own).fields, reason: 'Redan stängt' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Någon annan måste besluta att steget utelämnas');

    const open = await nils.get(path);
    expect(open.html).toContain(`${path}/leave-out?step=1`);
    const form = await nils.get(`${path}/leave-out?step=1`);
    expect((await nils.post(`${path}/leave-out?step=1`, formIn(form).fields)).status).toBe(422);
    // Only what is refused, and nothing that is odd.
    for (const odd of ['2', '99', 'x', '-1']) {
      const tried = await nils.post(`${path}/leave-out?step=${odd}`, { ...formIn(form).fields, _requestId: '', reason: 'Prov' });
      expect([409, 422]).toContain(tried.status);
    }
    const sent = { ...formIn(form).fields, reason: 'Redan stängt på annan väg' };
    const left = await nils.post(`${path}/leave-out?step=1`, sent);
    expect(left.status, textOf(left).slice(0, 600)).toBe(303);
    // Sent twice it happens once.
    expect((await nils.post(`${path}/leave-out?step=1`, sent)).status).toBe(303);

    const steps = await listDecisionSteps(house.db, id);
    expect(steps.map(({ doneAt, leftOutReason }) => [doneAt !== null, leftOutReason])).toEqual([
      [false, 'Redan stängt på annan väg'],
      [true, null],
      [true, null],
    ]);
    const after = textOf(await vera.get(`${path}?done=yes`));
    expect(after).toContain('1 steg är utelämnade');
    expect(after).toMatch(/Nils Planerare, .* Redan stängt på annan väg/);
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from platform.audit where command = 'planning.leave-out-steps' and not details::text like '%stängt%'`.execute(
      house.db,
    );
    expect(rows[0]!.n).toBeGreaterThan(0);
    expect(textOf(await vera.get(`/planning/${id}/follow-up`))).not.toContain('Några steg är kvar');
  });

  it('ends the carrying-out: what is done stays, what is left is left out', async () => {
    const { id, path } = await stuck();
    await resume(path);
    expect((await findScenario(house.db, id))!.state).toBe('decided');
    const form = await nils.get(`${path}/leave-out`);
    expect(textOf(form)).toContain('Avsluta genomförandet');
    const ended = await nils.post(`${path}/leave-out`, { ...formIn(form).fields, reason: 'Planen är överspelad' });
    expect(ended.status).toBe(303);
    expect((await listDecisionSteps(house.db, id)).every(({ leftOutAt }) => leftOutAt !== null)).toBe(true);
    expect(textOf(await nils.get(`${path}/leave-out`))).toContain('Bara ett steg som registret har nekat');
    expect(textOf(await vera.get(`/planning/${id}/follow-up`))).toContain('utelämnat');
  });
});
