/** The planner's pages: the register as a list, a place, a municipality. */
import { h } from 'preact';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type House, mayRun, type Role } from '../../../platform/auth/index.ts';
import { day, instant, instantAt, moment, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { addPlace } from '../add-place.ts';
import { evidences, presenceKinds } from '../kinds.ts';
import { findMunicipalityOn } from '../municipalities-on.ts';
import { doneKeys } from '../pages/planner/form.tsx';
import { MunicipalityPage } from '../pages/planner/municipality.tsx';
import { anyDay, readPlace } from '../pages/planner/place-record.ts';
import { PlacePage } from '../pages/planner/place.tsx';
import { RegisterListPage } from '../pages/planner/register-list.tsx';
import type { LiveRegister } from '../register.ts';
import { asked, line, offset } from './asked.ts';
import { plannerForms, registerForms } from './planner-forms.ts';
import { listClosures } from '../store/closures.ts';
import { listCounties, listMunicipalities } from '../store/geography.ts';
import { listPlaces } from '../store/places.ts';
import { countRegister, listedPresence, listRegister } from '../store/planner.ts';
import { listPresence } from '../store/presence.ts';

const readers = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
const pageSize = 50;

const listQuery = z.object({
  on: asked(day),
  county: asked(z.string().regex(/^\d{2}$/, 'a county code')),
  municipality: asked(z.string().regex(/^\d{4}$/, 'a municipality code')),
  kind: asked(z.enum(presenceKinds)),
  evidence: asked(z.enum(evidences)),
  text: asked(line(80)),
  offset: asked(offset),
});

/** As a person gives it (a day and a time in Sweden), or a link (an instant). */
const knownAt = z.union(
  [
    moment,
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/)
      .transform((text, context) => {
        const read = day.safeParse(text.slice(0, 10));
        const at = read.success ? instantAt(read.data, text.slice(11, 16)) : null;
        if (at === null) context.addIssue('a day and a time that exist');
        return at ?? instant('1970-01-01T00:00:00Z');
      }),
  ],
  'a day and a time, such as 2020-02-14T12:00',
);

const placeQuery = z.object({ on: asked(day), knownAt: asked(knownAt), done: z.enum(doneKeys).optional().catch(undefined) });
const id = z.object({ id: z.uuid() });

export function plannerPages(house: House, live: LiveRegister): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: readers } as const;
  const crumb = (request: FastifyRequest) => ({
    href: href(request.language, '/register'),
    text: translator(request.language)('network:planner.list.title'),
  });

  return [
    endpoint({
      ...page,
      url: '/register',
      summary: 'The register on a day',
      query: listQuery,
      async handle(request, reply) {
        const { offset: at = 0, on = today(house.clock), ...rest } = request.query;
        const filter = { on, ...rest };
        const children = h(RegisterListPage, {
          filter,
          offset: at,
          limit: pageSize,
          counties: await listCounties(house.db),
          municipalities: await listMunicipalities(house.db),
          rows: await listRegister(house.db, filter, { offset: at, limit: pageSize }),
          total: await countRegister(house.db, filter),
          mayAdd: mayRun(request.actor, addPlace),
        });
        return sendPage(
          reply,
          renderPage(request, { title: translator(request.language)('network:planner.list.title'), children, wide: true }),
        );
      },
    }),

    endpoint({
      ...page,
      url: '/register.csv',
      summary: 'The same rows as CSV',
      query: listQuery,
      async handle(request, reply) {
        const { offset: _all, on = today(house.clock), ...rest } = request.query;
        void reply.header('content-disposition', `attachment; filename="register-${on}.csv"`);
        return csvStream(reply, Object.keys(listedPresence.shape), await listRegister(house.db, { on, ...rest }));
      },
    }),

    endpoint({
      ...page,
      url: '/register/places/:id',
      summary: 'One place',
      params: id,
      query: placeQuery,
      async handle(request, reply) {
        const { on = today(house.clock), knownAt: known = null, done } = request.query;
        const record = await readPlace(house.db, request.params.id, known);
        const children = h(PlacePage, { record, actor: request.actor, on, knownAt: known, done, register: live.current() });
        return sendPage(reply, renderPage(request, { title: record.name, children, breadcrumbs: [crumb(request)] }));
      },
    }),

    endpoint({
      ...page,
      url: '/register/municipalities/:code',
      summary: 'One municipality',
      params: z.object({ code: z.string().max(20) }),
      query: z.object({ on: asked(day) }),
      async handle(request, reply) {
        const { on = today(house.clock) } = request.query;
        const municipality = await findMunicipalityOn(house.db, on, request.params.code);
        const filter = { municipalityCode: municipality.code };
        const children = h(MunicipalityPage, {
          municipality,
          on,
          places: await listPlaces(house.db, filter),
          presences: await listPresence(house.db, filter),
          closures: await listClosures(house.db, { on: anyDay, ...filter }),
          mayAdd: mayRun(request.actor, addPlace),
        });
        return sendPage(
          reply,
          renderPage(request, { title: municipality.name, children, breadcrumbs: [crumb(request)], wide: true }),
        );
      },
    }),

    ...plannerForms(house, live, registerForms),
  ];
}
