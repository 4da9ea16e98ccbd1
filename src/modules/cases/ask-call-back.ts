import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { phone } from './registration/field.ts';
import { stepIds } from './registration/index.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { insertAttemptEvents } from './store/attempt.ts';
import { findDraft } from './store/draft.ts';
import { insertTodo, replaceTodos } from './store/todo.ts';

/** Someone would like to be called. Whoever asks again changes what they asked for: one call is owed, not two. */
export const askCallBack = command({
  name: 'cases.ask-call-back',
  roles: registrationParties,
  input: z.object({
    personId: z.uuid(),
    phone: phone(1).schema,
    when: z.enum(['any', 'morning', 'afternoon']),
    /** ISO 639: which language to speak. */
    language: z.string().regex(/^[a-z]{2,3}$/, 'a language code such as sv'),
    /** Where in the registration it was asked; null from elsewhere. */
    step: z.enum(stepIds).nullable(),
  }),
  async run(context, { personId, step, ...details }) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const draft = await findDraft(tx, standing.personId);
    const about = { personId: standing.personId, kind: 'call-back' } as const;
    await replaceTodos(tx, about, { by: actor.id, outcome: 'asked-again', at: now });
    const todoId = newId();
    await insertTodo(tx, {
      ...about,
      id: todoId,
      // A setting: no source says within what time one is called back.
      dueOn: today,
      details: { ...details, step },
      protected: standing.isProtected,
      at: now,
    });
    if (draft !== null && step !== null) {
      await insertAttemptEvents(tx, draft.attemptId, [{ step, kind: 'help-asked', what: 'call-back' }], now);
    }
    await recordAct(tx, context, standing, 'call-back-asked');
    return { result: { todoId }, subject: `person:${standing.personId}`, details: { todoId, step } };
  },
});
