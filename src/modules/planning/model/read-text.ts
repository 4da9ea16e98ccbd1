/** The text of a file that someone made: UTF-8, with or without the mark that some programs put first. */
import { readFileSync } from 'node:fs';

/** Throws with what is wrong, without the name of the file where that is not UTF-8: who asks knows it. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError('not text in UTF-8');
  }
}
