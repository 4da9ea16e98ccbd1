/** A person's case for the officer: the overview, and the tasks that are done from it. */
import { Fragment, h } from 'preact';
import { z } from 'zod';
import { type Actor, type House, mayRun } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { formats, href, type Language, translator } from '../../../platform/i18n/index.ts';
import type { SummaryItem } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import {
  type Entered,
  listActs,
  listSupportNeeds,
  mandatesOf,
  MandatesSection,
  PersonFactsSection,
  personView,
  readersOf,
  SupportSection,
  tasksAtDesk,
} from '../../people/index.ts';
import { caseActions, type CaseAction } from '../case-actions.ts';
import { caseHistory } from '../case-history.ts';
import { noteProgramme } from '../note-programme.ts';
import { officersToChoose } from '../officers.ts';
import { fileHistory } from '../pages/person/history.ts';
import { type CaseOfficer, CaseSection, type CaseOverview } from '../pages/person/overview.tsx';
import { programmeWords } from '../pages/person/programme-page.tsx';
import { monthName } from '../pages/words.tsx';
import { doneKeys } from '../pages/work/work-list-page.tsx';
import { planningConversationKind } from '../record-conversation.ts';
import { listAttachments } from '../store/attachment.ts';
import { findProgramme, type Programme } from '../store/programme.ts';
import { listRegistrations, type Registration } from '../store/registration.ts';
import type { Todo } from '../store/todo.ts';
import { takeCase } from '../take-case.ts';
import { todosSeen } from '../todos-seen.ts';
import { enterCaseFile, sendInFile } from './file.ts';
import { sendAtDesk } from './person-at-desk.ts';
import '../texts.ts';

export const staff = ['desk-officer', 'caseworker', 'protection-officer'] as const;
export const personParams = z.object({ person: z.string().max(100) });

export function personPages(house: House, live: LiveRegister): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: staff,
      url: '/people/:person',
      summary: 'A person’s case on one page',
      params: personParams,
      query: z.object({ done: z.enum(doneKeys).nullable().catch(null) }),
      async handle(request, reply) {
        const [first, ...more] = (await tasksAtDesk(house.db, request.actor, today(house.clock))) ?? ['registration'];
        if (first !== undefined && ![first, ...more].includes('registration'))
          return sendAtDesk(house, request, reply, [first, ...more]);
        const entered = await enterCaseFile(house, request, reply, 'registration');
        if (entered === null) return reply;
        const { personId } = entered.standing;
        const on = today(house.clock);
        const overview = await overviewOf(house, request, entered);
        const view = (await personView(house, request.actor, personId))!;
        const municipality = live.current().municipalities.get(view.municipalityCode ?? '')?.name ?? null;
        const children = h(
          Fragment,
          {},
          h(CaseSection, { overview: { ...overview, today: on, done: request.query.done } }),
          h(PersonFactsSection, { view, municipality }),
          h(SupportSection, { personId, list: await listSupportNeeds(house.db, personId) }),
          h(MandatesSection, { personId, list: await mandatesOf(house.db, entered.standing, on) }),
        );
        return sendInFile(request, reply, entered, { title: entered.frame.name, tab: 'overview', children });
      },
    }),
  ];
}

