/** What the API says of a case: the shapes of its answers. Days are YYYY-MM-DD, instants ISO 8601, ids internal. */
import { z } from 'zod';
import { day } from '../../platform/clock/index.ts';
import { planInput } from './plan-input.ts';
import { dutyKeys } from './duties.ts';
import { stepIds } from './registration/index.ts';
import { activityKinds } from './rules/report-content.ts';
import { registrationStates } from './state.ts';
import { reportChannels } from './store/report.ts';
import { translatable } from './store/translation.ts';

const date = z.string().meta({ format: 'date' });
const at = z.string().meta({ format: 'date-time' });

export const stepAnswer = z.object({
  id: z.enum(stepIds),
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      optional: z.boolean(),
      /** What may be chosen; null where anything may be written. */
      options: z.array(z.string()).nullable(),
      maxLength: z.number().nullable(),
      /** The category of 2002:623 §3 by which it is asked. */
      category: z.number(),
    }),
  ),
});

export const draftAnswer = z.object({
  id: z.uuid(),
  version: z.number(),
  atStep: z.string(),
  /** Steps to go through, by the answers so far. */
  steps: z.array(z.enum(stepIds)),
  /** Steps that are not finished. */
  missing: z.array(z.enum(stepIds)),
  answers: z.record(z.string(), z.unknown()),
});

export const savedStepAnswer = z.object({
  version: z.number(),
  next: z.enum(stepIds).nullable(),
  /** What could not be read: nothing was saved. */
  errors: z.array(z.object({ field: z.string(), code: z.string() })),
  /** `own-channel`: the person has protected personal data, which holds from now on; nothing that was answered is kept. */
  ended: z.enum(['own-channel']).nullable(),
});

export const decisionAnswer = z.object({
  id: z.uuid(),
  outcome: z.enum(['approve', 'reject', 'to-officer']),
  automatic: z.boolean(),
  rule: z.string(),
  ruleValueFrom: date,
  facts: z.record(z.string(), z.unknown()),
  reasons: z.array(z.string()),
  reasonText: z.string(),
  decidedAt: at,
  objectedAt: at.nullable(),
});

export const registrationAnswer = z.object({
  id: z.uuid(),
  state: z.enum(registrationStates),
  firstDay: date,
  registeredOn: date,
  arrivedAt: at,
  receiptNumber: z.string(),
  deregisteredOn: date.nullable(),
  /** Those that have been told, the newest first. */
  decisions: z.array(decisionAnswer),
});

export const receiptAnswer = z.object({
  registrationId: z.uuid(),
  receiptNumber: z.string(),
  state: z.enum(registrationStates),
  registeredOn: date,
});

export const dutyAnswer = z.object({
  key: z.enum(dutyKeys),
  from: date.nullable(),
  by: date.nullable(),
  month: date.nullable(),
  what: z.enum(translatable).nullable(),
  /** With a conversation: when it is to be held; null while no time is booked. */
  at: z.string().nullable(),
  /** Done by the person, or by the authority. */
  mine: z.boolean(),
});

export const caseAnswer = z.object({
  personId: z.uuid(),
  registration: registrationAnswer.nullable(),
  draft: draftAnswer.nullable(),
  duties: z.array(dutyAnswer),
});

export const reportAnswer = z.object({
  id: z.uuid(),
  month: date,
  state: z.enum(['draft', 'submitted', 'reviewed']),
  channel: z.enum(reportChannels).nullable(),
  language: z.string(),
  activities: z.array(
    z.object({
      kind: z.enum(activityKinds),
      date: date.nullable(),
      what: z.string(),
      where: z.string(),
      inPeriod: z.boolean().nullable(),
    }),
  ),
  nothingDone: z.boolean(),
  message: z.string(),
  arrivedAt: at.nullable(),
  timely: z.enum(['in-time', 'late', 'undecided']).nullable(),
  lateReason: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  version: z.number(),
});

export const reportReceiptAnswer = z.object({
  reportId: z.uuid(),
  receiptNumber: z.string(),
  arrivedAt: at,
  timely: z.enum(['in-time', 'late', 'undecided']),
});

const plannedSteps = z.array(z.object({ what: z.string(), by: date.nullable() }));

export const planAnswer = z.object({
  id: z.uuid(),
  content: planInput.extend({
    ownWords: z.string(),
    participation: z.object({ how: z.string(), on: date }).nullable(),
    measures: plannedSteps,
    activities: plannedSteps,
  }),
  madeOn: date.nullable(),
  renewBy: date.nullable(),
  /** What the provider that the person chooses may see of it (2002:623 §7 f); null when none may see anything. */
  forProvider: planInput
    .omit({ participation: true })
    .extend({
      measures: plannedSteps,
      activities: plannedSteps,
      interval: z.union([z.object({ low: z.number(), high: z.number() }), z.literal('exempt')]).nullable(),
    })
    .nullable(),
});

export const workAnswer = z.object({
  personId: z.uuid(),
  id: z.uuid(),
  kind: z.string(),
  isTask: z.boolean(),
  due: date.nullable(),
  early: z.boolean(),
  municipalityCode: z.string().nullable(),
  name: z.string(),
});

export const workQuery = z.strictObject({
  kind: z.string().max(50).optional(),
  municipality: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  mine: z.enum(['true', 'false']).optional(),
  before: day.optional(),
  /** `next` of the answer before. */
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const tablesAnswer = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));
/** Also of each module to the right that holds something, by its name. */
export const everythingAnswer = z.object({ madeAt: at, people: tablesAnswer, cases: tablesAnswer }).catchall(tablesAnswer);
