/** For the tests: imports FILE into DATABASE_URL in a process of its own, which can be measured and killed. */
import { systemClock } from '../../../platform/clock/index.ts';
import { connect } from '../../../platform/db/index.ts';
import { idMaker } from '../../../platform/ids/index.ts';
import { testKeys } from '../../../platform/keys/fixtures.ts';
import { planner } from './fixtures.ts';
import { importRegister } from './import.ts';

const [url, path] = process.argv.slice(2) as [string, string];
const connection = connect(url);
const before = process.memoryUsage().rss;
let most = before;
const measure = (): void => {
  most = Math.max(most, process.memoryUsage().rss);
};
const timer = setInterval(measure, 50);
const house = { db: connection.db, clock: systemClock, newId: idMaker(systemClock), keys: testKeys };
const report = await importRegister(house, planner, { path }, { apply: true, onProgress: measure, onDifference: measure });
clearInterval(timer);
await connection.close();
process.stdout.write(JSON.stringify({ report, megabytes: Math.round((most - before) / 1e6) }));
