/** The securing of the places that lost their office: the list on any day, and the same as CSV. */
import { h } from 'preact';
import { z } from 'zod';
import { type House, mayRun, type Role } from '../../../platform/auth/index.ts';
import { day, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { planFilters, TrackerPage } from '../pages/securing/tracker.tsx';
import { securingStates } from '../state.ts';
import { stepSecuring } from '../step-securing.ts';
import { listCounties } from '../store/geography.ts';
import { listRegions, listTracked, monthsOfSecuring, trackedPlace } from '../store/securing.ts';
import { asked, line, offset } from './asked.ts';

const readers = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
const pageSize = 50;
/** Months in the picture: what was decided in 2019 was secured within one year. */
const mostMonths = 36;

const query = z.object({
  on: asked(day),
  county: asked(z.string().regex(/^\d{2}$/, 'a county code')),
  state: asked(z.enum(['remaining', ...securingStates])),
  region: asked(line(200)),
  plan: asked(z.enum(planFilters)),
  text: asked(line(80)),
  offset: asked(offset),
});

export function securingPages(house: House): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: readers,
      url: '/securing',
      summary: 'How the places that lost their office are secured, on a day',
      query,
      async handle(request, reply) {
        const { offset: at = 0, on = today(house.clock), ...rest } = request.query;
        const filter = { on, ...rest };
        const children = h(TrackerPage, {
          filter,
          counties: await listCounties(house.db),
          regions: await listRegions(house.db),
          all: await listTracked(house.db, { on }),
          rows: await listTracked(house.db, filter),
          months: await monthsOfSecuring(house.db, on, mostMonths),
          offset: at,
          limit: pageSize,
          mayChange: mayRun(request.actor, stepSecuring),
        });
        const title = translator(request.language)('network:staffSecuring.title');
        return sendPage(reply, renderPage(request, { title, children, wide: true }));
      },
    }),

    endpoint({
      method: 'GET',
      kind: 'page',
      access: readers,
      url: '/securing.csv',
      summary: 'The same places as CSV',
      query,
      async handle(request, reply) {
        const { offset: _all, on = today(house.clock), ...rest } = request.query;
        void reply.header('content-disposition', `attachment; filename="securing-${on}.csv"`);
        return csvStream(reply, Object.keys(trackedPlace.shape), await listTracked(house.db, { on, ...rest }));
      },
    }),
  ];
}
