/** `narvaro insight rebuild`, as text on a terminal. */
import { type House } from '../../../platform/auth/index.ts';
import { countAll } from './jobs.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

/** Exit code 0 done, 1 another counts now, 2 not understood. */
export async function printRebuild(args: readonly string[], { house, out, err }: Io): Promise<number> {
  if (args.length > 0) {
    err('narvaro insight rebuild');
    return 2;
  }
  const { counted } = await countAll(house);
  if (counted === 'none') {
    err('The figures are being counted already. Try again in a minute.');
    return 1;
  }
  out('Every figure by month has been counted from its records.');
  return 0;
}
