/** The command line of operators: `npx narvaro help`. */
import { runCommandLine } from './command-line.ts';

// A reader that has seen enough (`| head`) closes the pipe; what was begun is still closed in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Whoever kills the process that started this one means both: alone this one would go on holding the port and the data folder.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();

process.exitCode = await runCommandLine(process.argv.slice(2), process.env, {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
