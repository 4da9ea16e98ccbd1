/** A report with its figures: everything that is shown, in every format, comes from this object, and this object is what is frozen. */
import { z } from 'zod';
import { day } from '../../../platform/clock/index.ts';
import { type Key, keys, type Metric, units } from '../metric.ts';
import { statement } from '../store/report-figures.ts';

const key = z.enum(keys);

const row = z.object({
  keys: z.array(z.string()),
  /** Their words, in the report’s language. */
  names: z.array(z.string()),
  value: z.number().nullable(),
  part: z.number().nullable(),
  whole: z.number().nullable(),
  hidden: z.boolean(),
});
export type MadeRow = z.output<typeof row>;

/** Of a month that is not counted: it can be written about before it is. */
export const noFigure: MadeRow = { keys: [], names: [], value: null, part: null, whole: null, hidden: false };

/** The rows of a day, and the statement that gave them; null: they came from the figures by month, of which only the newest are kept. */
const answer = z.object({
  on: day,
  rows: z.array(row),
  statement: statement.nullable(),
  /** The month has not been counted to its end; only in drafts: it is not frozen. */
  isCounted: z.literal(false).optional(),
});
export type Answer = z.output<typeof answer>;

const madeFigure = z.object({
  kind: z.enum(['figure', 'table', 'chart', 'map']),
  /** In the report, from 1. */
  number: z.number(),
  title: z.string(),
  metric: z.string(),
  version: z.number(),
  unit: z.enum(units),
  by: z.array(key),
  /** The words of `by`. */
  byNames: z.array(z.string()),
  where: z.partialRecord(key, z.array(z.string())),
  /** A line over time: one answer for each month. */
  isOverTime: z.boolean(),
  /** A map’s classes with their words; null: by the figure. */
  classes: z.array(z.object({ code: z.string(), name: z.string() })).nullable(),
  answers: z.array(answer),
  /** Index into `notes`. */
  note: z.number(),
});
export type MadeFigure = z.output<typeof madeFigure>;

export interface MadeInline {
  kind: 'text' | 'strong' | 'emphasis' | 'link' | 'figure';
  text?: string | undefined;
  href?: string | undefined;
  inside?: MadeInline[] | undefined;
  /** Its number. */
  figure?: number | undefined;
}

export interface MadeBlock {
  kind: 'heading' | 'paragraph' | 'list' | 'quote' | 'figure';
  depth?: number | undefined;
  ordered?: boolean | undefined;
  inline?: MadeInline[] | undefined;
  items?: MadeBlock[][] | undefined;
  inside?: MadeBlock[] | undefined;
  figure?: number | undefined;
}

const inline: z.ZodType<MadeInline> = z.lazy(() =>
  z.object({
    kind: z.enum(['text', 'strong', 'emphasis', 'link', 'figure']),
    text: z.string().optional(),
    href: z.string().optional(),
    inside: z.array(inline).optional(),
    figure: z.number().optional(),
  }),
);

const block: z.ZodType<MadeBlock> = z.lazy(() =>
  z.object({
    kind: z.enum(['heading', 'paragraph', 'list', 'quote', 'figure']),
    depth: z.number().optional(),
    ordered: z.boolean().optional(),
    inline: z.array(inline).optional(),
    items: z.array(z.array(block)).optional(),
    inside: z.array(block).optional(),
    figure: z.number().optional(),
  }),
);

/** What follows figures: unit, definition, day, evidence. */
const note = z.object({
  metric: z.string(),
  version: z.number(),
  title: z.string(),
  says: z.string(),
  source: z.string(),
  unit: z.enum(units),
  /** Every day that is asked about, in order. */
  days: z.array(day),
  isReconstructed: z.boolean(),
  /** Made up for a trial; left out: nothing is. */
  isMadeUp: z.literal(true).optional(),
});
export type MadeNote = z.output<typeof note>;

/** A metric as it was defined. */
const definition = z.object({ metric: z.string(), version: z.number(), fingerprint: z.string() });

export const reportDocument = z.object({
  code: z.string(),
  title: z.string(),
  language: z.enum(['sv', 'en']),
  dueOn: day,
  assignment: z.object({
    title: z.string(),
    givenIn: z.string(),
    paragraph: z.string().nullable(),
    asks: z.string(),
    source: z.string().nullable(),
  }),
  /** As known then; null: a draft, as known when it was made. */
  knownAt: z.string().nullable(),
  template: z.string(),
  blocks: z.array(block),
  figures: z.array(madeFigure),
  notes: z.array(note),
  definitions: z.array(definition),
});
export type ReportDocument = z.output<typeof reportDocument>;

/** Rows in the order of the metric’s own codes, then by code: the same whichever way the database gives them. */
export function inOrder(rows: Answer['rows'], by: readonly Key[], metric: Metric): Answer['rows'] {
  const rank = (key: Key, code: string): number => metric.values[key]?.indexOf(code) ?? 0;
  return rows.toSorted((a, b) => {
    for (const [at, key] of by.entries()) {
      const order =
        rank(key, a.keys[at]!) - rank(key, b.keys[at]!) || (a.keys[at]! < b.keys[at]! ? -1 : a.keys[at]! > b.keys[at]! ? 1 : 0);
      if (order !== 0) return order;
    }
    return 0;
  });
}
