import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { deliverDue, writeEvent } from '../../../platform/outbox/index.ts';
import { networkEvents } from '../events.ts';
import type { Point } from '../kinds.ts';
import { straightKilometres } from '../rules/travel-estimate.ts';
import { movePlace, placeAt, seatOf, timesFrom, withMunicipalities } from './fixtures.ts';
import { routeTravelTimes, routingFromEnvironment, routingServer, travelSubscription, writeEstimates } from './index.ts';
import type { RoutingKind } from './routing-server.ts';
import { json, osrmTwin, start, type Twin, valhallaTwin } from './routing-twins.ts';

const hasty = { timeoutMs: 200, attempts: 3, backoffMs: 1 };
const at = (latitude: number, longitude: number): Point => ({ latitude, longitude });
const grid = (rows: number, columns: number): Point[] =>
  Array.from({ length: rows * columns }, (_, i) => at(56 + Math.floor(i / columns) * 0.05, 13 + (i % columns) * 0.05));

const protocols: { kind: RoutingKind; twin: (limit?: number) => Twin; small: number }[] = [
  { kind: 'osrm', twin: osrmTwin, small: 3 },
  { kind: 'valhalla', twin: valhallaTwin, small: 7 },
];

describe.each(protocols)('a routing server of kind $kind', ({ kind, twin, small }) => {
  const cell = (a: Point, b: Point) => ({
    minutes: Math.round(straightKilometres(a, b)),
    kilometres: Math.round(straightKilometres(a, b) * 10) / 10,
  });
  const tableOf = async (served: Twin, origins: Point[], destinations: Point[]) => {
    const { url, asked } = await start(served);
    return { cells: await routingServer({ kind, url }, hasty).table(origins, destinations), asked: asked() };
  };

  it('gives minutes and kilometres from each origin to each destination', async () => {
    const [origins, destinations] = [
      [at(59.33, 18.07), at(59.86, 17.64)],
      [at(59.2, 18), at(59.5, 17.5), at(60, 17)],
    ];
    const { cells } = await tableOf(twin(), origins, destinations);
    for (const [i, a] of origins.entries()) {
      for (const [j, b] of destinations.entries()) {
        expect(cells[i]![j]).toEqual({
          minutes: cell(a, b).minutes,
          kilometres: expect.closeTo(cell(a, b).kilometres, 0) as number,
        });
      }
    }
    expect(cells.map((row) => row.length)).toEqual([3, 3]);
  });

  it('asks for a large table in parts that the server takes', async () => {
    const [origins, destinations] = [grid(29, 10), grid(4, 15)];
    const { cells, asked } = await tableOf(twin(), origins, destinations);
    expect(cells.flat()).toHaveLength(290 * 60);
    expect(cells.flat().every((one) => one !== null)).toBe(true);
    expect(cells[289]![59]).toMatchObject({ minutes: cell(origins[289]!, destinations[59]!).minutes });
    expect(asked).toBeLessThanOrEqual(60);
  });

  it('asks for less when the server says that it is too much', async () => {
    const [origins, destinations] = [grid(4, 5), grid(2, 6)];
    const { cells } = await tableOf(twin(small), origins, destinations);
    expect(cells.flat().filter((one) => one !== null)).toHaveLength(240);
  });

  it('leaves journeys without a way empty: no connection, or a point on no road', async () => {
    const [origins, destinations] = [
      [...grid(2, 5), at(58, 11.1)],
      [at(57, 14), at(69.5, 20), at(58.1, 11.15)],
    ];
    const { cells } = await tableOf(twin(), origins, destinations);
    for (const row of cells.slice(0, 10)) expect(row.map((one) => one === null)).toEqual([false, true, true]);
    expect(cells[10]!.map((one) => one === null)).toEqual([true, true, false]);
  });

  it('tries again after a fault that passes', async () => {
    let faults = 2;
    const served: Twin = (request) => (faults-- > 0 ? Promise.resolve(json(faults === 0 ? 429 : 500, {})) : twin()(request));
    const { cells, asked } = await tableOf(served, [at(59, 18)], [at(59, 17)]);
    expect(cells[0]![0]!.minutes).toBe(57);
    expect(asked).toBe(3);
  });

  it.each<[string, string, Twin, RegExp]>([
    ['status 500', 'routing-server-unavailable', () => Promise.resolve({ status: 500, body: 'oops' }), /status 500, 3 attempts/],
    ['no answer in time', 'routing-server-unavailable', () => new Promise(() => undefined), /no answer within 200 ms/],
    ['no JSON', 'routing-answer-wrong', () => Promise.resolve({ status: 200, body: '<html>' }), /not JSON: <html>/],
    [
      'JSON cut short',
      'routing-answer-wrong',
      () => Promise.resolve({ status: 200, body: '{"code":"Ok","durations":[[1' }),
      /not JSON/,
    ],
    [
      'another shape',
      'routing-answer-wrong',
      () => Promise.resolve(json(200, { code: 'Ok', durations: 'none' })),
      /durations|sources_to_targets/,
    ],
    ['null', 'routing-answer-wrong', () => Promise.resolve(json(200, null)), /127\.0\.0\.1/],
    [
      'an empty table',
      'routing-answer-wrong',
      () => Promise.resolve(json(200, { code: 'Ok', durations: [], distances: [], sources_to_targets: [] })),
      /127/,
    ],
    [
      'negative figures',
      'routing-answer-wrong',
      () =>
        Promise.resolve(
          json(200, { code: 'Ok', durations: [[-1]], distances: [[-1]], sources_to_targets: [[{ time: -1, distance: -1 }]] }),
        ),
      /127/,
    ],
    [
      'a refusal',
      'routing-answer-wrong',
      () => Promise.resolve(json(400, { code: 'InvalidValue', error_code: 125, error: 'no', message: 'no' })),
      / no$/,
    ],
    [
      'too big even for one',
      'routing-answer-wrong',
      () => Promise.resolve(json(400, { code: 'TooBig', error_code: 150 })),
      /single journey/,
    ],
  ])('says what is wrong when the server gives %s', async (_name, code, served, detail) => {
    const { url } = await start(served);
    const failed = routingServer({ kind, url }, hasty).table([at(59, 18)], [at(59, 17)]);
    await expect(failed).rejects.toMatchObject({ code, details: { detail: expect.stringMatching(detail) as string } });
  });

  it('says so when nothing listens there', async () => {
    const { url, stop } = await start(twin());
    await stop();
    await expect(routingServer({ kind, url }, hasty).table([at(59, 18)], [at(59, 17)])).rejects.toMatchObject({
      code: 'routing-server-unavailable',
    });
  });

  describe('fills the register', () => {
    let house: TestHouse;
    let near: Uuid;
    const sources = async (origin: string) => (await timesFrom(house, origin)).map((time) => [time.placeId, time.source]);

    beforeAll(async () => {
      house = await testHouse('empty');
      await withMunicipalities(house);
      near = await placeAt(house, 'af-0180-1', seatOf('0180'));
      await placeAt(house, 'af-0380-1', seatOf('0380'));
      await house.db.transaction().execute((tx) => writeEstimates(tx, 'all', house.clock.now()));
    });

    it('for all places, before the estimate; what the server cannot say stays estimated', async () => {
      const { url } = await start(twin());
      const written = await routeTravelTimes(house, routingServer({ kind, url }, hasty), 'all');
      expect(written).toBeGreaterThan(400);
      expect(written).toBeLessThan(580);
      const times = await timesFrom(house, '0380');
      expect(times.map((time) => time.source)).toEqual(['routed', 'routed']);
      expect(times[1]).toMatchObject({ minutes: Math.round(straightKilometres(seatOf('0380'), seatOf('0180'))) });
      // Strömstad lies west of 11.2°, where the twin knows no way.
      expect((await sources('1486')).map(([, source]) => source)).toEqual(['estimate', 'estimate']);
    });

    it('again when a place has moved, as soon as the server is back', async () => {
      let away = true;
      const { url } = await start((request) => (away ? Promise.resolve(json(503, {})) : twin()(request)));
      const subscriptions = [travelSubscription(routingServer({ kind, url }, hasty), house.clock)];
      house.clock.set('2020-02-15T10:00:00Z');
      await movePlace(house, near, 'af-0180-1', seatOf('0192'));
      await house.db.transaction().execute(async (tx) => {
        await writeEstimates(tx, [near], house.clock.now());
        await writeEvent(tx, networkEvents.placeLocated(near), house.clock.now());
      });
      expect(await sources('0192')).toContainEqual([near, 'estimate']);
      await deliverDue(house.db, subscriptions, house.clock);
      expect(await sources('0192')).toContainEqual([near, 'estimate']);
      away = false;
      house.clock.set('2020-02-15T10:00:10Z');
      await deliverDue(house.db, subscriptions, house.clock);
      expect(await sources('0192')).toContainEqual([near, 'routed']);
      expect((await timesFrom(house, '0192'))[0]).toMatchObject({ placeId: near, minutes: 0 });
    });
  });
});

describe('ROUTING_SERVER', () => {
  it('names a server by kind and address', () => {
    expect(routingFromEnvironment({ ROUTING_SERVER: 'osrm:http://osrm:5000/' })).toMatchObject({
      kind: 'osrm',
      url: 'http://osrm:5000',
    });
    expect(routingFromEnvironment({ ROUTING_SERVER: 'valhalla:https://maps.example/valhalla' })).toMatchObject({
      kind: 'valhalla',
      url: 'https://maps.example/valhalla',
    });
  });

  it('is not needed', () => {
    expect(routingFromEnvironment({})).toBeNull();
    expect(routingFromEnvironment({ ROUTING_SERVER: ' ' })).toBeNull();
  });

  it.each([
    'http://osrm:5000',
    'osrm',
    'osrm:osrm:5000',
    'google:http://x',
    'osrm:file:///etc',
    'valhalla:http://u:p@x',
    'osrm:http://x?a=1',
  ])('is refused with what was expected: %s', (value) => {
    expect(() => routingFromEnvironment({ ROUTING_SERVER: value })).toThrow(/ROUTING_SERVER/);
  });
});
