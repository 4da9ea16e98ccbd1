/** "My case". */
import { h } from 'preact';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { localTime, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { type Language, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { caseHistory } from '../case-history.ts';
import { dutiesOf } from '../duties.ts';
import { historyItems } from '../pages/my/history.ts';
import { MyPage } from '../pages/my/my-page.tsx';
import type { MyCaseState } from '../pages/my/state.tsx';
import { toDoOf } from '../pages/my/to-do.ts';
import { selfWay, stepPath } from '../pages/registration/way.ts';
import { currentDecision } from '../store/decision.ts';
import { findDraft } from '../store/draft.ts';
import { listRegistrations, openRegistration, type Registration } from '../store/registration.ts';
import { enterOwn } from './own.ts';
import '../texts.ts';

const access = ['jobseeker'] as const;

export function myPages(house: House): Endpoint[] {
  const page = { kind: 'page', access } as const;
  return [
    endpoint({
      ...page,
      method: 'GET',
      url: '/my',
      summary: 'My case: what to do and by when',
      query: z.object({ done: z.literal('deregistered').nullable().catch(null) }),
      async handle(request, reply) {
        const standing = await enterOwn(house, request, reply, 'registration');
        if (standing === null) return reply;
        const { language } = request;
        const { personId } = standing;
        const on = today(house.clock);
        const duties = await dutiesOf(house.db, personId, on);
        const props = {
          state: await stateOf(house.db, language, personId),
          toDo: duties.filter(({ key }) => key !== 'continue-registration').map((duty) => toDoOf(language, duty)),
          history: historyItems(language, await caseHistory(house.db, personId), '/my/report'),
          today: on,
          done: request.query.done,
        };
        return sendPage(
          reply,
          renderPage(request, { title: translator(language)('cases:my.title'), children: h(MyPage, props) }),
        );
      },
    }),
  ];
}

/** Where the case stands: what is open first, then what is being filled in, then what has ended. */
async function stateOf(db: Database, language: Language, personId: Uuid): Promise<MyCaseState> {
  const [latest] = await listRegistrations(db, personId);
  const open = await openRegistration(db, personId);
  if (open?.state === 'registered') return { kind: 'registered', registeredOn: open.registeredOn };
  const t = translator(language);
  if (open !== null) {
    const decision = await currentDecision(db, personId, open.id);
    const question = decision?.question ?? null;
    const words =
      question === null || question === 'not-automatic' ? null : t(`cases:registration.decision.question.${question}`);
    return { kind: 'with-officer', registeredOn: open.registeredOn, question: words };
  }
  const draft = await findDraft(db, personId);
  if (draft !== null) {
    const firstDay = draft.answers['first-day']?.firstDay ?? null;
    return { kind: 'draft', firstDay, path: stepPath(selfWay, draft.atStep) };
  }
  if (latest?.state === 'deregistered') return { kind: 'deregistered', on: latest.deregisteredOn ?? latest.registeredOn };
  return latest?.state === 'rejected' ? rejected(db, language, latest) : { kind: 'none' };
}

async function rejected(db: Database, language: Language, { personId, id, registeredOn }: Registration): Promise<MyCaseState> {
  const decision = await currentDecision(db, personId, id);
  const t = translator(language);
  return {
    kind: 'rejected',
    decidedOn: decision === null ? registeredOn : localTime(decision.decidedAt).date,
    reasons: (decision?.reasons ?? []).map((reason) => t(`cases:registration.decision.reason.${reason}`)),
    decisionPath: stepPath(selfWay, `receipt/${id}`),
  };
}
