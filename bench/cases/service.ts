/** The service as `npm start` builds it, on a database that is there, with a clock that goes on from a given instant. */
import { connect } from '../../src/platform/db/index.ts';
import { type Clock, epochMilliseconds, instant, later, systemClock } from '../../src/platform/clock/index.ts';
import { idMaker } from '../../src/platform/ids/index.ts';
import { testKeys } from '../../src/platform/keys/fixtures.ts';
import { buildService } from '../../src/app/server.ts';

const databaseUrl = process.env['DATABASE_URL']!;
const apart = epochMilliseconds(instant(process.env['STARTS_AT']!)) - epochMilliseconds(systemClock.now());
const clock: Clock = { now: () => later(systemClock.now(), apart) };

const connection = connect(databaseUrl);
const house = { db: connection.db, clock, newId: idMaker(clock), keys: testKeys };
const service = await buildService({ house, databaseUrl, publicUrl: null, env: {}, release: 'bench' });
await service.server.listen({ port: 0, host: '127.0.0.1' });
process.send!({ url: service.publicUrl().replace('localhost', '127.0.0.1') });

process.once('SIGTERM', () => {
  void service
    .close()
    .then(() => connection.close())
    .then(() => process.exit(0));
});
