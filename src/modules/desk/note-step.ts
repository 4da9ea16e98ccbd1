import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type DeskTask, deskTask, ownAgency, requireDeskTask } from '../network/index.ts';
import { askedTasks, saysTask } from './asked.ts';
import { autonomies, digitalServices, notHelpedReasons } from './kinds.ts';
import { notedInput } from './noted.ts';
import { deskProblem } from './problems.ts';
import { code, uuid } from './setup-input.ts';
import { tellQueue } from './store/queue.ts';
import { insertStep } from './store/visits.ts';
import { ofVisit, requireVisit, visitSubject } from './visit-act.ts';

/** What an officer notes of a visit, and which of the agreement's tasks each is; what is none of them is always done. */
export const stepTasks = {
  informed: 'general-information',
  guided: 'digital-guidance',
  'meeting-booked': 'book-meetings',
  referred: null,
  'not-helped': null,
} as const satisfies Readonly<Record<string, DeskTask | null>>;
export type NotedStep = keyof typeof stepTasks;

const kept = { ...ofVisit, stepId: uuid, noted: notedInput };
const none = z.object({}).default({});
const input = z.discriminatedUnion('what', [
  z.object({ ...kept, what: z.literal('informed'), details: none }),
  z.object({ ...kept, what: z.literal('meeting-booked'), details: none }),
  z.object({
    ...kept,
    what: z.literal('guided'),
    details: z.object({
      service: z.enum(digitalServices),
      /** The step of the service's form, a code. */
      step: code.nullable().default(null),
      autonomy: z.enum(autonomies),
      seconds: z.number().int().min(0).max(86_400).nullable().default(null),
    }),
  }),
  z.object({ ...kept, what: z.literal('referred'), details: z.object({ to: code }) }),
  z.object({
    ...kept,
    what: z.literal('not-helped'),
    details: z
      .object({
        reason: z.enum(notHelpedReasons),
        task: z.enum(askedTasks).nullable().default(null),
        /** In which digital service, when it was in one. */
        service: z.enum(digitalServices).nullable().default(null),
      })
      .refine(({ reason, task, service }) => saysTask(reason) || (task === null && service === null), {
        path: ['task'],
        message: 'what was asked for only when the agreement or a missing access stood in the way',
      }),
  }),
]);

/** The authority whose agreement is asked: what is of no authority that is known is help with ours. */
export const agencyOf = (agency: string): string => (agency === 'other' ? ownAgency : agency);

/**
 * What was done for a visitor. The same stepId again is the same step. Throws visit-unknown, visit-state, asked-missing, and not-in-agreement, with the
 * agreement's words, for what the desk may not do for the topic's authority that day.
 */
export const noteStep = command({
  name: 'desk.note-step',
  roles: ['desk-officer'],
  input,
  async run(context, noted) {
    const { stepId, what, details, ...of } = noted;
    const { visit, at } = await requireVisit(context, of, 'step');
    const { tx, actor } = context;
    const task = stepTasks[what];
    const { placeId, id: visitId, day } = visit;
    if (noted.what === 'not-helped' && saysTask(noted.details.reason) && noted.details.task === null)
      throw deskProblem('asked-missing');
    if (task !== null) await requireDeskTask(tx, { placeId, agency: agencyOf(visit.agency), on: day }, task);
    await insertStep(tx, { placeId, visitId, id: stepId, at, by: actor.id, what, details });
    await tellQueue(tx, placeId);
    return {
      subject: visitSubject(visit),
      rules: task === null ? [] : [deskTask.id],
      details: { what, ...details },
      result: { stepId } satisfies { stepId: Uuid },
    };
  },
});
