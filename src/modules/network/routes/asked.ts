/** What the forms of lists send: a field left empty is not asked for. */
import { z } from 'zod';

export const asked = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());

export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'text on one line');

/** Where in a list the page begins. */
export const offset = z.coerce.number().int().min(0).max(1_000_000);
