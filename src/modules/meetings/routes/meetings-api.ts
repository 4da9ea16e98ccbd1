/**
 * Meetings over the API: a person's own, those of whoever they act for, and for staff those of an open file. What writes takes the form
 * token in `x-csrf-token` and, for safe retries, the client's own key in `idempotency-key`.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { peopleProblem, personOf, requireStanding } from '../../people/index.ts';
import { act, bookTime, changeTo, holdTime } from '../book.ts';
import { cancelMeeting } from '../cancel-meeting.ts';
import { confirmMeeting } from '../confirm-meeting.ts';
import { cancelReasons, channelGrounds, channels, displacements, meetingStates } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { meetingsProblem } from '../problems.ts';
import { exceptionGrounds } from '../rules/remote-first.ts';
import { bookingParties } from '../state.ts';
import { findMeeting, listMeetings, type Meeting } from '../store/meetings.ts';

const api = { kind: 'api', access: bookingParties, tag: 'meetings' } as const;

/** Whose; left out: one's own. */
export const whose = { personId: z.uuid().optional() };
const one = z.object({ id: z.uuid() });

export const timeBody = {
  typeCode: z.string().min(1).max(20),
  /** With its offset from UTC. */
  start: z.string().min(1).max(40),
  channel: z.enum(channels),
  placeId: z.uuid().nullable().default(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .default('sv'),
  interpreter: z.boolean().default(false),
  exceptionGround: z.enum(exceptionGrounds).nullable().default(null),
  ignoreWindow: z.boolean().default(false),
};

const meetingAnswer = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  state: z.enum(meetingStates),
  typeCode: z.string(),
  purpose: z.string(),
  channel: z.enum(channels),
  channelBy: z.enum(channelGrounds),
  exceptionGround: z.string().nullable(),
  start: z.string(),
  end: z.string(),
  placeId: z.uuid().nullable(),
  language: z.string(),
  interpreter: z.boolean(),
  holdUntil: z.string().nullable(),
  cancelReason: z.enum(cancelReasons).nullable(),
  displacedBy: z.enum(displacements).nullable(),
  version: z.number().int(),
});

function shown(meeting: Meeting): z.output<typeof meetingAnswer> {
  const { interpreterId, ...rest } = meeting;
  return meetingAnswer.parse({ ...rest, interpreter: interpreterId !== null });
}

export function meetingsApi(m: Meetings): Endpoint[] {
  return [...reading(m), ...booking(m), ...changing(m)];
}

function reading(m: Meetings): Endpoint[] {
  return [
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/meetings',
      summary: 'A person’s meetings, the earliest first',
      query: z.object(whose),
      answer: z.object({ items: z.array(meetingAnswer) }),
      async handle(request) {
        const personId = await personFor(m, request, request.query.personId);
        return { items: (await listMeetings(m.house.db, personId)).map(shown) };
      },
    }),
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/meetings/:id',
      summary: 'One meeting, or a time that is held',
      params: one,
      query: z.object(whose),
      answer: meetingAnswer,
      async handle(request) {
        const personId = await personFor(m, request, request.query.personId);
        return shownNow(m, personId, request.params.id);
      },
    }),
  ];
}

function booking(m: Meetings): Endpoint[] {
  return [
    endpoint({
      ...api,
      method: 'POST',
      url: '/v1/meetings',
      summary:
        'Book a free time, or with `hold` keep it for a while; when it is taken `alternatives` has the nearest other times',
      body: z.strictObject({ ...whose, ...timeBody, hold: z.boolean().default(false) }),
      answer: meetingAnswer,
      async handle(request) {
        const { hold, personId: id, ...asked } = request.body;
        const personId = await personFor(m, request, id);
        const booking = { ...asked, personId, cameBy: 'api', heldBy: null } as const;
        const { meetingId } = await (hold ? holdTime : bookTime)(m, request.actor, booking, requestKey(request));
        return shownNow(m, personId, meetingId);
      },
    }),
    endpoint({
      ...api,
      method: 'POST',
      url: '/v1/meetings/:id/confirmation',
      summary: 'Book a time that is held',
      params: one,
      body: z.strictObject(whose),
      answer: meetingAnswer,
      async handle(request) {
        const personId = await personFor(m, request, request.body.personId);
        const { id: meetingId } = request.params;
        await act(m, request.actor, confirmMeeting, { personId, meetingId }, requestKey(request));
        return shownNow(m, personId, meetingId);
      },
    }),
  ];
}

function changing(m: Meetings): Endpoint[] {
  return [
    endpoint({
      ...api,
      method: 'PATCH',
      url: '/v1/meetings/:id',
      summary: 'Another time for a meeting; when it is taken the meeting stays as it is',
      params: one,
      body: z.strictObject({ ...whose, ...timeBody, version: z.int().nullable().default(null) }),
      answer: meetingAnswer,
      async handle(request) {
        const { personId: id, ...asked } = request.body;
        const personId = await personFor(m, request, id);
        const change = { ...asked, personId, meetingId: request.params.id, cameBy: 'api' } as const;
        const { meetingId } = await changeTo(m, request.actor, change, requestKey(request));
        return shownNow(m, personId, meetingId);
      },
    }),
    endpoint({
      ...api,
      method: 'DELETE',
      url: '/v1/meetings/:id',
      summary: 'Cancel a meeting, with its reason',
      params: one,
      query: z.object({ ...whose, reason: z.enum(cancelReasons), version: z.coerce.number().int().optional() }),
      answer: meetingAnswer,
      async handle(request) {
        const { personId: id, reason, version = null } = request.query;
        const personId = await personFor(m, request, id);
        const cancel = { personId, meetingId: request.params.id, reason, version };
        await act(m, request.actor, cancelMeeting, cancel, requestKey(request));
        return shownNow(m, personId, request.params.id);
      },
    }),
  ];
}

async function shownNow({ house }: Meetings, personId: Uuid, id: string): Promise<z.output<typeof meetingAnswer>> {
  const meeting = await findMeeting(house.db, personId, id);
  if (meeting === null) throw meetingsProblem('meeting-unknown');
  return shown(meeting);
}

/** Whom the request is about, for someone who may deal with their meetings. Protected persons have their own way (JO 5254-2016). */
export async function personFor({ house }: Meetings, { actor }: FastifyRequest, said: string | undefined): Promise<Uuid> {
  const personId = said === undefined ? await personOf(house.db, actor.id) : parseUuid(said);
  if (personId === null) throw peopleProblem('person-unknown');
  const standing = await requireStanding(house.db, actor, personId, 'meetings', house.clock.now());
  if (standing.capacity === 'self' && standing.isProtected) throw peopleProblem('person-elsewhere');
  return personId;
}

/** The client's own key of a request that may be sent again. */
export function requestKey(request: FastifyRequest): string | null {
  const sent = request.headers['idempotency-key'];
  if (sent === undefined) return null;
  const key = typeof sent === 'string' ? parseUuid(sent) : null;
  if (key === null) throw problem('invalid-input', { fields: [{ field: 'idempotency-key', expected: 'a uuid' }] });
  return key;
}
