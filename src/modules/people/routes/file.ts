/** The way in to a person's file: standing, the bar around every page, and what happens when the file is not open. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage, type Values } from '../../../ui/index.ts';
import { tasksAtDesk } from '../desk-of-another.ts';
import type { Task } from '../kinds.ts';
import { mandatesOf } from '../mandates-held.ts';
import type { Asked } from '../pages/form.tsx';
import type { FrameFacts } from '../pages/frame.tsx';
import { OpenFilePage } from '../pages/staff/open-file.tsx';
import { peopleProblem } from '../problems.ts';
import { requireStanding, type Standing } from '../standing.ts';
import { findOpenFile } from '../store/open-files.ts';
import { personView } from '../views.ts';

export interface Entered {
  standing: Standing;
  frame: FrameFacts;
}

/**
 * Lets staff with the open file, and helpers with a mandate for the task, in to a page under /people/:person; `frame` is for
 * PersonFrame. Null after having answered: staff without an open file are sent to /people/:person/open and come back to this
 * page, and someone who asks for themselves is sent to /my. Throws person-unknown, for a protected person too.
 */
export async function enterFile(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  personId: string,
  task: Task,
): Promise<Entered | null> {
  const { actor, language } = request;
  const standing = await requireStanding(house.db, actor, personId, task, house.clock.now()).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'file-reason-required' && request.method === 'GET') return null;
    throw error;
  });
  if (standing === null) {
    const back = new URLSearchParams({ return: request.url, ...(task === 'plan' ? { reason: 'plan-follow-up' } : {}) });
    void reply.redirect(`${href(language, `/people/${personId}/open`)}?${back}`, 303);
    return null;
  }
  if (standing.capacity === 'self') {
    void reply.redirect(href(language, '/my'), 303);
    return null;
  }
  return { standing, frame: await frameOf(house, request, standing) };
}

async function frameOf(house: House, { actor }: FastifyRequest, standing: Standing): Promise<FrameFacts> {
  const { personId, isProtected, openingId, mandateId } = standing;
  const view = await personView(house, actor, personId);
  if (view === null) throw peopleProblem('person-unknown');
  const opening = openingId === null ? null : await findOpenFile(house.db, personId, openingId);
  const held =
    mandateId === null
      ? undefined
      : (await mandatesOf(house.db, { personId, isProtected }, localTime(house.clock.now()).date)).find(
          (one) => one.id === mandateId,
        );
  return {
    personId,
    name: view.name,
    number: view.number,
    isProtected,
    opening,
    parts: standing.capacity === 'staff' ? await tasksAtDesk(house.db, actor, localTime(house.clock.now()).date) : null,
    mandate: held === undefined ? null : { organisation: held.organisationName, validTo: held.to },
  };
}

/** A form that was sent after the file had closed: it is opened again first, with all that was typed kept on the way. */
export function reopenPage(
  { house, params }: Pick<Asked, 'house' | 'params'>,
  request: FastifyRequest,
  reply: FastifyReply,
  values: Values,
): FastifyReply {
  const title = translator(request.language)('people:open.keptTitle');
  const children = h(OpenFilePage, {
    personId: params['person'] ?? '',
    form: { values: {}, refusal: null, wrong: {} },
    requestId: house.newId(),
    back: request.url.split('?')[0]!,
    kept: values,
  });
  return sendPage(reply, renderPage(request, { title, children }), 403);
}
