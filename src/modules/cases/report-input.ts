/** An activity report as it is typed in. */
import { z } from 'zod';
import { day, type PlainDate } from '../../platform/clock/index.ts';
import { languageTag } from '../people/index.ts';
import { activityKinds } from './rules/report-content.ts';

/** A setting: so many fit; the rest is told in the message. */
export const mostActivities = 200;

const what = z.string().trim().min(1, 'what it was about').max(200);
const where = z.string().trim().max(200);

export const activityInput = z.object({ kind: z.enum(activityKinds), date: day, what, where });
/** On paper a day may be missing: it is taken in as it is, and asked for afterwards (FvL §20). */
export const receivedActivity = activityInput.extend({ date: day.nullable(), what: z.string().trim().max(200) });

const rest = {
  nothingDone: z.boolean(),
  message: z.string().trim().max(2000),
  lateReason: z.string().trim().max(2000),
  /** What it is written in: any language is taken in. */
  language: languageTag,
};

export const reportInput = z.object({ activities: z.array(activityInput).max(mostActivities), ...rest });
export const receivedInput = z.object({ activities: z.array(receivedActivity).max(mostActivities), ...rest });

/** A month, given by its first day or as YYYY-MM. */
export const month = z
  .string()
  .regex(/^\d{4}-\d{2}(-01)?$/, 'a month, YYYY-MM')
  .transform((text) => `${text.slice(0, 7)}-01`)
  .pipe(day)
  .transform((first): PlainDate => first);
