/** A desk at its edges: letters and ids that come back, the first and last day of an agreement and of an assignment, others' ids in one's own place. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { callVisit } from '../src/modules/desk/call-visit.ts';
import { endService } from '../src/modules/desk/end-service.ts';
import { endVisit } from '../src/modules/desk/end-visit.ts';
import { agree, newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { noteStep } from '../src/modules/desk/note-step.ts';
import { openCounter } from '../src/modules/desk/open-counter.ts';
import { putService } from '../src/modules/desk/put-service.ts';
import { serveVisit } from '../src/modules/desk/serve-visit.ts';
import { transferVisit } from '../src/modules/desk/transfer-visit.ts';
import { placeDeskStaff, putServiceAgreement } from '../src/modules/network/index.ts';
import { type Actor, execute, signInAs } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty', '2026-03-02T09:00:00Z');
const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
beforeEach(() => house.clock.set('2026-03-02T09:00:00Z'));

const arrive = ({ placeId, serviceId, host }: TestDesk, more: { serviceId?: Uuid; visitId?: Uuid } = {}) =>
  execute(house, host, noteArrival, { placeId, serviceId, topic: 'register', ...more });
const inform = ({ placeId, officer }: TestDesk, visitId: Uuid) =>
  execute(house, officer, noteStep, { placeId, visitId, stepId: house.newId(), what: 'informed', details: {} });

describe('tickets', () => {
  it('of a letter that comes back the same day go on: after a line that ended, and after two lines changed letters', async () => {
    const desk = await newDesk(house);
    const { placeId, manager } = desk;
    const names = { sv: 'Annat' };
    const line = { placeId, names, goal: null, topics: ['register'] };
    const { visitId } = await arrive(desk);
    await execute(house, desk.officer, endVisit, { placeId, visitId, outcome: 'left' });
    await execute(house, manager, endService, { placeId, id: desk.serviceId, version: 1 });
    const make = async (letter: string) =>
      (await execute(house, manager, putService, { ...line, id: null, version: null, letter })).serviceId;
    const [first, second] = [await make('A'), await make('B')];
    const given = async (serviceId: Uuid) => (await arrive(desk, { serviceId })).ticket;
    expect([await given(first), await given(second), await given(second)]).toEqual(['A2', 'B1', 'B2']);
    const put = (id: Uuid, version: number, letter: string) =>
      execute(house, manager, putService, { ...line, id, version, letter });
    await put(first, 1, 'C');
    await put(second, 1, 'A');
    await put(first, 2, 'B');
    expect([await given(first), await given(second), await given(second)]).toEqual(['B3', 'A3', 'A4']);
  });

  it('of a visit that another place has are not given: the address on a telephone is of one visit', async () => {
    const [one, other] = [await newDesk(house), await newDesk(house)];
    const visitId = house.newId();
    await arrive(one, { visitId });
    await expect(arrive(other, { visitId })).rejects.toMatchObject({ code: 'visit-other' });
    expect((await arrive(one, { visitId })).visitId).toBe(visitId);
  });
});

describe('an agreement', () => {
  it('holds on its first and its last day, by the day of the visit, also while that goes on', async () => {
    const desk = await newDesk(house, { tasks: null });
    const day = { placeId: desk.placeId, agency: 'arbetsformedlingen', from: '2026-03-02', to: '2026-03-02' };
    await agree(house, day, ['general-information']);
    const refused = { code: 'not-in-agreement', details: { rule: { id: 'desk-task' } } };
    house.clock.set('2026-03-01T22:59:59Z');
    await expect(inform(desk, (await arrive(desk)).visitId)).rejects.toMatchObject(refused);
    house.clock.set('2026-03-01T23:00:00Z');
    const { visitId } = await arrive(desk);
    await execute(house, desk.officer, serveVisit, { placeId: desk.placeId, visitId });
    house.clock.set('2026-03-02T22:59:59Z');
    await inform(desk, visitId);
    house.clock.set('2026-03-02T23:00:00Z');
    await expect(inform(desk, (await arrive(desk)).visitId)).rejects.toMatchObject(refused);
  });

  it('is not the manager’s to make, and its words are on one line', async () => {
    const desk = await newDesk(house, { tasks: null });
    const task = { task: 'general-information', category: 'general', words: 'Allmänt', access: null };
    const said = { placeId: desk.placeId, agency: 'skatteverket', from: '2026-03-02', to: null, arrivalCounts: null };
    const put = (actor: Actor, more: object) =>
      execute(house, actor, putServiceAgreement, { ...said, reference: 'Prov 2', tasks: [task], ...more });
    await expect(put(desk.manager, {})).rejects.toMatchObject({ code: 'not-allowed' });
    for (const wrong of [{ reference: 'a\0b' }, { tasks: [{ ...task, words: 'a\nb\0' }] }])
      await expect(put(administrator, wrong)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('whoever staffs a desk', () => {
  it('is there on the days of their assignment and on no other; a manager places nobody elsewhere', async () => {
    const [mine, theirs] = [await newDesk(house), await newDesk(house)];
    const { placeId } = mine;
    const { actor } = await signInAs(house, ['desk-officer'], 'Utlånad');
    const place = (by: Actor, at: string, from: string, to: string | null) =>
      execute(house, by, placeDeskStaff, { placeId: at, accountId: actor.id, position: 'host', from, to });
    await place(mine.manager, placeId, '2026-02-01', '2026-03-01');
    await place(mine.manager, placeId, '2026-03-03', null);
    await expect(arrive({ ...mine, host: actor })).rejects.toMatchObject({ code: 'desk-unknown' });
    house.clock.set('2026-03-03T09:00:00Z');
    await arrive({ ...mine, host: actor });
    await expect(place(mine.manager, theirs.placeId, '2026-03-02', null)).rejects.toMatchObject({
      code: expect.stringMatching(/unknown/) as string,
    });
  });

  it('meets nothing of another place under an address of their own', async () => {
    const [mine, theirs] = [await newDesk(house), await newDesk(house)];
    const { placeId, officer } = mine;
    const { visitId } = await arrive(mine);
    const foreign = (await arrive(theirs)).visitId;
    await execute(house, officer, openCounter, { placeId, counterId: mine.counterIds[0] });
    const cases: [() => Promise<unknown>, string][] = [
      [() => arrive(mine, { serviceId: theirs.serviceId }), 'service-unknown'],
      [() => execute(house, officer, serveVisit, { placeId, visitId: foreign }), 'visit-unknown'],
      [() => execute(house, officer, serveVisit, { placeId, visitId, counterId: theirs.counterIds[0] }), 'counter-unknown'],
      [() => execute(house, officer, callVisit, { placeId, visitId: foreign, counterId: mine.counterIds[0] }), 'visit-unknown'],
      [() => execute(house, officer, transferVisit, { placeId, visitId, serviceId: theirs.serviceId }), 'service-unknown'],
      [() => execute(house, officer, openCounter, { placeId, counterId: theirs.counterIds[1] }), 'counter-unknown'],
    ];
    for (const [ask, code] of cases) await expect(ask()).rejects.toMatchObject({ code });
    const { rows } = await sql<{ state: string }>`select state from desk.visit where id = ${foreign}`.execute(house.db);
    expect(rows).toEqual([{ state: 'waiting' }]);
  });
});
