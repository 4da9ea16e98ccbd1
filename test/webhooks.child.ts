/** A process that is killed with a delivery in hand: test/webhooks.test.ts starts it and kills it. */
import { startWebhooks, webhookSettings } from '../src/modules/meetings/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';

const { db } = connect(process.env['CHILD_DATABASE']!);
const clock = fixedClock(process.env['CHILD_NOW']!);
startWebhooks({
  house: { db, clock, newId: idMaker(clock), keys: testKeys },
  settings: webhookSettings(process.env)!,
  publicUrl: () => 'http://localhost',
  onError: (error) => void process.stderr.write(`${String(error)}\n`),
});
