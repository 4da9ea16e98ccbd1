/** What desks say of papers that may be reports: those that nobody has read, and devices that have not been back (rule report-papers). */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { endDevice } from '../src/modules/desk/end-device.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { addDevice, keepDocument, papersUnderWay, receiveDocument, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { settleRefused } from '../src/modules/desk/store/sync.ts';
import { execute } from '../src/platform/auth/index.ts';
import { instant } from '../src/platform/clock/index.ts';
import { randomId } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2024-02-14T14:55:00Z');
const { server } = await testService(house);
/** From the first of February until the midnight after the 14th, in Sweden. */
const february = { from: instant('2024-01-31T23:00:00Z'), to: instant('2024-02-14T23:00:00Z') };
const underWay = () => papersUnderWay(house.db, february);
const nothing = { papers: 0, devices: 0 };

it('a device of staff counts from its contact in the window until it is back or has ended; a kiosk and one never heard of do not', async () => {
  house.clock.set('2024-01-31T22:59:00Z');
  const desk = await newDesk(house);
  const heads = desk.headers.officer;
  const url = `/desk/${desk.placeId}/sync`;
  const deviceId = randomId();
  const csrf = (await server.inject({ url, headers: heads })).json<{ csrf: string }>().csrf;
  const enrolled = await server.inject({
    method: 'POST',
    url: `${url}/device`,
    headers: { ...heads, 'x-csrf-token': csrf },
    payload: { deviceId },
  });
  expect(enrolled.statusCode).toBe(200);
  const staffed = { placeId: desk.placeId, kind: 'staff', keyHash: null };
  await execute(house, desk.manager, addDevice, { ...staffed, code: 'S1' });
  await execute(house, desk.manager, addDevice, { ...staffed, kind: 'kiosk', code: 'K1', keyHash: 'A'.repeat(43) });
  // In contact a minute before the window opened, and not in it.
  expect(await underWay()).toEqual(nothing);
  const contactAt = async (at: string) => {
    house.clock.set(at);
    expect((await server.inject({ url: `${url}?device=${deviceId}`, headers: heads })).statusCode).toBe(200);
  };
  await contactAt('2024-01-31T23:05:00Z');
  expect(await underWay()).toEqual({ papers: 0, devices: 1 });
  // Back after the last day of a window that closed at ten past.
  const closed = { from: february.from, to: instant('2024-01-31T23:10:00Z') };
  expect((await papersUnderWay(house.db, closed)).devices).toBe(1);
  await contactAt('2024-01-31T23:10:00Z');
  expect(await papersUnderWay(house.db, closed)).toEqual(nothing);
  expect((await underWay()).devices).toBe(1);
  await execute(house, desk.manager, endDevice, { placeId: desk.placeId, deviceId });
  expect(await underWay()).toEqual(nothing);
});

it('a report on paper counts until a unit has taken it over or sent it back; another authority’s, another kind and another time do not', async () => {
  house.clock.set('2024-02-14T14:55:00Z');
  const desk = await newDesk(house);
  const vault = vaultFromEnvironment({ NARVARO_DATA: house.data }, house.keys);
  const paper = async (over: object = {}) => {
    const of = { placeId: desk.placeId, documentId: house.newId(), mediaType: 'application/pdf' };
    const said = { agency: 'arbetsformedlingen', kind: 'activity-report', how: 'scan', ...over };
    async function* content() {
      yield Buffer.from('%PDF-1.7 a paper');
    }
    await keepDocument(vault, content(), of, (kept) =>
      execute(house, desk.officer, receiveDocument, { ...of, ...said, ...kept }),
    );
    return of.documentId;
  };
  await paper({ kind: 'letter' });
  house.clock.set('2024-02-14T23:00:00Z');
  await paper();
  expect(await underWay()).toEqual(nothing);
  house.clock.set('2024-02-14T22:59:00Z');
  const documentId = await paper();
  expect(await underWay()).toEqual({ papers: 1, devices: 0 });
  const is = (state: string) =>
    sql`
      update desk.document set state = ${state}, unit_id = (select id from desk.unit limit 1), forwarded_at = now(),
             acknowledged_at = ${state === 'acknowledged' ? house.clock.now() : null}
      where id = ${documentId}`.execute(house.db);
  await sql`insert into desk.unit (id, agency, name, takes) values (${house.newId()}, 'arbetsformedlingen', 'Rapporter', '{activity-report}')`.execute(
    house.db,
  );
  const papers = [];
  for (const state of ['forwarded', 'returned', 'acknowledged']) {
    await is(state);
    papers.push((await underWay()).papers);
  }
  expect(papers).toEqual([1, 0, 0]);
});

it('what a device noted and could not be taken in counts until someone has looked at it; one that did not send all is away', async () => {
  const desk = await newDesk(house);
  const { placeId } = desk;
  const deviceId = randomId();
  await sql`
    insert into desk.device (place_id, id, kind, code, noted_at, noted_by)
    values (${placeId}, ${deviceId}, 'staff', 'T9', now(), 'test')`.execute(house.db);
  const noted = (seq: number, kind: string, outcome: string) =>
    sql`
      insert into desk.synced (device_id, seq, op_id, place_id, at, synced_at, by, kind, outcome)
      values (${deviceId}, ${seq}, ${randomId()}, ${placeId}, '2024-02-14T14:55:00Z', '2024-02-16T09:00:00Z', 'test', ${kind}, ${outcome})`.execute(
      house.db,
    );
  await noted(1, 'note-arrival', 'done');
  await noted(2, 'receive-document', 'document-type');
  await noted(3, 'end-visit', 'refused-before');
  expect(await underWay()).toEqual({ papers: 1, devices: 0 });
  await house.db
    .transaction()
    .execute((tx) => settleRefused(tx, { placeId, deviceId, seq: 2 }, desk.manager.id, house.clock.now()));
  expect(await underWay()).toEqual(nothing);
  await noted(4, 'note-step', 'begun');
  expect(await underWay()).toEqual({ papers: 0, devices: 1 });
});
