import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import {
  isByRight,
  languagesByRight,
  languageTag,
  peopleProblem,
  recordAct,
  requireStanding,
  type Task,
} from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { isThere, translatable } from './store/translation.ts';
import { insertTodo, listTodos } from './store/todo.ts';

const taskOf: Readonly<Record<(typeof translatable)[number], Task>> = {
  decision: 'registration',
  plan: 'plan',
  report: 'activity-report',
};

/**
 * Asks for a decision with its reasons, a plan or a report in another language (SFS 2009:724 §10: on request). The same asked twice is one
 * task. That it is a right by language goes along; whether it is otherwise granted is for the officer.
 */
export const requestTranslation = command({
  name: 'cases.request-translation',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.uuid(), what: z.enum(translatable), id: z.uuid(), language: languageTag }),
  async run(context, { personId, what, id, language }) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireStanding(tx, actor, personId, taskOf[what], now);
    if (standing.isProtected && standing.capacity === 'self') throw peopleProblem('person-elsewhere');
    const thing = await isThere(tx, standing.personId, what, id);
    if (thing === null) throw casesProblem('nothing-to-translate');
    const asked = (await listTodos(tx, standing.personId)).find(
      ({ kind, details }) => kind === 'translate' && details['id'] === id && details['language'] === language,
    );
    const todoId = asked?.id ?? newId();
    const byRight = isByRight(language, valueOn(languagesByRight, today));
    if (asked === undefined) {
      await insertTodo(tx, {
        personId: standing.personId,
        id: todoId,
        kind: 'translate',
        registrationId: thing.registrationId,
        details: { what, id, language, byRight },
        protected: standing.isProtected,
        at: now,
      });
      await recordAct(tx, context, standing, 'translation-requested', { what, language });
    }
    return {
      result: { todoId, byRight },
      subject: `person:${personId}`,
      rules: [languagesByRight.id],
      details: { todoId, what, id, language, byRight },
    };
  },
});
