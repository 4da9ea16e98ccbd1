/** /v1/scenarios: what the pages show of scenarios, as data, for those who plan and nobody else. */
import { expect, it } from 'vitest';
import { openRegister } from '../src/modules/network/index.ts';
import { createScenario } from '../src/modules/planning/scenarios/create-scenario.ts';
import { findScenario } from '../src/modules/planning/store/scenarios.ts';
import { execute, type Role, signInAs } from '../src/platform/auth/index.ts';
import { closeAfterwards } from './closing.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const live = await openRegister(house, () => undefined);
closeAfterwards(() => live.close());
const planner = await signInAs(house, ['planner'], 'Vera Planerare');
const get = (url: string, headers: Record<string, string> = planner.headers) => server.inject({ url, headers });

it('lists scenarios, gives one and compares several; odd ids are refused with their problem', async () => {
  expect((await get('/v1/scenarios')).json()).toEqual({ items: [], total: 0, next: null });
  const place = live
    .current()
    .places.find(({ presences }) => presences.some(({ kind, validTo }) => kind === 'staffed_office' && validTo === null))!;
  const close = { kind: 'close', placeId: place.place.id, from: '2020-10-01', replacedByKind: 'neighbour', replacedBy: '2480' };
  const made = async (title: string, changes: unknown[]): Promise<string> => {
    const said = { title, baseDate: '2020-02-14', assumptions: 'Prov', changes, register: () => live.current() };
    return (await execute(house, planner.actor, createScenario, said)).scenarioId;
  };
  const [none, one] = [await made('Som det är', []), await made('En stänger', [close])];

  const list = (await get('/v1/scenarios?limit=1')).json<{ items: { id: string }[]; total: number; next: string | null }>();
  expect(list).toMatchObject({ items: [{ id: one, title: 'En stänger', state: 'draft', changeCount: 1 }], total: 2 });
  expect(list.next).toContain('offset=1');
  expect((await get('/v1/scenarios?state=decided')).json()).toMatchObject({ items: [], total: 0 });

  const whole = await get(`/v1/scenarios/${one}`);
  const kept = (await findScenario(house.db, one))!;
  expect(whole.json()).toMatchObject({ changes: [close], assumptions: 'Prov', registerVersion: kept.registerVersion });
  expect(whole.json<{ result: unknown }>().result).toEqual(JSON.parse(JSON.stringify(kept.result)));

  const compared = (await get(`/v1/scenarios/compare?ids=${none},${one}`)).json<{
    scenarios: unknown[];
    against: { id: string; worse: { municipalities: number }; municipalities: unknown[] }[];
  }>();
  expect(compared.scenarios).toHaveLength(2);
  expect(compared.against).toMatchObject([{ id: one }]);
  expect(compared.against[0]!.municipalities).toHaveLength(290);
  for (const odd of ['/v1/scenarios/x', '/v1/scenarios/compare?ids=x', '/v1/scenarios/00000000-0000-7000-8000-000000000000']) {
    const refused = await get(odd);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([404, 'scenario-unknown']);
  }
  expect((await get('/v1/scenarios?limit=0')).statusCode).toBe(400);
});

it('is for those who plan', async () => {
  for (const role of ['desk-officer', 'caseworker', 'jobseeker', 'auditor'] satisfies Role[])
    expect((await get('/v1/scenarios', (await signInAs(house, [role], `Prov ${role}`)).headers)).statusCode).toBe(403);
  expect((await get('/v1/scenarios', {})).statusCode).toBe(401);
});
