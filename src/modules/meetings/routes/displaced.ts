/** Who has lost their time, and a new one for one or all. */
import { h } from 'preact';
import { z } from 'zod';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { byName } from '../../../platform/text/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { displacements } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { DisplacedPage } from '../pages/disruption/displaced-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { rebook, rebookAll } from '../rebook.ts';
import { rebookMeeting } from '../rebook-meeting.ts';
import { countDisplaced, type DisplacedFilter, listDisplaced } from '../store/displace.ts';
import { findMeeting } from '../store/meetings.ts';
import { typesOn } from '../store/types.ts';
import { listedMeetings } from './listed-meetings.ts';

const limit = 200;
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
      query: filterOf.extend({ displaced: count, moved: count, asked: count }),
      async handle(request, reply) {
        const { displaced, moved, asked, ...filter } = request.query;
        const { db, clock } = m.house;
        const found = await listDisplaced(db, asFilter(filter), limit);
        const types = await typesOn(db, localTime(clock.now()).date);
        const { places } = m.register.current();
        const props = {
          rows: await listedMeetings(m, request, found),
          counts: await countDisplaced(db),
          filter: { by: filter.by ?? '', place: filter.place ?? '', type: filter.type ?? '' },
          places: places.map(({ place }) => ({ id: place.id, name: place.name })).toSorted(byName),
          types: types.map(({ code, names }) => ({ code, name: names[request.language.slice(0, 2)] ?? names['sv'] ?? code })),
          done: { displaced, moved, asked },
          requestId: m.house.newId(),
        };
        const title = translator(request.language)('meetings:staffDisruption.displaced.title');
        return sendPage(reply, renderPage(request, { title, children: h(DisplacedPage, props), wide: true }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/displaced',
      summary: 'A new time for everyone of a filter for whom there is one as good',
      body: z.unknown(),
      async handle(request, reply) {
        const { values } = readForm(request.body);
        const filter = filterOf.parse({
          by: valueOf(values, 'by'),
          place: valueOf(values, 'place'),
          type: valueOf(values, 'type'),
        });
        const { moved, asked } = await rebookAll(m, request.actor, asFilter(filter));
        return reply.redirect(`${href(request.language, '/displaced')}?moved=${moved}&asked=${asked}`, 303);
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
        await m.picture.refresh();
        const isMoved = (await rebook(m, request.actor, meeting)) === 'moved';
        return reply.redirect(`${href(request.language, '/displaced')}?moved=${isMoved ? 1 : 0}&asked=${isMoved ? 0 : 1}`, 303);
      },
    }),
  ];
}
