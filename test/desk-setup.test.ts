/** A desk is set up through the commands: agreements with tasks, staff, services, counters, devices, settings, units. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agree, newDesk } from '../src/modules/desk/fixtures.ts';
import { addDevice } from '../src/modules/desk/add-device.ts';
import { endCounter } from '../src/modules/desk/end-counter.ts';
import { endDevice } from '../src/modules/desk/end-device.ts';
import { endService } from '../src/modules/desk/end-service.ts';
import { endTopic } from '../src/modules/desk/end-topic.ts';
import { putCounter } from '../src/modules/desk/put-counter.ts';
import { putService } from '../src/modules/desk/put-service.ts';
import { putSetting } from '../src/modules/desk/put-setting.ts';
import { putTopic } from '../src/modules/desk/put-topic.ts';
import { putUnit } from '../src/modules/desk/put-unit.ts';
import { findKiosk, listDevices } from '../src/modules/desk/store/devices.ts';
import { listCounters, listServices } from '../src/modules/desk/store/services.ts';
import { settingOn } from '../src/modules/desk/store/settings.ts';
import { listTopics } from '../src/modules/desk/store/topics.ts';
import { listUnits } from '../src/modules/desk/store/units.ts';
import {
  agreementsInForce,
  endDeskStaff,
  endServiceAgreement,
  listPlaceStaff,
  placeDeskStaff,
  putServiceAgreement,
  requireDeskTask,
} from '../src/modules/network/index.ts';
import { type Actor, execute, signInAs } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty');
const today = plainDate('2020-02-14');
const planner: Actor = { id: 'p', name: 'Planerare', roles: ['planner'] };
const administrator: Actor = { id: 'a', name: 'Administratör', roles: ['administrator'] };
const desk = await newDesk(house);
const { placeId, manager, officer, serviceId } = desk;
const another = await newDesk(house, { tasks: null });
const code = (refused: string) => ({ code: refused });
const task = { task: 'general-information', category: 'general', words: 'Upplysning', access: null };
const agreement = {
  placeId,
  agency: 'skatteverket',
  from: '2020-02-01',
  to: null,
  reference: 'S 1',
  arrivalCounts: null,
  tasks: [task],
};

describe('a desk', () => {
  it('is a place with an agreement in force, staff, a service and counters', async () => {
    const [inForce] = await agreementsInForce(house.db, placeId, today);
    expect(inForce?.tasks.map((one) => one.task)).toContain('receive-documents');
    const staff = await listPlaceStaff(house.db, { placeId, on: today });
    expect(staff.map(({ position }) => position).toSorted()).toEqual(['counter', 'host', 'manager']);
    expect((await listServices(house.db, placeId))[0]?.topics).toContain('activity-report');
    expect((await listCounters(house.db, placeId)).map(({ name }) => name)).toEqual(['1', '2']);
  });
});

describe('SSC-1: a service agreement', () => {
  it('without tasks, or with personal data without access, is refused', async () => {
    const put = (tasks: unknown) => execute(house, planner, putServiceAgreement, { ...agreement, tasks });
    await expect(put([])).rejects.toMatchObject({
      ...code('agreement-tasks-missing'),
      details: { rule: { id: 'agreement-tasks' } },
    });
    const personal = { ...task, task: 'receive-documents', category: 'personal-data' };
    await expect(put([task, personal])).rejects.toMatchObject({
      ...code('invalid-input'),
      details: { fields: [{ field: 'tasks.1.access' }] },
    });
    await expect(put([{ ...task, access: 'Allt' }])).rejects.toMatchObject(code('invalid-input'));
  });

  it('holds from its first day to its last, one at a time with each authority', async () => {
    const { agreementId } = await execute(house, planner, putServiceAgreement, agreement);
    await expect(execute(house, planner, putServiceAgreement, agreement)).rejects.toMatchObject(code('agreement-overlaps'));
    const asked = (on: string) =>
      requireDeskTask(house.db, { placeId, agency: 'skatteverket', on: plainDate(on) }, 'general-information');
    expect((await asked('2020-02-14'))?.id).toBe(agreementId);
    await execute(house, planner, endServiceAgreement, { placeId, agreementId, lastDay: '2020-02-14' });
    await expect(asked('2020-02-15')).rejects.toMatchObject(code('not-in-agreement'));
    await expect(
      execute(house, planner, endServiceAgreement, { placeId, agreementId, lastDay: '2020-02-20' }),
    ).rejects.toMatchObject(code('agreement-unknown'));
    await agree(house, { placeId, agency: 'skatteverket', from: '2020-02-15' }, ['general-information']);
    await expect(
      execute(house, planner, putServiceAgreement, { ...agreement, from: '2021-01-02', to: '2021-01-01' }),
    ).rejects.toMatchObject(code('period-reversed'));
    await expect(execute(house, planner, putServiceAgreement, { ...agreement, placeId: house.newId() })).rejects.toMatchObject(
      code('place-unknown'),
    );
  });
});

describe('who staffs a desk', () => {
  it('is said by its manager and by planners; to others the place is not there', async () => {
    const { actor: newcomer } = await signInAs(house, ['desk-officer'], 'Ny');
    const placed = { placeId, accountId: newcomer.id, position: 'counter', from: '2020-02-14', to: null };
    await expect(execute(house, officer, placeDeskStaff, placed)).rejects.toMatchObject(code('not-allowed'));
    await expect(execute(house, another.manager, placeDeskStaff, placed)).rejects.toMatchObject(code('place-unknown'));
    const { staffId } = await execute(house, manager, placeDeskStaff, placed);
    await expect(execute(house, planner, placeDeskStaff, placed)).rejects.toMatchObject(code('desk-staff-overlaps'));
    await expect(execute(house, manager, placeDeskStaff, { ...placed, accountId: house.newId() })).rejects.toMatchObject(
      code('desk-account-unknown'),
    );
    const ending = { placeId, staffId, lastDay: '2020-02-20' };
    await expect(execute(house, another.manager, endDeskStaff, ending)).rejects.toMatchObject(code('place-unknown'));
    await execute(house, manager, endDeskStaff, ending);
    const on = plainDate('2020-02-21');
    expect(await listPlaceStaff(house.db, { placeId, accountId: newcomer.id, on })).toEqual([]);
  });
});

const service = {
  placeId,
  id: null,
  version: null,
  letter: 'B',
  names: { sv: 'Skatt', en: '' },
  topics: ['skatteverket-matter'],
  goal: null,
};

describe('services and counters', () => {
  it('are the manager’s; another office’s manager meets no desk, and a counter officer is told whose it is', async () => {
    await expect(execute(house, officer, putService, service)).rejects.toMatchObject(code('desk-position'));
    await expect(execute(house, another.manager, putService, service)).rejects.toMatchObject(code('desk-unknown'));
    const { serviceId: id } = await execute(house, manager, putService, service);
    await expect(execute(house, manager, putService, service)).rejects.toMatchObject(code('letter-taken'));
    const goal = { percent: 80, seconds: 900 };
    await execute(house, manager, putService, { ...service, id, version: 1, goal });
    await expect(execute(house, manager, putService, { ...service, id, version: 1 })).rejects.toMatchObject(
      code('changed-meanwhile'),
    );
    expect((await listServices(house.db, placeId)).find((one) => one.id === id)).toMatchObject({
      names: { sv: 'Skatt' },
      goalPercent: 80,
      goalSeconds: 900,
      version: 2,
    });
    await expect(execute(house, manager, putService, { ...service, letter: 'C', topics: ['nothing'] })).rejects.toMatchObject(
      code('topic-unknown'),
    );
    await execute(house, manager, endService, { placeId, id, version: 2 });
    expect((await listServices(house.db, placeId)).map(({ letter }) => letter)).toEqual(['A']);
  });

  it('a counter calls from services of its own place', async () => {
    const counter = { placeId, id: null, version: null, name: '3', serviceIds: [serviceId] };
    await expect(execute(house, manager, putCounter, { ...counter, serviceIds: [another.serviceId] })).rejects.toMatchObject(
      code('service-unknown'),
    );
    const { counterId } = await execute(house, manager, putCounter, counter);
    await expect(execute(house, manager, putCounter, counter)).rejects.toMatchObject(code('counter-name-taken'));
    await execute(house, manager, endCounter, { placeId, id: counterId, version: 1 });
    await execute(house, manager, putCounter, counter);
  });
});

describe('devices', () => {
  it('a kiosk has a key of which only the hash is kept, and one that has ended opens nothing', async () => {
    const hash = createHash('sha256').update('secret').digest();
    const kiosk = { placeId, kind: 'kiosk', code: 'K1', keyHash: hash.toString('base64url') };
    await expect(execute(house, manager, addDevice, { ...kiosk, keyHash: null })).rejects.toMatchObject(code('invalid-input'));
    const { deviceId } = await execute(house, manager, addDevice, kiosk);
    await expect(execute(house, manager, addDevice, { ...kiosk, kind: 'staff', keyHash: null })).rejects.toMatchObject(
      code('device-code-taken'),
    );
    expect(await findKiosk(house.db, hash)).toMatchObject({ id: deviceId, placeId });
    await execute(house, manager, endDevice, { placeId, deviceId });
    expect(await findKiosk(house.db, hash)).toBeNull();
    expect(await listDevices(house.db, placeId)).toEqual([]);
  });
});

describe('topics, settings and units', () => {
  it('topics are data: named in four languages, added and ended without a release', async () => {
    const [first] = await listTopics(house.db, today);
    expect(Object.keys(first!.names).toSorted()).toEqual(['ar', 'en', 'sv', 'sv-easy']);
    const topic = { code: 'passport', agency: 'polisen', names: { sv: 'Pass' }, position: 140 };
    await execute(house, planner, putTopic, topic);
    await expect(execute(house, planner, putTopic, { ...topic, agency: 'skatteverket' })).rejects.toMatchObject(
      code('topic-code-taken'),
    );
    await execute(house, planner, endTopic, { code: 'passport' });
    expect((await listTopics(house.db, today)).map((one) => one.code)).not.toContain('passport');
  });

  it('a value that no law gives is not set until someone says it, from a day that has not been', async () => {
    expect(await settingOn(house.db, 'repeat-days', today)).toBeNull();
    const put = (from: string, value: number) =>
      execute(house, administrator, putSetting, { key: 'repeat-days', from, value, source: 'Beslut 1' });
    await expect(put('2020-02-13', 7)).rejects.toMatchObject(code('setting-in-force'));
    await put('2020-02-14', 7);
    await expect(put('2020-02-14', 8)).rejects.toMatchObject(code('setting-in-force'));
    await put('2020-03-01', 10);
    await put('2020-03-01', 14);
    expect(await settingOn(house.db, 'repeat-days', today)).toBe(7);
    expect(await settingOn(house.db, 'repeat-days', plainDate('2020-03-02'))).toBe(14);
  });

  it('a unit takes kinds of documents and has members; its reminder comes before its escalation', async () => {
    const { actor: caseworker } = await signInAs(house, ['caseworker'], 'Handläggare');
    const unit = {
      id: null,
      version: null,
      agency: 'arbetsformedlingen',
      name: 'Aktivitetsrapporter',
      takes: ['activity-report'],
      remindAfterDays: 1,
      escalateAfterDays: 3,
      email: null,
      members: [caseworker.id],
    };
    await expect(execute(house, administrator, putUnit, { ...unit, escalateAfterDays: 1 })).rejects.toMatchObject(
      code('invalid-input'),
    );
    await expect(execute(house, administrator, putUnit, { ...unit, members: [officer.id] })).rejects.toMatchObject(
      code('account-unknown'),
    );
    const { unitId } = await execute(house, administrator, putUnit, unit);
    expect(await listUnits(house.db, { accountId: caseworker.id })).toMatchObject([{ id: unitId, members: [caseworker.id] }]);
    await execute(house, administrator, putUnit, { ...unit, id: unitId, version: 1, members: [] });
    await expect(execute(house, administrator, putUnit, { ...unit, id: unitId, version: 1 })).rejects.toMatchObject(
      code('changed-meanwhile'),
    );
    expect(await listUnits(house.db, { accountId: caseworker.id })).toEqual([]);
  });
});
