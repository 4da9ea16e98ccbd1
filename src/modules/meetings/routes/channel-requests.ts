/** Staff: the list of requests for another channel. They are answered in the person's file. */
import { h } from 'preact';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { namesFor } from '../../people/index.ts';
import { decideChannelRequest } from '../decide-channel-request.ts';
import type { Meetings } from '../meetings.ts';
import { RequestsPage } from '../pages/booking/requests-page.tsx';
import { askedGrounds } from '../rules/remote-first.ts';
import { countOpenRequests, listOpenRequests } from '../store/channel-request.ts';
import '../texts.ts';

const limit = 25;

export function channelRequestPages({ house }: Pick<Meetings, 'house'>): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: decideChannelRequest.roles,
      url: '/channel-requests',
      summary: 'Requests to meet in another channel, the oldest first',
      query: z.object({
        ground: z.enum(askedGrounds).nullable().catch(null),
        offset: z.coerce.number().int().min(0).max(1_000_000).catch(0),
      }),
      async handle(request, reply) {
        const { ground, offset } = request.query;
        const rows = await listOpenRequests(house.db, { ground, limit, offset });
        const names = await namesFor(
          house.db,
          request.actor,
          rows.map(({ personId }) => personId),
        );
        const counts = await countOpenRequests(house.db);
        const path = href(request.language, '/channel-requests');
        const query = (to: number) => new URLSearchParams({ ...(ground === null ? {} : { ground }), offset: String(to) });
        const children = h(RequestsPage, {
          // Someone who has become protected since is in no one's list.
          requests: rows.flatMap((row) => {
            const known = names.get(row.personId);
            return known === undefined || known.masked ? [] : [{ ...row, name: known.name }];
          }),
          count: counts.filter((one) => ground === null || one.ground === ground).reduce((sum, { n }) => sum + n, 0),
          ground,
          part: { offset, limit, href: (to: number) => `${path}?${query(to)}` },
        });
        const title = translator(request.language)('meetings:staffBooking.requests.title');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),
  ];
}
