/** A sender that is killed with a message in hand: test/messages.test.ts starts it and kills it. */
import { gatewaysFromEnvironment, startSender } from '../src/modules/contact/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';

const { db } = connect(process.env['CHILD_DATABASE']!);
const clock = fixedClock(process.env['CHILD_NOW']!);
const words = { subject: 'Prov', short: 'Prov', text: 'Prov', neededBy: null };
const sources = [{ name: 'test.said', make: () => Promise.resolve(words) }];
const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
startSender({
  house: { db, clock, newId: idMaker(clock), keys: testKeys },
  sources,
  gateways: gatewaysFromEnvironment(process.env),
  onError,
});
