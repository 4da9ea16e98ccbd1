/** Several at once over the API: a series of meetings for one person, and meetings for several persons with seats. */
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { act, bookSeriesOf, openSessionAt } from '../book.ts';
import { bookSeat } from '../book-seat.ts';
import { longestSeries } from '../book-series.ts';
import { channels } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { openSession } from '../open-session.ts';
import { bookingParties, meetingStaff } from '../state.ts';
import { listSessions } from '../store/sessions.ts';
import { personFor, requestKey, timeBody, whose } from './meetings-api.ts';

const api = { kind: 'api', tag: 'meetings' } as const;
const { start, typeCode, channel, placeId, language, interpreter, ...forPerson } = timeBody;
const kind = { typeCode, channel, placeId, language, interpreter };

const sessionAnswer = z.object({
  id: z.uuid(),
  typeCode: z.string(),
  channel: z.enum(channels),
  start: z.string(),
  end: z.string(),
  placeId: z.uuid().nullable(),
  language: z.string(),
  seats: z.number().int(),
  taken: z.number().int(),
});

export function severalApi(m: Meetings): Endpoint[] {
  return [
    endpoint({
      ...api,
      method: 'POST',
      url: '/v1/meetings/series',
      access: meetingStaff,
      summary: 'Book several meetings of one kind for a person, all of them or none',
      body: z.strictObject({ ...whose, ...kind, ...forPerson, starts: z.array(start).min(2).max(longestSeries) }),
      answer: z.object({ seriesId: z.uuid(), meetingIds: z.array(z.uuid()) }),
      async handle(request) {
        const personId = await personFor(m, request, request.body.personId);
        return bookSeriesOf(m, request.actor, { ...request.body, personId, cameBy: 'api' }, requestKey(request));
      },
    }),
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/meeting-sessions',
      access: [...bookingParties, 'planner'],
      summary: 'Meetings to come for several persons, with how many seats are taken; nobody is named',
      query: z.object({ type: z.string().max(20).optional() }),
      answer: z.object({ items: z.array(sessionAnswer) }),
      async handle(request) {
        const { type } = request.query;
        const sessions = await listSessions(m.house.db, m.house.clock.now(), { typeCodes: type === undefined ? null : [type] });
        return { items: sessions.map((session) => sessionAnswer.parse(session)) };
      },
    }),
    endpoint({
      ...api,
      method: 'POST',
      url: '/v1/meeting-sessions',
      access: openSession.roles,
      summary: 'Open a meeting for several persons, with whoever can hold it',
      body: z.strictObject({ ...kind, start, seats: z.int().min(1).max(500) }),
      answer: z.object({ sessionId: z.uuid() }),
      handle: (request) => openSessionAt(m, request.actor, request.body, requestKey(request)),
    }),
    endpoint({
      ...api,
      method: 'POST',
      url: '/v1/meeting-sessions/:id/seats',
      access: bookingParties,
      summary: 'Book a seat in a meeting for several persons',
      params: z.object({ id: z.uuid() }),
      body: z.strictObject(whose),
      answer: z.object({ meetingId: z.uuid(), seat: z.number().int() }),
      async handle(request) {
        const personId = await personFor(m, request, request.body.personId);
        const seat = { personId, sessionId: request.params.id, cameBy: 'api' } as const;
        return act(m, request.actor, bookSeat, seat, requestKey(request));
      },
    }),
  ];
}
