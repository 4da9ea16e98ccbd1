/** The shapes of columns that several tables of this module have. */
import { z } from 'zod';
import { instant, parsePlainDate } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';

export const uuid = z.uuid().transform((text) => parseUuid(text)!);
export const moment = z.string().transform((text) => instant(text));
export const plainDay = z.string().transform((text) => parsePlainDate(text)!);
/** A name by language; sv is always there. */
export const names = z.object({ sv: z.string() }).catchall(z.string());
export type Names = z.output<typeof names>;
