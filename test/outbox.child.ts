/** A worker that is killed in the middle of a handler: test/platform.test.ts starts it and kills it. */
import { connect } from '../src/platform/db/index.ts';
import { systemClock } from '../src/platform/clock/index.ts';
import { startWorker } from '../src/platform/outbox/index.ts';

const { db } = connect(process.env['CHILD_DATABASE']!);
startWorker(
  db,
  [
    {
      name: 'test.killed',
      types: ['test.noted'],
      async handle() {
        process.stdout.write('HANDLING\n');
        await new Promise((resolve) => setTimeout(resolve, 600_000));
      },
    },
  ],
  { clock: systemClock, onError: (error) => process.stderr.write(`${String(error)}\n`) },
);