async function overviewOf(
  house: House,
  { actor, language }: { actor: Parameters<typeof caseActions>[1]; language: Language },
  { standing: { personId, isProtected } }: Entered,
): Promise<Omit<CaseOverview, 'today' | 'done'>> {
  const t = translator(language);
  const path = `/people/${personId}`;
  const [latest] = await listRegistrations(house.db, personId);
  const open = latest !== undefined && (latest.state === 'with-officer' || latest.state === 'registered') ? latest : null;
  const todos = await todosSeen(house.db, actor, personId);
  const actions = await caseActions(house.db, actor, { personId, open, todos }, today(house.clock));
  const dated = [
    ...(open?.nextDue === null || open?.nextKind === null || open === null
      ? []
      : [{ what: t(`cases:staff.kind.${open.nextKind}`), due: open.nextDue }]),
    ...todos.flatMap(({ kind, dueOn }) => (dueOn === null ? [] : [{ what: t(`cases:staff.kind.${kind}`), due: dueOn }])),
  ].toSorted((a, b) => a.due.localeCompare(b.due));
  const programme = latest === undefined ? null : await findProgramme(house.db, latest);
  const mayNote = open !== null && mayRun(actor, noteProgramme);
  const change = mayNote ? href(language, `${path}/programme`) : null;
  const events = await caseHistory(house.db, personId);
  const readers = await readersOf(house.db, personId);
  const acts = await listActs(house.db, personId);
  return {
    next: dated[0] ?? null,
    actions: actions.map((action) => ({ path: pathOf(path, action), text: wordsOf(language, action) })),
    facts: latest === undefined ? [] : factsOf(language, latest, { programme, change }),
    officer: open === null ? null : await officerOf(house, { actor, language }, open),
    toDo: todos.map((todo) => ({ what: t(`cases:staff.kind.${todo.kind}`), due: todo.dueOn, path: pathOfTodo(path, todo) })),
    files: latest === undefined ? [] : await listAttachments(house.db, personId, latest.id),
    filesPath: `${path}/attachments`,
    history: fileHistory(language, { events, readers, acts }, path),
    isProtected,
  };
}

function pathOf(path: string, action: CaseAction): string {
  switch (action.do) {
    case 'register':
      return `${path}/registration`;
    case 'receive-report':
    case 'review-report':
      return `${path}/report/${action.month.slice(0, 7)}`;
    default:
      return `${path}/${action.do}`;
  }
}

function wordsOf(language: Language, action: CaseAction): string {
  const month = 'month' in action ? monthName(language, action.month) : '';
  return translator(language)(`cases:staff.case.button.${action.do}`, { month });
}

/** Where a task is done; one that is finished by something else is done there. */
export function pathOfTodo(path: string, { id, kind, details }: Pick<Todo, 'id' | 'kind' | 'details'>): string | null {
  if (kind === planningConversationKind) return `${path}/conversation`;
  if (kind === 'reconsider-decision') return `${path}/decide`;
  const month = details['month'];
  if (kind === 'review-report') return typeof month === 'string' ? `${path}/report/${month.slice(0, 7)}` : null;
  return `${path}/task/${id}`;
}

/** By name as long as they sign in as an officer. */
async function officerOf(
  house: House,
  { actor, language }: { actor: Actor; language: Language },
  { personId, officerId }: Registration,
): Promise<CaseOfficer> {
  const known = (await officersToChoose(house.db)).find(({ accountId }) => accountId === officerId);
  return {
    name: officerId === null ? null : (known?.name ?? translator(language)('cases:staff.case.officer.another')),
    isMine: officerId === actor.id,
    path: mayRun(actor, takeCase) ? `/people/${personId}/take` : null,
    requestId: house.newId(),
  };
}

function factsOf(
  language: Language,
  registration: Registration,
  { programme, change }: { programme: Programme | null; change: string | null },
): SummaryItem[] {
  const t = translator(language);
  const { date } = formats(language);
  const word = (yes: boolean): string => t(yes ? 'cases:staff.case.yes' : 'cases:staff.case.no');
  const { state, registeredOn, firstDay, channel, claimsBenefit, inProgramme, receiptNumber } = registration;
  return [
    { term: t('cases:staff.case.state'), value: t(`cases:staff.case.stateName.${state}`) },
    { term: t('cases:staff.case.registered'), value: date(registeredOn) },
    { term: t('cases:staff.case.firstDay'), value: date(firstDay) },
    { term: t('cases:staff.case.channel'), value: t(`cases:staff.case.channelName.${channel}`) },
    { term: t('cases:staff.case.benefit'), value: word(claimsBenefit) },
    {
      term: t('cases:staff.case.programme'),
      value: programme === null ? word(inProgramme) : programmeWords(language, programme),
      ...(change === null ? {} : { action: h('a', { href: change }, t('cases:staff.case.programmeChange')) }),
    },
    { term: t('cases:staff.case.receipt'), value: receiptNumber },
  ];
}
