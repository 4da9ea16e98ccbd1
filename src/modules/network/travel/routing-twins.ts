/**
 * For tests: twins of the two routing servers. They speak the protocol, keep the real ones' limits, and drive in
 * straight lines at 60 km/h.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Point } from '../kinds.ts';
import { straightKilometres } from '../rules/travel-estimate.ts';

export interface Reply {
  status: number;
  body: string;
}
export type Twin = (request: IncomingMessage) => Promise<Reply>;

export const json = (status: number, body: unknown): Reply => ({ status, body: JSON.stringify(body) });
/** On no road: everything north of 69°. Cut off from the rest: everything west of 11.2°. */
const offRoad = (point: Point): boolean => point.latitude > 69;
const unreachable = (a: Point, b: Point): boolean => a.longitude < 11.2 !== b.longitude < 11.2;

export const osrmTwin =
  (maxTableSize = 100): Twin =>
  async (request) => {
    const url = new URL(request.url!, 'http://twin');
    const [, coordinates] = /^\/table\/v1\/driving\/([\d.,;-]+)$/.exec(url.pathname) ?? [];
    if (coordinates === undefined) return json(400, { code: 'InvalidUrl', message: 'URL string malformed' });
    if (request.url!.length > 4096) return { status: 414, body: '<html>Request-URI Too Long</html>' };
    const points = coordinates
      .split(';')
      .map((pair) => ({ longitude: Number(pair.split(',')[0]), latitude: Number(pair.split(',')[1]) }));
    const pick = (name: string) =>
      url.searchParams
        .get(name)!
        .split(';')
        .map((index) => points[Number(index)]!);
    const [sources, destinations] = [pick('sources'), pick('destinations')];
    if (sources.length * destinations.length > maxTableSize ** 2)
      return json(400, { code: 'TooBig', message: 'Too many table coordinates' });
    if (points.some(offRoad))
      return json(400, { code: 'NoSegment', message: 'Could not find a matching segment for coordinate 0' });
    const cells = (perKilometre: number) =>
      sources.map((a) => destinations.map((b) => (unreachable(a, b) ? null : straightKilometres(a, b) * perKilometre)));
    return json(200, { code: 'Ok', durations: cells(60), distances: cells(1000), sources: [], destinations: [] });
  };

export const valhallaTwin =
  (maxPairs = 2500): Twin =>
  async (request) => {
    if (request.method !== 'POST' || request.url !== '/sources_to_targets')
      return json(404, { error_code: 106, error: 'Try any of' });
    interface Body {
      sources: { lat: number; lon: number }[];
      targets: { lat: number; lon: number }[];
      costing: string;
    }
    const body = JSON.parse(await text(request)) as Body;
    if (body.costing !== 'auto') return json(400, { error_code: 125, error: 'No costing method found' });
    const point = (at: { lat: number; lon: number }) => ({ latitude: at.lat, longitude: at.lon });
    const [sources, targets] = [body.sources.map(point), body.targets.map(point)];
    if (sources.length * targets.length > maxPairs)
      return json(400, { error_code: 150, error: `Exceeded max locations:${maxPairs}` });
    if (sources.some((a) => targets.some((b) => straightKilometres(a, b) > 400))) {
      return json(400, { error_code: 154, error: 'Path distance exceeds the max distance limit' });
    }
    if ([...sources, ...targets].some(offRoad)) return json(400, { error_code: 171, error: 'No suitable edges near location' });
    const rows = sources.map((a, from_index) =>
      targets.map((b, to_index) => {
        const away = unreachable(a, b);
        const distance = away ? null : straightKilometres(a, b);
        return { from_index, to_index, distance, time: distance === null ? null : distance * 60 };
      }),
    );
    return json(200, { sources_to_targets: rows, units: 'kilometers' });
  };

/** Starts a twin on a free port; it is stopped when the test is over. */
export async function start(twin: Twin): Promise<{ url: string; asked: () => number; stop: () => Promise<void> }> {
  let asked = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    void twin(request).then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked, stop };
}
