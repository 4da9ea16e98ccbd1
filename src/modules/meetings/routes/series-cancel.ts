/** What remains of a series is cancelled by whoever may cancel one of its meetings. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { act } from '../book.ts';
import { cancelSeries } from '../cancel-series.ts';
import type { Meetings } from '../meetings.ts';
import { bookingText } from '../pages/booking/words.tsx';
import { CancelSeriesPage } from '../pages/sessions/cancel-series-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { listSeries } from '../store/meetings.ts';
import { meetingAt } from './booking-meeting.ts';
import { type Passage, sendInPassage, type Visit } from './booking-way.ts';
import '../texts.ts';

export function cancelSeriesEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: passage.access, params: passage.params } as const;
  const cancelling = { ...common, url: `${passage.url}/series/:id/cancel` } as const;
  return [
    endpoint({
      ...cancelling,
      method: 'GET',
      summary: 'Cancel what remains of a series of meetings: why',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showCancel(m, request, reply, visit, null);
      },
    }),
    endpoint({
      ...cancelling,
      method: 'POST',
      summary: 'Cancel what remains of a series of meetings',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : cancel(m, request, reply, visit);
      },
    }),
  ];
}

/** What remains of a series; throws series-unknown when nothing does. */
async function remaining({ house }: Meetings, { personId }: Visit, seriesId: Uuid) {
  const now = house.clock.now();
  const all = await listSeries(house.db, personId, seriesId);
  const left = all.filter(({ state, start }) => state === 'displaced' || (state === 'booked' && start > now));
  if (left.length === 0) throw meetingsProblem('series-unknown');
  return left;
}

async function showCancel(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  wrong: string | null,
): Promise<FastifyReply> {
  const seriesId = meetingAt((request.params as { id: string }).id);
  const left = await remaining(m, visit, seriesId);
  const children = h(CancelSeriesPage, {
    way: visit.way,
    seriesId,
    left: left.map(({ start, end }) => ({ start, end })),
    wrong,
    requestId: m.house.newId(),
  });
  const title = translator(request.language)('meetings:series.cancelTitle');
  const status = wrong === null ? 200 : 422;
  return sendInPassage(request, reply, visit, { title, children, status, hasErrors: wrong !== null });
}

async function cancel(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, requestId } = readForm(request.body);
  const seriesId = meetingAt((request.params as { id: string }).id);
  const t = bookingText(request.language);
  try {
    const input = { personId: visit.personId, seriesId, reason: valueOf(values, 'reason') };
    await act(m, request.actor, cancelSeries, input, requestId);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return showCancel(m, request, reply, visit, t('wrong.cancelReason'));
  }
  return reply.redirect(href(request.language, `${visit.way.base}?done=series-cancelled`), 303);
}
