/** Who has lost their time, and a new one for one or all. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, hasRole } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { byName } from '../../../platform/text/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { displacements } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { DisplacedPage, type DisplacedProps } from '../pages/disruption/displaced-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { rebook } from '../rebook.ts';
import { rebookDue } from '../rebookings.ts';
import { rebookMeeting } from '../rebook-meeting.ts';
import { displacedAlarm, isSoon } from '../rules/displaced-alarm.ts';
import { startRebooking } from '../start-rebooking.ts';
import { meetingStaff } from '../state.ts';
import { countDisplaced, countDisplacedOf, type DisplacedFilter, listDisplaced } from '../store/displace.ts';
import { findMeeting } from '../store/meetings.ts';
import { lastReasons, listRebookings } from '../store/rebooking.ts';
import { typesOn } from '../store/types.ts';
import { listedMeetings } from './listed-meetings.ts';
import { rebookingPages } from './rebookings.ts';

const limit = 100;
/** So many are gone through before the page is answered; the rest by the service, while the page says how far it has come. */
const atOnce = 10;
const latest = 5;
const count = z.coerce.number().int().min(0).nullable().catch(null);
const filterOf = z.object({
  by: z.enum(displacements).nullable().catch(null),
  place: z
    .uuid()
    .transform((text) => parseUuid(text))
    .nullable()
    .catch(null),
  type: z.string().min(1).max(20).nullable().catch(null),
});

const asFilter = ({ by, place, type }: z.output<typeof filterOf>): DisplacedFilter => ({ by, placeId: place, typeCode: type });

export function displacedPages(m: Meetings): Endpoint[] {
  const common = { kind: 'page', access: rebookMeeting.roles } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/displaced',
      summary: 'Meetings that have lost their time',
      query: filterOf.extend({ displaced: count, offset: z.coerce.number().int().min(0).catch(0) }),
      async handle(request, reply) {
        const children = h(DisplacedPage, await propsOf(m, request, request.query));
        const title = translator(request.language)('meetings:staffDisruption.displaced.title');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/displaced',
      summary: 'A new time for everyone of a filter for whom there is one as good',
      body: z.unknown(),
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const filter = filterOf.parse({
          by: valueOf(values, 'by'),
          place: valueOf(values, 'place'),
          type: valueOf(values, 'type'),
        });
        return begin(m, request, reply, asFilter(filter), requestId);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/displaced/:person/:meeting',
      summary: 'A new time for one meeting, when there is one as good',
      params: z.object({ person: z.uuid(), meeting: z.uuid() }),
      body: z.unknown(),
      async handle(request, reply) {
        const personId = parseUuid(request.params.person)!;
        const meeting = await findMeeting(m.house.db, personId, request.params.meeting);
        if (meeting === null || (await listedMeetings(m, request, [meeting])).length === 0)
          throw meetingsProblem('meeting-unknown');
        const { isProtected, displacedBy: by, placeId, typeCode, id: meetingId } = meeting;
        if (!isProtected) {
          const { requestId } = readForm(request.body);
          return begin(m, request, reply, { by, placeId, typeCode, meetingId }, requestId);
        }
        // In no list: only their named officer comes this far, and sees it in the person's file.
        await m.picture.refresh();
        await rebook(m, request.actor, meeting);
        return reply.redirect(href(request.language, `/people/${personId}/meetings/${meetingId}`), 303);
      },
    }),
    ...rebookingPages(m),
  ];
}

/** Writes down whom it is for, goes through the first of them, and shows how it goes. */
async function begin(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  of: z.input<typeof startRebooking.input>,
  requestId: string | null,
): Promise<FastifyReply> {
  const { rebookingId } = await execute(m.house, request.actor, startRebooking, of, requestId);
  // It is written down: what goes wrong here is tried again by the service.
  await rebookDue(m, { of: rebookingId, most: atOnce }).catch((error: unknown) => request.log.warn({ err: error }, 're-booking'));
  return reply.redirect(href(request.language, `/displaced/rebookings/${rebookingId}`), 303);
}

async function propsOf(
  m: Meetings,
  request: FastifyRequest,
  { displaced, offset, ...filter }: z.output<typeof filterOf> & { displaced: number | null; offset: number },
): Promise<DisplacedProps> {
  const { db, clock } = m.house;
  const now = clock.now();
  const { date } = localTime(now);
  const found = await listDisplaced(db, asFilter(filter), { limit, offset });
  const reasons = await lastReasons(
    db,
    found.map(({ id }) => id),
  );
  const listed = await listedMeetings(m, request, found);
  const types = await typesOn(db, date);
  const { places } = m.register.current();
  const { hoursBefore } = valueOn(displacedAlarm, date);
  return {
    rows: listed.map((row) => ({ ...row, tried: reasons.get(row.id) ?? null, isSoon: isSoon(hoursBefore, now, row.start) })),
    total: await countDisplacedOf(db, asFilter(filter)),
    part: { limit, offset },
    counts: await countDisplaced(db),
    filter: { by: filter.by ?? '', place: filter.place ?? '', type: filter.type ?? '' },
    places: places.map(({ place }) => ({ id: place.id, name: place.name })).toSorted(byName),
    types: types.map(({ code, names }) => ({ code, name: names[request.language.slice(0, 2)] ?? names['sv'] ?? code })),
    hoursBefore,
    latest: await listRebookings(db, latest),
    meetsPeople: hasRole(request.actor, meetingStaff),
    displaced,
    requestId: m.house.newId(),
  };
}
