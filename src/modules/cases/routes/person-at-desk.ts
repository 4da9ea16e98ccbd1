/** The file as staff of another organisation see it: what the service agreement at their desk lets them do, and no more of the case. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import type { Task } from '../../people/index.ts';
import { caseActions } from '../case-actions.ts';
import { AtDesk } from '../pages/person/at-desk.tsx';
import { monthName } from '../pages/words.tsx';
import { listRegistrations } from '../store/registration.ts';
import { enterCaseFile, sendInFile } from './file.ts';

/** `parts`: the parts of a file that the agreement lists, at least one; not that which the whole overview takes. */
export async function sendAtDesk(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  [first, ...more]: readonly [Task, ...Task[]],
): Promise<FastifyReply> {
  const entered = await enterCaseFile(house, request, reply, first);
  if (entered === null) return reply;
  const parts: readonly Task[] = [first, ...more];
  const { personId } = entered.standing;
  const t = translator(request.language);
  const [latest] = await listRegistrations(house.db, personId);
  const open = latest?.state === 'registered' ? latest : null;
  const actions = await caseActions(house.db, request.actor, { personId, open, todos: [] }, today(house.clock));
  const path = `/people/${personId}`;
  const reports = actions.flatMap((action) => {
    if (action.do !== 'receive-report' || !parts.includes('activity-report')) return [];
    const month = monthName(request.language, action.month);
    return [{ path: `${path}/report/${action.month.slice(0, 7)}`, text: t('cases:staff.case.button.receive-report', { month }) }];
  });
  const meetings = parts.includes('meetings') ? [{ path: `${path}/meetings`, text: t('cases:staff.case.atDesk.meetings') }] : [];
  const children = h(AtDesk, { links: [...reports, ...meetings] });
  return sendInFile(request, reply, entered, { title: entered.frame.name, tab: 'overview', children });
}
