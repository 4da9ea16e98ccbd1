/** What the API says and takes: shapes that the OpenAPI document, the handlers and the tests share. */
import { z } from 'zod';
import { day, moment } from '../../platform/clock/index.ts';
import { municipalityStates, presenceKinds } from './kinds.ts';
import { securingStates } from './state.ts';
import { municipalityRow } from './store/geography.ts';
import { placeRow } from './store/places.ts';
import { presenceRow } from './store/presence.ts';

export const code = z.string().regex(/^\d{4}$/, 'a municipality code of four digits');

export const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};

export const pageAnswer = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.number(), next: z.string().nullable() });

export const municipalityAnswer = municipalityRow.extend({ state: z.enum(municipalityStates) });

/** Who entered a row is shown to staff, not published. */
export const placeAnswer = placeRow.omit({ recordedBy: true });
export const presenceAnswer = presenceRow.omit({ recordedBy: true });

export const originAnswer = z.object({
  items: z.array(z.object({ label: z.string(), value: z.string(), detail: z.string() })),
});

export const municipalityQuery = z.strictObject({
  on: day.optional(),
  county: z
    .string()
    .regex(/^\d{2}$/, 'a county code')
    .optional(),
  ...paging,
});
export const oneMunicipalityQuery = z.strictObject({ on: day.optional() });
export const placeQuery = z.strictObject({ municipality: code.optional(), ...paging });
export const presenceQuery = z.strictObject({
  on: day.optional(),
  /** As the register knew it at this instant. */
  knownAt: moment.optional(),
  municipality: code.optional(),
  kind: z.enum(presenceKinds).optional(),
  ...paging,
});
export const helpQuery = z
  .strictObject({
    municipality: code.optional(),
    locality: z
      .string()
      .regex(/^[0-9A-Z]{6,12}$/, 'a locality code')
      .optional(),
    on: day.optional(),
  })
  .refine((query) => (query.municipality === undefined) !== (query.locality === undefined), 'either municipality or locality');
export const originQuery = z.strictObject({
  q: z.string().min(1).max(80),
  limit: z.coerce.number().int().min(1).max(50).default(8),
});
export const summaryQuery = z.strictObject({ on: day.optional(), knownAt: moment.optional() });
export const closureQuery = z.strictObject({
  on: day.optional(),
  state: z.enum(securingStates).optional(),
  municipality: code.optional(),
});

export const closureAnswer = z.object({
  id: z.string(),
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  decidedOn: z.string(),
  endDate: z.string(),
  reason: z.string(),
  replacedByKind: z.string(),
  replacedBy: z.string().nullable(),
  evidence: z.string(),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
  state: z.enum(securingStates).nullable(),
  stateSince: z.string().nullable(),
});

interface Told {
  recordedBy: string;
  evidence?: string;
  method?: string | null;
}

/** A row as it is published: what was entered says so, but not by whom; staff see that on their own pages. */
export function published<Row extends Told>(row: Row): Omit<Row, 'recordedBy'> {
  const { recordedBy: _name, ...rest } = row;
  return row.evidence === 'entered' ? { ...rest, method: null } : rest;
}
