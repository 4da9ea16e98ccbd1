import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format } from './source.ts';

/** Does something with bytes that were sent as a file of their own, which is gone afterwards. */
export async function asFile<Result>(bytes: Buffer, format: Format, work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-'));
  try {
    const path = join(folder, `file.${format}`);
    await writeFile(path, bytes, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
