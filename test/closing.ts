/** What a test file opened: closed by test/close-opened.ts when it has ended, since the next file runs in the same process. */

const open: (() => Promise<unknown>)[] = [];

/** Closes it after the test file. (A hook of Vitest's that is added in `beforeAll` or in a test would not run.) */
export function closeAfterwards(close: () => Promise<unknown>): void {
  open.push(close);
}

/** The last opened first. */
export async function closeOpened(): Promise<void> {
  for (const close of open.splice(0).toReversed()) await close();
}
