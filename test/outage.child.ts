/** A process that beats its pulse until it is stopped or killed. */
import { systemClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { startPulse } from '../src/platform/outage/index.ts';

const { db, close } = connect(process.argv[2] ?? '');
const pulse = startPulse({ db, clock: systemClock, newId: idMaker(systemClock) }, () => process.stdout.write('lost\n'), 100);
process.stdout.write('started\n');
process.on('SIGTERM', () => {
  void pulse.stop().then(close);
});
