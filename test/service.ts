/** The whole service on a test database, to be asked through its front door. */
import { buildService, type Service } from '../src/app/server.ts';
import { closeAfterwards } from './closing.ts';
import type { TestHouse } from './database.ts';

/** Built as `npm start` builds it; closed after the test file. Not listening: use `server.inject`, or `listen` yourself. */
export async function testService(house: TestHouse, env: Record<string, string> = {}): Promise<Service> {
  const service = await buildService({
    house,
    databaseUrl: house.url,
    publicUrl: null,
    env: { NARVARO_DATA: house.data, ...env },
    release: 'test',
    logLevel: 'silent',
    jobs: false,
  });
  closeAfterwards(() => service.close());
  return service;
}
