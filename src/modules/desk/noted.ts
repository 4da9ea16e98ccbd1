/** What a device noted without network and sends later: when it happened, and which device it was. */
import { z } from 'zod';
import { type Instant, moment } from '../../platform/clock/index.ts';
import { uuid } from './setup-input.ts';

/** Only the synchronisation gives it; `at` is corrected for the error of the device's clock before it comes here. */
export const notedInput = z
  .object({
    at: moment,
    deviceId: uuid,
    /** By how many milliseconds its clock was behind, as `at` was corrected. */
    skewMs: z.number().int().default(0),
  })
  .nullable()
  .default(null);
export type Noted = z.output<typeof notedInput>;

/** When something happened: as the device says, and never later than now. */
export function happenedAt(noted: Noted, now: Instant): Instant {
  return noted !== null && noted.at < now ? noted.at : now;
}
