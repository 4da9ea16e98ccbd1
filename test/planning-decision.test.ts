/** From a scenario to the register: four eyes, a dry run, the changes dated and the notice begun; and killed half-way, nothing twice. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  listAgreementRecords,
  listClosures,
  listPresence,
  type LiveRegister,
  openRegister,
} from '../src/modules/network/index.ts';
import { carryOut } from '../src/modules/planning/decision/carry-out.ts';
import { carryOutScenario } from '../src/modules/planning/decision/carry-out-scenario.ts';
import { rehearse } from '../src/modules/planning/decision/rehearse.ts';
import { stepsOf } from '../src/modules/planning/decision/steps.ts';
import { approveScenario } from '../src/modules/planning/scenarios/approve-scenario.ts';
import { changeScenario } from '../src/modules/planning/scenarios/change-scenario.ts';
import { createScenario } from '../src/modules/planning/scenarios/create-scenario.ts';
import { proposeScenario } from '../src/modules/planning/scenarios/propose-scenario.ts';
import { findDecision, listDecisionSteps } from '../src/modules/planning/store/decisions.ts';
import { findScenario, type Scenario } from '../src/modules/planning/store/scenarios.ts';
import { type Actor, execute } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { parseUuid, type Uuid } from '../src/platform/ids/index.ts';
import { closeAfterwards } from './closing.ts';
import { testHouse } from './database.ts';

const house = await testHouse('country');
const writer: Actor = { id: 'writer', name: 'Vera', roles: ['planner'] };
const approver: Actor = { id: 'approver', name: 'Gösta', roles: ['planner'] };
let live: LiveRegister;
const register = () => live.current();

beforeAll(async () => {
  live = await openRegister(house, () => undefined);
  closeAfterwards(() => live.close());
}, 60_000);

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string; details: unknown }) => error,
  );

/** Own offices of the four northernmost counties that stay open, each of its own municipality. */
async function northern(): Promise<{ placeId: Uuid; code: string; municipalityCode: string; kind: string }[]> {
  const open = await listPresence(house.db, { on: plainDate('2020-02-14') });
  return open
    .filter(
      ({ municipalityCode, validTo, kind }) => validTo === null && /^2[2-5]/.test(municipalityCode) && kind.endsWith('d_office'),
    )
    .map(({ placeId, placeCode: code, municipalityCode, kind }) => ({
      placeId: parseUuid(placeId)!,
      code,
      municipalityCode,
      kind,
    }));
}

async function approved(changes: unknown[]): Promise<Scenario> {
  const base = { title: 'Prov', baseDate: '2020-02-14', assumptions: '', register };
  const { scenarioId } = await execute(house, writer, createScenario, { ...base, changes });
  await execute(house, writer, proposeScenario, { scenarioId, version: 1, note: '' });
  await execute(house, approver, approveScenario, { scenarioId, version: 2, note: '' });
  return (await findScenario(house.db, scenarioId))!;
}

const closing = (placeId: string, replacedBy: string) => ({
  kind: 'close',
  placeId,
  from: '2020-10-01',
  replacedByKind: 'neighbour',
  replacedBy,
});

