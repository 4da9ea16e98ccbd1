/** `narvaro insight rebuild`, as text on a terminal. `--recount` also takes back what is shown of a month, for it to be made anew. */
import { type House } from '../../../platform/auth/index.ts';
import { forgetShown } from '../store/shown.ts';
import { countAll } from './jobs.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

/** Exit code 0 done, 1 another counts now, 2 not understood. */
export async function printRebuild(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const [option, month, ...more] = args;
  const isUnderstood = args.length === 0 || (option === '--recount' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? ''));
  if (!isUnderstood || more.length > 0) {
    err('narvaro insight rebuild [--recount YYYY-MM]');
    return 2;
  }
  if (month !== undefined) await forgetShown(house.db, month);
  const { counted } = await countAll(house);
  if (counted === 'none') {
    err('The figures are being counted already. Try again in a minute.');
    return 1;
  }
  out('Every figure by month has been counted from its records.');
  return 0;
}
