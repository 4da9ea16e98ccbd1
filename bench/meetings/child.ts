/** Processes that a measurement starts, and their messages. */
import type { ChildProcess } from 'node:child_process';

export function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`the process ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (value) => {
      child.off('exit', gone);
      resolve(value as T);
    });
  });
}

export async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
