/** A plan as it is typed in and stored. */
import { z } from 'zod';
import { day } from '../../platform/clock/index.ts';
import type { PlanContent } from './rules/plan-content.ts';

const text = z.string().trim().max(5000, 'at most 5,000 characters');
const entry = z.string().trim().min(1).max(500, 'at most 500 characters');
const steps = z.array(z.object({ what: entry, by: day.nullable() })).max(50);
const entries = z.array(entry).max(50);
const count = z.number().int().min(0).max(999);

export const planInput = z.object({
  participation: z.object({ how: z.enum(['in-person', 'phone', 'video', 'in-writing']), on: day }).nullable(),
  assessment: text,
  possibilities: text,
  demand: text,
  measures: steps,
  motive: text,
  activities: steps,
  duties: entries,
  occupations: entries,
  areas: entries,
  interval: z.union([z.object({ low: count, high: count }), z.object({ exemption: text })]).nullable(),
});

/** As stored; the person's own words are written by their own command. */
export const storedPlan = planInput.extend({ ownWords: z.string() }) satisfies z.ZodType<PlanContent>;