describe('a scenario', () => {
  it('keeps every version with its result; whoever wrote any of it does not approve it', async () => {
    const [first, other] = await northern();
    const base = { title: 'Två', baseDate: '2020-02-14', assumptions: 'Inget', register };
    const { scenarioId } = await execute(house, writer, createScenario, { ...base, changes: [] });
    const unchanged = (await findScenario(house.db, scenarioId))!;
    expect(unchanged.result.measures.after).toEqual(unchanged.result.measures.before);
    expect((await refusal(execute(house, writer, proposeScenario, { scenarioId, version: 1, note: '' })))?.code).toBe(
      'scenario-empty',
    );
    const changes = [closing(first!.placeId, other!.municipalityCode)];
    await execute(house, writer, changeScenario, { scenarioId, version: 1, ...base, changes });
    // Made from the version before: not overwritten.
    const late = execute(house, approver, changeScenario, { scenarioId, version: 1, ...base, changes: [] });
    expect((await refusal(late))?.code).toBe('scenario-changed-meanwhile');
    const two = (await findScenario(house.db, scenarioId))!;
    expect(two).toMatchObject({ number: 2, state: 'draft', changeCount: 1 });
    expect(two.result.measures.after!.mean!).toBeGreaterThan(two.result.measures.before!.mean!);
    // What is not there cannot be closed.
    const twice = [...changes, closing(first!.placeId, other!.municipalityCode)];
    const impossible = await refusal(execute(house, writer, changeScenario, { scenarioId, version: 2, ...base, changes: twice }));
    expect(impossible).toMatchObject({
      code: 'scenario-change-impossible',
      details: { fields: [{ field: 'changes.1', expected: 'twice' }] },
    });
    await execute(house, writer, proposeScenario, { scenarioId, version: 2, note: '' });
    expect((await refusal(execute(house, writer, approveScenario, { scenarioId, version: 3, note: '' })))?.code).toBe(
      'scenario-own-approval',
    );
  });

  it('is shown before it is carried out with what network refuses and by which rule, and writes nothing then', async () => {
    const [one, other] = await northern();
    // People cannot be referred to the municipality whose only office closes the same day.
    const changes = [closing(one!.placeId, other!.municipalityCode), closing(other!.placeId, one!.municipalityCode)];
    const scenario = await approved(changes);
    const steps = stepsOf(register(), scenario.baseDate, scenario.changes);
    const found = await rehearse(house, writer, { steps, changes: scenario.changes, reason: 'Prov' });
    expect(found.map(({ kind }) => kind)).toEqual(['close-office', 'close-office', 'start-notice']);
    expect(found[0]!.refusal).toBeNull();
    expect(found[1]!.refusal).toMatchObject({ code: 'replacement-not-open', rule: { id: 'closure-replacement' } });
    const before = await listClosures(house.db, { on: plainDate('2020-02-14') });
    const input = { scenarioId: scenario.id, version: scenario.version, reason: 'Prov', register };
    expect((await refusal(execute(house, writer, carryOutScenario, input)))?.code).toBe('decision-step-refused');
    expect(await listClosures(house.db, { on: plainDate('2020-02-14') })).toHaveLength(before.length);
    expect(await findDecision(house.db, scenario.id)).toBeNull();
  });

  it('is carried out by network’s commands, and goes on where it was killed: nothing twice', async () => {
    const all = await northern();
    const [stays, ...going] = all;
    const closed = going.slice(0, 4);
    const service = (await listPresence(house.db, { on: plainDate('2020-02-14'), kind: 'service_office' })).at(0)!;
    const changes = [
      ...closed.map(({ placeId }) => closing(placeId, stays!.municipalityCode)),
      {
        kind: 'open',
        placeId: service.placeId,
        presence: 'cooperation_place',
        from: '2020-09-01',
        hours: { tue: [['09:00', '15:00']] },
      },
      {
        kind: 'change-kind',
        placeId: stays!.placeId,
        presence: stays!.kind === 'staffed_office' ? 'visiting_office' : 'staffed_office',
        from: '2020-09-01',
        hours: null,
      },
    ];
    const scenario = await approved(changes);
    const input = { scenarioId: scenario.id, version: scenario.version, reason: 'Färre besök', register };
    await execute(house, approver, carryOutScenario, input);
    const day = { on: plainDate('2020-02-14') };
    const before = (await listClosures(house.db, day)).length;

    // The process dies after network has closed the second office and before that is noted.
    await sql`create function public.die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      house.db,
    );
    await sql`create trigger die before update on planning.decision_step for each row when (new.position = 5) execute function public.die()`.execute(
      house.db,
    );
    await expect(carryOut(house, approver, scenario.id)).rejects.toThrow('killed');
    expect((await listDecisionSteps(house.db, scenario.id)).filter(({ doneAt }) => doneAt !== null)).toHaveLength(4);
    await sql`drop trigger die on planning.decision_step`.execute(house.db);

    // Out of time: nothing more is begun.
    expect(await carryOut(house, writer, scenario.id, house.clock.now())).toBe(false);
    expect((await listDecisionSteps(house.db, scenario.id)).filter(({ doneAt }) => doneAt !== null)).toHaveLength(4);

    // Someone else goes on, twice at once.
    const both = await Promise.all([carryOut(house, writer, scenario.id), carryOut(house, approver, scenario.id)]);
    expect(both).toEqual([true, true]);
    await carryOut(house, writer, scenario.id);

    const steps = await listDecisionSteps(house.db, scenario.id);
    expect(steps.map(({ kind }) => kind)).toEqual([
      'end-presence',
      'open-presence',
      'open-presence',
      'close-office',
      'close-office',
      'close-office',
      'close-office',
      'start-agreement',
      'start-notice',
    ]);
    expect(steps.every(({ doneAt, refusal }) => doneAt !== null && refusal === null)).toBe(true);
    const closures = await listClosures(house.db, day);
    expect(closures).toHaveLength(before + 4);
    const ids = steps.flatMap(({ result }) => (typeof result?.['closureId'] === 'string' ? [result['closureId']] : []));
    expect(closures.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    for (const { placeId } of closed) {
      expect(
        (await listPresence(house.db, { placeId, on: plainDate('2020-10-01') })).filter(({ kind }) => kind.endsWith('d_office')),
      ).toEqual([]);
      expect(closures.find((one) => one.placeId === placeId)).toMatchObject({
        endDate: '2020-09-30',
        replacedByKind: 'neighbour',
        reason: 'Färre besök',
      });
    }
    const opened = await listPresence(house.db, {
      placeId: service.placeId,
      on: plainDate('2020-09-01'),
      kind: 'cooperation_place',
    });
    expect(opened).toHaveLength(1);
    const turned = await listPresence(house.db, { placeId: stays!.placeId, on: plainDate('2020-09-01') });
    expect(turned.map(({ kind }) => kind)).toEqual([stays!.kind === 'staffed_office' ? 'visiting_office' : 'staffed_office']);
    const begun = await listAgreementRecords(house.db, { on: plainDate('2020-02-14') });
    expect(begun.filter(({ id }) => id === steps[7]!.result?.['agreementId'])).toMatchObject([{ state: 'initiated' }]);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::integer as n from contact.notice where id = ${steps[8]!.result?.['noticeId']}::uuid`.execute(house.db);
    expect(rows).toEqual([{ n: 1 }]);
    const told = await sql<{
      n: number;
    }>`select count(*)::integer as n from platform.event where type = 'planning.scenario-decided'`.execute(house.db);
    expect(told.rows[0]!.n).toBe(1);
    expect((await findDecision(house.db, scenario.id))!.finishedAt).not.toBeNull();
  });
});
