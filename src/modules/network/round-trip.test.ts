/** What the commands take, the register file takes back: both hold a value against the same checks. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { addPlace, changePlace, changePresence, openPresence, withdrawPresence } from './index.ts';
import { exportRegister } from './register-file/export.ts';
import { csv, insertCountry, planner, testFolder } from './register-file/fixtures.ts';
import { importRegister } from './register-file/import.ts';
import { findPlace } from './store/places.ts';
import { listPresence } from './store/presence.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
const files = testFolder();
afterAll(() => files.remove());
const noon = '2020-02-14T11:00:00.000Z';
beforeEach(() => house.clock.set(noon));

let places = 0;
const place = (more: object = {}) => ({
  code: `prov-${++places}`,
  name: 'Prov',
  municipalityCode: '2280',
  localityCode: null,
  street: null,
  postalCode: null,
  latitude: 62.63228,
  longitude: 17.93794,
  accessibility: {},
  ...more,
});
const presence = {
  kind: 'cooperation_place',
  validFrom: '2020-01-01',
  validTo: null,
  services: ['booked-meeting'],
  languages: ['sv'],
  hours: null,
  exceptions: [],
};
const added = async (more: object = {}) => (await execute(house, planner, addPlace, place(more))).placeId;
const opened = (placeId: string, more: object = {}, by = planner) =>
  execute(house, by, openPresence, { ...presence, placeId, ...more });

async function importText(text: string) {
  const errors: string[] = [];
  const path = files.write('again.csv', text);
  const report = await importRegister(
    house,
    planner,
    { path },
    { apply: true, onError: ({ column, value, expected }) => errors.push(`${column} ${value}: ${expected}`) },
  );
  return { report, errors };
}

async function exported() {
  const path = `${files.path}/out.csv`;
  await pipeline(exportRegister(house.db, { format: 'csv' }), createWriteStream(path));
  const errors: string[] = [];
  const report = await importRegister(house, planner, { path }, { apply: false, onError: (one) => errors.push(one.expected) });
  return { report, errors };
}

describe('what is entered', () => {
  it.each<[string, object, string]>([
    ['a postal code of letters', { postalCode: 'abc' }, 'postalCode'],
    ['a street on two lines', { street: 'Torget 1\nKajen 2' }, 'street'],
    ['a name with a control character', { name: 'Pro\u0007v' }, 'name'],
    ['a name that a spreadsheet computes', { name: '=1+1' }, 'name'],
    ['a street that a spreadsheet computes', { street: '@SUM(A1)' }, 'street'],
    ['a locality of another municipality', { localityCode: '0180TC101' }, 'localityCode'],
  ])('is refused as the file would refuse it: %s', async (_what, more, field) => {
    const refused = { code: 'invalid-input', details: { fields: [{ field }] } };
    await expect(added(more)).rejects.toMatchObject(refused);
    const placeId = await added();
    await expect(execute(house, planner, changePlace, { ...place(more), placeId })).rejects.toMatchObject(refused);
  });

  it('is refused with the same day twice among the exceptions', async () => {
    const exceptions = [
      { date: '2020-12-24', hours: [] },
      { date: '2020-12-24', hours: [['10:00', '12:00']] },
    ];
    await expect(opened(await added(), { exceptions })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ field: 'exceptions' }] },
    });
  });

  it('is kept as the file writes it, and comes back the same', async () => {
    const placeId = await added({
      name: ' A\u030angstro\u0308m ',
      street: '  ',
      postalCode: '87131',
      localityCode: '2280TC101',
      latitude: 62.632281234,
    });
    expect(await findPlace(house.db, placeId)).toMatchObject({
      name: 'Ångström',
      street: null,
      postalCode: '871 31',
      localityCode: '2280TC101',
      latitude: 62.63228,
    });
    await opened(placeId, { exceptions: [{ date: '2020-12-24', hours: [] }], hours: { mon: [['10:00', '12:00']] } });
    expect(await exported()).toMatchObject({ errors: [], report: { errors: 0, new: 0, changed: 0 } });
  });

  it('by someone whose name the file cannot hold is entered by their id', async () => {
    const placeId = await added();
    await opened(placeId, {}, { ...planner, name: '=cmd\n' });
    expect(await listPresence(house.db, { placeId })).toMatchObject([{ method: planner.id }]);
    expect(await exported()).toMatchObject({ errors: [] });
  });

  it('says which locality lies elsewhere', async () => {
    await expect(added({ localityCode: '0180TC101' })).rejects.toMatchObject({
      details: { fields: [{ expected: expect.stringContaining('this one is in 0180') as string }] },
    });
    await expect(added({ localityCode: '9999TC101' })).rejects.toMatchObject({ code: 'locality-unknown' });
    await expect(added({ municipalityCode: '9999', localityCode: '0180TC101' })).rejects.toMatchObject({
      code: 'municipality-unknown',
    });
  });
});

describe('when the clock stands still or goes back', () => {
  const current = async (placeId: string) => listPresence(house.db, { placeId });
  async function withdrawn(placeId: string): Promise<void> {
    const [row] = await current(placeId);
    await execute(house, planner, withdrawPresence, { presenceId: row!.presenceId, version: row!.id, reason: 'prov' });
  }

  it('a presence is opened anew in the millisecond in which it was withdrawn', async () => {
    const placeId = await added();
    await opened(placeId);
    await withdrawn(placeId);
    await opened(placeId);
    await withdrawn(placeId);
    house.clock.set('2020-02-14T10:59:00Z');
    await opened(placeId);
    expect(await current(placeId)).toHaveLength(1);
    await expect(opened(placeId)).rejects.toMatchObject({ code: 'presence-overlaps' });
  });

  it('a presence is changed into a period that was withdrawn just before', async () => {
    const placeId = await added();
    await opened(placeId, { validTo: '2020-06-30' });
    const [first] = await current(placeId);
    house.clock.set('2020-02-14T12:00:00Z');
    await opened(placeId, { validFrom: '2020-07-01' });
    const later = (await current(placeId)).find((one) => one.validFrom === '2020-07-01')!;
    await execute(house, planner, withdrawPresence, { presenceId: later.presenceId, version: later.id, reason: 'prov' });
    const { kind: _kind, ...rest } = presence;
    await execute(house, planner, changePresence, {
      ...rest,
      presenceId: first!.presenceId,
      version: first!.id,
      from: null,
      reason: 'prov',
    });
    expect((await current(placeId)).map((one) => one.validTo)).toEqual([null]);
  });

  it('a file brings back what was withdrawn in the same millisecond', async () => {
    const placeId = await added({ code: 'prov-file' });
    await opened(placeId);
    await withdrawn(placeId);
    const { report, errors } = await importText(
      csv({ place_code: 'prov-file', place_name: 'Prov', kind: 'cooperation_place', valid_from: '2020-01-01' }),
    );
    expect(errors).toEqual([]);
    expect(report).toMatchObject({ new: 1, applied: true });
    const recorded = await sql<{ at: string }>`
      select lower(recorded) as at from network.presence where place_id = ${placeId} and upper_inf(recorded)`.execute(house.db);
    expect(new Date(recorded.rows[0]!.at).toISOString()).toBe('2020-02-14T11:00:00.001Z');
  });
});
