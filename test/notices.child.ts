/** A sender of notices that is killed with a letter in hand: test/notices.test.ts starts it and kills it. */
import { gatewaysFromEnvironment, letterFolder, startNoticeSender } from '../src/modules/contact/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';

const { db } = connect(process.env['CHILD_DATABASE']!);
const clock = fixedClock(process.env['CHILD_NOW']!);
startNoticeSender({
  house: { db, clock, newId: idMaker(clock), keys: testKeys },
  gateways: gatewaysFromEnvironment(process.env, 'Prov'),
  folder: letterFolder(process.env),
  onError: (error) => void process.stderr.write(`${String(error)}\n`),
});
