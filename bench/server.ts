/** What bench/network.ts measures: the service as `npm start` builds it, and in the same process a bare Fastify route. */
import Fastify from 'fastify';
import { sql } from 'kysely';
import { readConfig } from '../src/app/config.ts';
import { openDatabase } from '../src/app/database.ts';
import { buildService } from '../src/app/server.ts';
import { loadCountry } from '../src/modules/network/index.ts';
import { municipalityState } from '../src/modules/network/rules/municipality-state.ts';
import { countsStatement } from '../src/modules/network/store/summary.ts';
import { valueOn } from '../src/platform/rule/index.ts';
import { addDays, plainDate, systemClock } from '../src/platform/clock/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';

const database = await openDatabase(readConfig({ NARVARO_DATA: process.env['NARVARO_DATA'] }), () => undefined);
const house = { db: database.db, clock: systemClock, newId: idMaker(systemClock), keys: testKeys };
await loadCountry(house, 'data/sweden');

const service = await buildService({ house, databaseUrl: database.url, publicUrl: null, env: {}, release: 'bench' });
const bare = Fastify();
let body = '';
bare.get('/bare', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
bare.post<{ Params: { bytes: string } }>('/bare/size/:bytes', (request, reply) => {
  body = JSON.stringify({ filler: 'x'.repeat(Math.max(0, Number(request.params.bytes) - 13)) });
  return reply.send({});
});
await service.server.listen({ port: 0, host: '127.0.0.1' });
await bare.listen({ port: 0, host: '127.0.0.1' });

process.send!({
  url: service.publicUrl().replace('localhost', '127.0.0.1'),
  bareUrl: bare.listeningOrigin,
  version: bare.version,
  codes: (await sql<{ code: string }>`select code from network.municipality order by code`.execute(house.db)).rows.map(
    (row) => row.code,
  ),
  explainMs: await explainTimes(),
});

process.once('SIGTERM', () => {
  void bare
    .close()
    .then(() => service.close())
    .then(() => database.close())
    .then(() => process.exit(0));
});

/** The database's own time for the one statement behind the national picture, on the first of each month of two years. */
async function explainTimes(): Promise<number[]> {
  const times: number[] = [];
  for (let month = 0; month < 24; month += 1) {
    const on = addDays(plainDate('2019-01-01'), Math.round(month * 30.4));
    const { rows } = await sql<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }>`
      explain (analyze, format json) ${countsStatement(on, valueOn(municipalityState, on))}`.execute(house.db);
    const [plan] = rows[0]!['QUERY PLAN'];
    times.push(plan['Planning Time'] + plan['Execution Time']);
  }
  return times;
}
