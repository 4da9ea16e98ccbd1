/** A program for the tests to kill: starts the embedded database of a folder and prints READY with its address. */
import { startEmbedded } from './index.ts';

const dataDir = process.argv[2] ?? '';
const log = (line: string): void => console.error(line);
try {
  const embedded = await startEmbedded({ dataDir, log, fsync: process.argv[3] !== 'fsync-off' });
  embedded.onUnexpectedExit(({ restarting }) => console.log(`DIED restarting=${restarting}`));
  process.once('SIGTERM', () => void embedded.stop().then(() => console.log('STOPPED')));
  console.log(`READY ${embedded.adopted} ${embedded.url}`);
} catch (error) {
  console.log(`FAILED ${String(error).replaceAll('\n', ' ')}`);
  process.exitCode = 1;
}
