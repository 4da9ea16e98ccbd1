/** What an officer notes in a case: a conversation, a task, a decision. Each is a form under the person's file. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { type Entered, languageName, namesFor, phoneShown } from '../../people/index.ts';
import { completeTodo } from '../complete-todo.ts';
import { decideRegistration } from '../decide-registration.ts';
import { withoutTime } from '../meeting-without-time.ts';
import { Kept } from '../pages/kept.tsx';
import { DecidePage } from '../pages/person/decide-page.tsx';
import { ConversationPage, type TaskFormProps, type TodoFacts, TodoPage } from '../pages/person/task-pages.tsx';
import { officersToChoose } from '../officers.ts';
import { planningConversationKind, recordConversation } from '../record-conversation.ts';
import type { Typed } from '../registration/index.ts';
import { type Attachment, listAttachments } from '../store/attachment.ts';
import { currentDecision, type Decision, listDecisions } from '../store/decision.ts';
import { openRegistration } from '../store/registration.ts';
import { listTodos, type Todo } from '../store/todo.ts';
import { onItsWay } from '../report-signal.ts';
import { protectionTold } from '../save-step.ts';
import { todosSeen } from '../todos-seen.ts';
import { translatable } from '../store/translation.ts';
import { enterCaseFile, sendInFile } from './file.ts';
import { personParams } from './person.ts';
import { programmeForm } from './programme.ts';
import { optionalDay, type TaskForm } from './task-form.ts';
import '../texts.ts';

export function taskPages(house: House): Endpoint[] {
  return [
    ...formPages(house, conversationForm),
    ...formPages(house, todoForm),
    ...formPages(house, decideForm),
    ...formPages(house, programmeForm),
  ];
}

interface ToTalk {
  todoId: Uuid;
  hasOfficer: boolean;
  officers: Awaited<ReturnType<typeof officersToChoose>>;
  me: string;
}

const conversationForm: TaskForm<ToTalk> = {
  url: '/people/:person/conversation',
  summary: 'How the planning conversation went',
  task: 'meetings',
  command: recordConversation,
  done: 'conversation',
  async subject({ house, request, personId }) {
    const todo = (await listTodos(house.db, personId)).find(({ kind }) => kind === planningConversationKind);
    if (todo === undefined) return null;
    const open = await openRegistration(house.db, personId);
    const officers = await officersToChoose(house.db);
    return { todoId: todo.id, hasOfficer: (open?.officerId ?? null) !== null, officers, me: request.actor.id };
  },
  begin: (_subject, { house }) => ({ on: [today(house.clock)] }),
  page: ({ hasOfficer, officers, me }, props) => h(ConversationPage, { ...props, hasOfficer, officers, me }),
  input: ({ personId }, { todoId, me }, typed) => ({
    personId,
    todoId,
    outcome: valueOf(typed, 'outcome'),
    on: optionalDay(typed, 'on'),
    heldBy: valueOf(typed, 'heldBy') === 'me' ? me : valueOf(typed, 'heldBy') || null,
    toldOn: optionalDay(typed, 'toldOn'),
    newDay: optionalDay(typed, 'newDay'),
    note: valueOf(typed, 'note'),
  }),
};

interface TodoSubject extends TodoFacts {
  todoId: Uuid;
}

const todoForm: TaskForm<TodoSubject> = {
  url: '/people/:person/task/:todo',
  summary: 'A task is done',
  task: 'contact-details',
  command: completeTodo,
  done: 'todo',
  async subject({ house, request, personId }) {
    const id = parseUuid((request.params as { todo: string }).todo);
    const todo = (await todosSeen(house.db, request.actor, personId)).find((one) => one.id === id);
    if (todo === undefined) return null;
    const { phone } = todo.details;
    const about = typeof phone === 'string' ? phoneShown(phone) : toTranslate(request.language, todo);
    const own = todo.other === null ? undefined : (await namesFor(house.db, request.actor, [personId])).get(personId);
    const persons = todo.other === null || own === undefined ? [] : [{ personId, name: own.name }, todo.other];
    return { todoId: todo.id, kind: todo.kind, about, persons, way: wayOf(todo) };
  },
  begin: () => ({}),
  page: ({ kind, about, persons, way }, props) => h(TodoPage, { ...props, kind, about, persons, way }),
  input: ({ personId }, { todoId }, typed) => ({
    personId,
    todoId,
    outcome: valueOf(typed, 'outcome'),
    note: valueOf(typed, 'note'),
  }),
};

/** The form by which the task is done, when all goes well; here it is also said that it was done otherwise, or is not needed. */
function wayOf({ personId, kind, details: { month, meetingId } }: Todo): TodoFacts['way'] {
  if (kind === protectionTold) return { to: 'protection', path: `/people/${personId}/protection` };
  if (kind === onItsWay && typeof month === 'string')
    return { to: 'receive', path: `/people/${personId}/report/${month.slice(0, 7)}` };
  if (kind === withoutTime && typeof meetingId === 'string') {
    return { to: 'new-time', path: `/people/${personId}/meetings/${meetingId}` };
  }
  return null;
}

