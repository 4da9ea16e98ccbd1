import { beforeEach, describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { execute } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { addPlace, openPresence } from '../index.ts';
import { insertCountry, planner } from '../register-file/fixtures.ts';
import { agreementsInForce as desksInForce, ownAgency } from '../desk-tasks.ts';
import { registerNow } from '../register.ts';
import { placeAgreement } from '../rules/place-agreement.ts';
import { listCoverage } from '../store/agreement-coverage.ts';
import { listUncoveredPlaces } from '../store/agreement-gaps.ts';
import { agreementRecord } from '../store/agreement-record.ts';
import { listAgreementRecords } from '../store/agreement-records.ts';
import { agreementVersions } from '../store/agreement-write.ts';
import { addAgreementDocument } from './add-agreement-document.ts';
import { changeAgreement } from './change-agreement.ts';
import { beginAgreement, cooperationWith, takeSteps } from './fixtures.ts';
import { leaveAgreement } from './leave-agreement.ts';
import { saidOf } from './agreement-input.ts';
import { stepAgreement } from './step-agreement.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
beforeEach(() => house.clock.set('2020-02-14T11:00:00.000Z'));

let count = 0;
async function newPlace(kind = 'cooperation_place', services: readonly string[] = ['booked-meeting']): Promise<string> {
  const { placeId } = await execute(house, planner, addPlace, {
    code: `prov-${++count}`,
    name: `Prov ${count}`,
    municipalityCode: '2280',
    localityCode: null,
    street: null,
    postalCode: null,
    latitude: 62.63228,
    longitude: 17.93794,
    accessibility: {},
  });
  const presence = { validFrom: '2020-01-01', validTo: null, languages: ['sv'], hours: null, exceptions: [] };
  await execute(house, planner, openPresence, { ...presence, placeId, kind, services });
  return placeId;
}

const withTown = (placeIds: readonly string[], more: object = {}) =>
  cooperationWith(placeIds, {
    parties: [{ kind: 'municipality', name: 'Härnösands kommun', municipalityCode: '2280', contactRole: null, contact: null }],
    ...more,
  });
const duties = [
  { task: 'general-information', category: 'general', words: 'Information', access: null },
  { task: 'receive-documents', category: 'personal-data', words: 'Ta emot', access: 'Handlingar' },
];
const agreed = [
  ['analysed', '2020-02-14'],
  ['negotiated', '2020-02-14'],
  ['agreed', '2020-02-14'],
] as const;
const code = (wanted: string) => ({ code: wanted });
const step = (agreementId: string, state: string, since: string, more: object = {}) =>
  execute(house, planner, stepAgreement, { agreementId, state, since, note: '', ...more });

/** What the place offers, from day to day. */
const offered = async (placeId: string) =>
  (await registerNow(house.db, house.clock)).places
    .find(({ place }) => place.id === placeId)!
    .presences.map(({ validFrom, validTo, services }) => [validFrom, validTo, services]);
const desksOf = async (placeId: string, on: string) =>
  (await desksInForce(house.db, placeId, on as never)).map(({ tasks }) => tasks.map(({ task }) => task));

describe('the life of an agreement', () => {
  it('goes from initiated to in force, and what its place offers follows the days', async () => {
    const placeId = await newPlace();
    expect(await offered(placeId)).toEqual([['2020-01-01', null, []]]);
    const id = await beginAgreement(house, withTown([placeId], { from: '2020-03-01' }));
    await takeSteps(house, id, [...agreed]);
    expect(await offered(placeId)).toEqual([['2020-01-01', null, []]]);
    await step(id, 'in-force', '2020-03-01');
    expect(await offered(placeId)).toEqual([
      ['2020-01-01', '2020-02-29', []],
      ['2020-03-01', null, ['booked-meeting']],
    ]);
    expect(await agreementRecord(house.db, id, today(house.clock))).toMatchObject({
      state: 'agreed',
      next: { state: 'in-force', since: '2020-03-01' },
      lastDay: null,
      steps: [{ state: 'initiated' }, { state: 'analysed' }, { state: 'negotiated' }, { state: 'agreed' }, { state: 'in-force' }],
    });
    house.clock.set('2020-04-01T11:00:00.000Z');
    await step(id, 'under-review', '2020-04-01');
    await step(id, 'ended', '2020-10-01');
    expect((await offered(placeId)).at(-2)).toEqual(['2020-03-01', '2020-09-30', ['booked-meeting']]);
    // An end that is taken back, and one that was decided before a review begins, hold as they were said.
    await step(id, 'under-review', '2020-04-01');
    expect((await offered(placeId)).at(-1)).toEqual(['2020-03-01', null, ['booked-meeting']]);
    await step(id, 'ended', '2020-11-01');
    await step(id, 'in-force', '2020-04-01');
    expect((await offered(placeId)).at(-2)).toEqual(['2020-03-01', '2020-10-31', ['booked-meeting']]);
    expect(await listAgreementRecords(house.db, { on: '2020-12-01' as never, id })).toMatchObject([
      { state: 'ended', lastDay: '2020-10-31' },
    ]);
  });

  it('whose end is taken back is in force since it came into force, and not since it was said to stay', async () => {
    house.clock.set('2020-02-14T11:00:00.000Z');
    const id = await beginAgreement(house, withTown([await newPlace()], { from: '2020-02-14' }));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-02-14']]);
    house.clock.set('2020-04-01T11:00:00.000Z');
    await step(id, 'ended', '2020-10-01');
    await step(id, 'in-force', '2020-04-01');
    const since = async () => (await agreementRecord(house.db, id, today(house.clock)))!.stateSince;
    expect(await since()).toBe('2020-02-14');
    await step(id, 'under-review', '2020-04-01');
    house.clock.set('2020-05-04T11:00:00.000Z');
    await step(id, 'in-force', '2020-05-04');
    expect(await since()).toBe('2020-05-04');
  });

  it('of another authority covers no meetings of ours: its place is among those that none covers', async () => {
    house.clock.set('2020-02-14T11:00:00.000Z');
    const placeId = await newPlace();
    const on = '2020-03-01' as never;
    const isUncovered = async () =>
      (await listUncoveredPlaces(house.db, on, valueOn(placeAgreement, on), ownAgency)).some((one) => one.placeId === placeId);
    expect(await isUncovered()).toBe(true);
    const said = withTown([placeId], { from: '2020-02-14' });
    const theirs = await beginAgreement(house, { ...said, agency: 'forsakringskassan' });
    await takeSteps(house, theirs, [...agreed, ['in-force', '2020-02-14']]);
    expect(await isUncovered()).toBe(true);
    await takeSteps(house, await beginAgreement(house, said), [...agreed, ['in-force', '2020-02-14']]);
    expect(await isUncovered()).toBe(false);
  });

  it('every step that the table does not have is refused, and a step is not dated back or ahead', async () => {
    const id = await beginAgreement(house, withTown([await newPlace()]));
    for (const state of ['negotiated', 'agreed', 'in-force', 'under-review', 'replaced'])
      await expect(step(id, state, '2020-02-14')).rejects.toMatchObject(code('agreement-step-refused'));
    await expect(step(id, 'analysed', '2020-02-15')).rejects.toMatchObject(code('day-to-come'));
    await expect(step(id, 'analysed', '2020-02-13')).rejects.toMatchObject(code('agreement-goes-back'));
    await expect(step(house.newId(), 'analysed', '2020-02-14')).rejects.toMatchObject(code('agreement-unknown'));
    await takeSteps(house, id, [
      ['analysed', '2020-02-14'],
      ['negotiated', '2020-02-14'],
      ['analysed', '2020-02-14'],
      ['ended', '2020-02-14'],
    ]);
    await expect(step(id, 'negotiated', '2020-02-14')).rejects.toMatchObject(code('agreement-step-refused'));
  });

  it('is not agreed before it says what it must; every part that is missing is named', async () => {
    const id = await beginAgreement(house, withTown([await newPlace()], { noticeMonths: null, terms: { roles: 'Ord' } }));
    await takeSteps(house, id, [
      ['analysed', '2020-02-14'],
      ['negotiated', '2020-02-14'],
    ]);
    const refused = await step(id, 'agreed', '2020-02-14').catch(
      (error: unknown) => error as { details: { fields: { field: string }[] } },
    );
    expect(refused).toMatchObject({ code: 'agreement-lacks', details: { rule: { id: 'agreement-content' } } });
    const fields = (refused as { details: { fields: { field: string }[] } }).details.fields.map(({ field }) => field);
    expect(fields).toContain('noticeMonths');
    expect(fields).toContain('terms.follow-up');
    expect(fields).not.toContain('terms.roles');
  });

  it('is changed before it is agreed by who saw the newest version, and not afterwards', async () => {
    const id = await beginAgreement(house, withTown([await newPlace()]));
    const { kind: _kind, agency: _agency, ...said } = saidOf((await agreementRecord(house.db, id, today(house.clock)))!);
    const change = (version: number) =>
      execute(house, planner, changeAgreement, { ...said, agreementId: id, version, noticeMonths: 3 });
    await expect(change(1)).resolves.toMatchObject({ version: 2 });
    await expect(change(1)).rejects.toMatchObject(code('agreement-changed-meanwhile'));
    expect((await agreementVersions(house.db, id)).map(({ version, facts }) => [version, facts['noticeMonths']])).toEqual([
      [2, 3],
      [1, 6],
    ]);
    await takeSteps(house, id, [...agreed]);
    await expect(change(2)).rejects.toMatchObject(code('agreement-settled'));
  });
});

describe('periods', () => {
  it('one that leaves days uncovered after the one it replaces is refused, unless with a reason', async () => {
    const placeId = await newPlace();
    const first = await beginAgreement(house, withTown([placeId], { to: '2020-06-30' }));
    await takeSteps(house, first, [...agreed, ['in-force', '2020-02-14']]);
    const next = { replaces: first, from: '2020-08-01' };
    await expect(beginAgreement(house, withTown([placeId], next))).rejects.toMatchObject({
      code: 'agreement-leaves-gap',
      details: { params: { from: '2020-07-01', to: '2020-07-31' }, rule: { id: 'agreement-period' } },
    });
    const second = await beginAgreement(house, withTown([placeId], { ...next, gapReason: 'Lokalen byggs om i juli' }));
    await takeSteps(house, second, [...agreed, ['in-force', '2020-08-01']]);
    expect((await offered(placeId)).map(([from, to, services]) => [from, to, (services as string[]).length])).toEqual([
      ['2020-01-01', '2020-02-13', 0],
      ['2020-02-14', '2020-06-30', 1],
      ['2020-07-01', '2020-07-31', 0],
      ['2020-08-01', null, 1],
    ]);
  });

  it('one that replaces another ends it the day before; another that overlaps is refused by name', async () => {
    const placeId = await newPlace();
    const first = await beginAgreement(house, withTown([placeId], { title: 'Det första' }));
    await takeSteps(house, first, [...agreed, ['in-force', '2020-02-14']]);
    const rival = await beginAgreement(house, withTown([placeId]));
    await takeSteps(house, rival, agreed.slice(0, 2));
    await expect(step(rival, 'agreed', '2020-02-14')).rejects.toMatchObject({
      code: 'agreement-overlaps',
      details: { params: { other: 'Det första' } },
    });
    const next = await beginAgreement(house, withTown([placeId], { replaces: first, from: '2020-05-01' }));
    await takeSteps(house, next, [...agreed, ['in-force', '2020-05-01']]);
    expect(await listCoverage(house.db, { agency: 'arbetsformedlingen', placeId })).toMatchObject([
      { agreementId: first, to: '2020-04-30' },
      { agreementId: next, from: '2020-05-01', to: null },
    ]);
    expect(await agreementRecord(house.db, first, '2020-05-01' as never)).toMatchObject({ state: 'replaced', replacedBy: next });
  });

  it('an end that is taken back leaves no two for one place: what replaces it ends it all the same, and another is in the way', async () => {
    const placeId = await newPlace();
    const first = await beginAgreement(house, withTown([placeId], { title: 'Det gamla' }));
    await takeSteps(house, first, [...agreed, ['in-force', '2020-02-14']]);
    await step(first, 'ended', '2020-09-01');
    const next = await beginAgreement(
      house,
      withTown([placeId], { from: '2020-10-01', replaces: first, gapReason: 'Ombyggnad' }),
    );
    await takeSteps(house, next, [...agreed, ['in-force', '2020-10-01']]);
    await step(first, 'in-force', '2020-02-14');
    expect(await agreementRecord(house.db, first, today(house.clock))).toMatchObject({
      next: { state: 'replaced', since: '2020-10-01' },
    });
    // When the successor is given up, the first one can go on.
    await step(next, 'ended', '2020-02-14');
    await step(first, 'in-force', '2020-02-14');
    expect(await agreementRecord(house.db, first, today(house.clock))).toMatchObject({ state: 'in-force', next: null });
    await step(first, 'ended', '2020-09-01');
    const other = await beginAgreement(house, withTown([placeId], { title: 'Ett annat', from: '2020-10-01' }));
    await takeSteps(house, other, [...agreed, ['in-force', '2020-10-01']]);
    await expect(step(first, 'in-force', '2020-02-14')).rejects.toMatchObject({
      code: 'agreement-overlaps',
      details: { params: { other: 'Ett annat' } },
    });
  });

  it('an end beyond the one that stands is refused: it would change nothing', async () => {
    const placeId = await newPlace();
    const id = await beginAgreement(house, withTown([placeId], { to: '2020-12-31' }));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-02-14']]);
    await expect(step(id, 'ended', '2021-06-01')).rejects.toMatchObject({
      code: 'agreement-ends-sooner',
      details: { params: { date: '2020-12-31' } },
    });
    await step(id, 'ended', '2020-09-01');
    await expect(step(id, 'ended', '2020-10-01')).rejects.toMatchObject(code('agreement-ends-sooner'));
    expect((await agreementRecord(house.db, id, today(house.clock)))!.lastDay).toBe('2020-08-31');
    await step(id, 'in-force', '2020-02-14');
    await step(id, 'ended', '2020-10-01');
    expect((await agreementRecord(house.db, id, today(house.clock)))!.lastDay).toBe('2020-09-30');
  });

  it('one that is to come into force keeps its period of notice from then on, and is given up before without', async () => {
    const id = await beginAgreement(house, withTown([await newPlace()], { from: '2020-05-01', to: '2020-12-31' }));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-05-01']]);
    await expect(step(id, 'ended', '2020-06-01')).rejects.toMatchObject(code('agreement-notice-short'));
    await expect(step(id, 'ended', '2021-06-01')).rejects.toMatchObject(code('agreement-ends-sooner'));
    await step(id, 'ended', '2020-05-01');
    expect((await agreementRecord(house.db, id, '2020-05-01' as never))!.state).toBe('ended');
  });

  it('one that replaces another leaves none of its places without an agreement, unless with a reason or the place has left', async () => {
    const [kept, left] = [await newPlace(), await newPlace()] as const;
    const title = (name: string) => ({ title: name, from: '2020-05-01' });
    const first = await beginAgreement(house, withTown([kept, left], { title: 'Två platser' }));
    await takeSteps(house, first, [...agreed, ['in-force', '2020-02-14']]);
    const next = await beginAgreement(house, withTown([kept], { ...title('En plats'), replaces: first }));
    await takeSteps(house, next, agreed.slice(0, 2));
    const refused = {
      code: 'agreement-leaves-places',
      details: { params: { date: '2020-05-01', places: `Prov ${count}` }, rule: { id: 'agreement-period' } },
    };
    await expect(step(next, 'agreed', '2020-02-14')).rejects.toMatchObject(refused);
    const meant = await beginAgreement(
      house,
      withTown([kept], { ...title('Med skäl'), replaces: first, gapReason: 'Platsen stängs' }),
    );
    await takeSteps(house, meant, [...agreed, ['ended', '2020-02-14']]);
    await execute(house, planner, leaveAgreement, { agreementId: first, placeId: left, lastDay: '2020-04-30', reason: 'Stängs' });
    await step(next, 'agreed', '2020-02-14');
    await step(next, 'in-force', '2020-05-01');
    expect(await listCoverage(house.db, { agency: 'arbetsformedlingen', placeId: kept })).toMatchObject([
      { agreementId: first, to: '2020-04-30' },
      { agreementId: next, from: '2020-05-01' },
    ]);
  });

  it('the period of notice is kept, or a reason says why not', async () => {
    const placeId = await newPlace();
    const id = await beginAgreement(house, withTown([placeId]));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-02-14']]);
    await expect(step(id, 'ended', '2020-08-13')).rejects.toMatchObject({
      code: 'agreement-notice-short',
      details: { params: { months: 6, date: '2020-08-14' }, rule: { id: 'agreement-notice' } },
    });
    await step(id, 'ended', '2020-03-01', { reason: 'Lokalen har brunnit' });
    expect((await offered(placeId))[1]).toEqual(['2020-02-14', '2020-02-29', ['booked-meeting']]);
  });
});

describe('desks', () => {
  it('have the tasks of the agreement in force, on its days', async () => {
    const places = [await newPlace('service_office', ['drop-in']), await newPlace('service_office', ['drop-in'])] as const;
    const said = {
      kind: 'service',
      duties,
      terms: {},
      places: places.map((placeId) => ({ placeId, offers: ['desk'], hours: null })),
      from: '2020-03-01',
      to: '2020-12-31',
    };
    const id = await beginAgreement(house, withTown([], said));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-03-01']]);
    expect(await desksOf(places[0], '2020-02-29')).toEqual([]);
    expect(await desksOf(places[0], '2020-03-01')).toEqual([['general-information', 'receive-documents']]);
    expect(await desksOf(places[1], '2021-01-01')).toEqual([]);
    house.clock.set('2020-04-01T11:00:00.000Z');
    await execute(house, planner, leaveAgreement, {
      agreementId: id,
      placeId: places[1],
      lastDay: '2020-05-31',
      reason: 'Kontoret flyttar',
    });
    expect([await desksOf(places[1], '2020-05-31'), await desksOf(places[1], '2020-06-01')]).toEqual([[expect.anything()], []]);
    expect(await desksOf(places[0], '2020-06-01')).toHaveLength(1);
    await step(id, 'ended', '2020-10-01');
    expect([await desksOf(places[0], '2020-09-30'), await desksOf(places[0], '2020-10-01')]).toEqual([[expect.anything()], []]);
    expect((await offered(places[0])).map(([from, to, services]) => [from, to, services])).toEqual([
      ['2020-01-01', '2020-02-29', []],
      ['2020-03-01', '2020-09-30', ['drop-in']],
      ['2020-10-01', null, []],
    ]);
  });

  it('one that is given up before it came into force leaves nothing', async () => {
    const placeId = await newPlace('service_office', ['drop-in']);
    const places = [{ placeId, offers: ['desk'], hours: null }];
    const id = await beginAgreement(house, withTown([], { kind: 'service', duties, terms: {}, places, from: '2020-03-01' }));
    await takeSteps(house, id, [...agreed, ['in-force', '2020-03-01'], ['ended', '2020-02-14']]);
    expect(await desksOf(placeId, '2020-03-01')).toEqual([]);
  });
});

it('a document is known by its content and keeps its digest', async () => {
  const agreementId = await beginAgreement(house, withTown([await newPlace()]));
  const add = (content: Buffer) => execute(house, planner, addAgreementDocument, { agreementId, name: '../avtal.exe', content });
  await add(Buffer.from('%PDF-1.7\n'));
  await expect(add(Buffer.from('MZ'))).rejects.toMatchObject(code('agreement-document'));
  expect((await agreementRecord(house.db, agreementId, today(house.clock)))!.documents).toMatchObject([
    { name: 'avtal.pdf', mediaType: 'application/pdf', bytes: 9, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});