/** What is to be translated, and into or from which language; null for a task that is not about that. */
function toTranslate(shown: Language, { dueOn, details: { what, language } }: Todo): string | null {
  const thing = translatable.find((one) => one === what);
  if (thing === undefined || typeof language !== 'string') return null;
  const t = translator(shown);
  // A report that the authority translates for itself has a last day; what the person asks for has none.
  const which = thing === 'report' && dueOn !== null ? 'received' : thing;
  return t(`cases:staff.todoDone.translate.${which}`, { language: languageName(shown, language) });
}

interface ToDecide {
  registrationId: Uuid;
  decision: Decision;
  doubt: string | null;
  files: readonly Attachment[];
}

const decideForm: TaskForm<ToDecide> = {
  url: '/people/:person/decide',
  summary: 'Answer the question of a registration',
  task: 'registration',
  command: decideRegistration,
  done: 'decided',
  async subject({ house, personId }) {
    const open = await openRegistration(house.db, personId);
    const decision = open === null ? null : await currentDecision(house.db, personId, open.id);
    if (open === null || decision?.outcome !== 'to-officer') return null;
    const doubted = (await listDecisions(house.db, personId, open.id)).find(({ replacedBy }) => replacedBy === decision.id);
    const files = await listAttachments(house.db, personId, open.id);
    return { registrationId: open.id, decision, doubt: doubted?.objection ?? doubted?.reviewNote ?? null, files };
  },
  begin: () => ({}),
  page: ({ decision, doubt, files }, props) => h(DecidePage, { ...props, decision, doubt, files }),
  input: ({ personId }, { registrationId }, typed) => ({
    personId,
    registrationId,
    decisionId: valueOf(typed, 'decisionId'),
    outcome: valueOf(typed, 'outcome'),
    reasons: valueOf(typed, 'outcome') === 'reject' ? (typed['reasons'] ?? []) : [],
    reasonText: valueOf(typed, 'reasonText'),
    communicatedOn: optionalDay(typed, 'communicatedOn'),
    answerBy: optionalDay(typed, 'answerBy'),
    answered: valueOf(typed, 'answered') === 'yes',
  }),
};

function formPages<Subject>(house: House, form: TaskForm<Subject>): Endpoint[] {
  const params = personParams.extend({ todo: z.string().max(100).default('') });
  const common = { url: form.url, kind: 'page', access: form.command.roles, params, summary: form.summary } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, form.task);
        if (entered === null) return reply;
        const kept = await takeKeptForm(request);
        const typed = kept === null ? null : readForm(kept).values;
        return show(house, form, request, reply, entered, { typed, wrong: {}, refusal: null, kept: kept !== null });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, form.task);
        if (entered === null) return reply;
        const { values: typed, requestId } = readForm(request.body);
        const ask = { house, request, personId: entered.standing.personId };
        const subject = await form.subject(ask);
        try {
          if (subject === null) return gone(request, reply, entered);
          await execute(house, request.actor, form.command, form.input(ask, subject, typed), requestId);
        } catch (error) {
          if (!(error instanceof Problem) || ![403, 409, 422].includes(error.status)) throw error;
          return show(house, form, request, reply, entered, { typed, kept: false, ...saidOf(request, error) });
        }
        return reply.redirect(href(request.language, `/people/${ask.personId}?done=${form.done}`), 303);
      },
    }),
  ];
}

/** Nothing of the kind waits: someone has done it, perhaps. */
function gone(request: FastifyRequest, reply: FastifyReply, { standing }: Entered): FastifyReply {
  return reply.redirect(href(request.language, `/people/${standing.personId}`), 303);
}

/** A refusal in the officer's words: beside its field, or as the problem that it is with its rule. */
function saidOf(request: FastifyRequest, { code, details }: Problem): Pick<TaskFormProps, 'wrong' | 'refusal'> {
  const t = translator(request.language);
  const { fields = [], params, rule } = details;
  if (code === 'invalid-input') {
    return { wrong: Object.fromEntries(fields.map(({ field }) => [field, t(`cases:staff.wrong.${field}`)])), refusal: null };
  }
  const text = t(`cases:problem.${code}.text`, params);
  return {
    wrong: {},
    refusal: { text, rule: rule === undefined ? null : { says: t(`cases:rule.${rule.id}`), source: rule.source } },
  };
}

async function show<Subject>(
  house: House,
  form: TaskForm<Subject>,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  { kept, typed, ...said }: Pick<TaskFormProps, 'wrong' | 'refusal'> & { typed: Typed | null; kept: boolean },
): Promise<FastifyReply> {
  const { personId } = entered.standing;
  const ask = { house, request, personId };
  const subject = await form.subject(ask);
  if (subject === null) return gone(request, reply, entered);
  const hasErrors = said.refusal !== null || Object.keys(said.wrong).length > 0;
  const props = {
    ...said,
    typed: typed ?? form.begin(subject, ask),
    path: request.url.split('?')[0]!,
    back: `/people/${personId}`,
    today: today(house.clock),
    requestId: house.newId(),
  };
  return sendInFile(request, reply, entered, {
    title: entered.frame.name,
    hasErrors,
    children: h(Kept, { kept, children: form.page(subject, props) }),
  });
}
