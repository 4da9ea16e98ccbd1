/** /planning/rota: travel-in rotas, one of them, how it is made and carried out. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { formEndpoints, readForm } from '../../../ui/index.ts';
import { type LiveRegister } from '../../network/index.ts';
import { CarryOutPage } from '../pages/rota/carry-out-page.tsx';
import { rotaForms, rotaFormWords } from '../pages/rota/rota-forms.tsx';
import { RotaPage } from '../pages/rota/rota-page.tsx';
import { RotasPage } from '../pages/rota/rotas-page.tsx';
import { rotaWords } from '../pages/rota/words.ts';
import { shortOf } from '../rota/absences.ts';
import { carryOutSteps, rehearseRota } from '../rota/carry-out.ts';
import { carryOutRota, resumeRota } from '../rota/carry-out-rota.ts';
import { createRota, requireRota } from '../rota/create-rota.ts';
import { visitedPlaces } from '../rota/gather.ts';
import { rotaColumns, rotaNames, rotaRows } from '../rota/rota-table.ts';
import { planReaders } from '../scenarios/scenario-input.ts';
import { findRota, listRotas, listRotaSteps, type Rota } from '../store/rotas.ts';
import { homeCrumb, send } from './page.ts';
import '../texts.ts';

const common = { method: 'GET', kind: 'page', access: planReaders } as const;
const ofRota = z.object({ rota: z.string().max(60) });

const rotaCrumbs = (language: Language) => [
  homeCrumb(language),
  { href: href(language, '/planning/rota'), text: rotaWords(translator(language))('title') },
];

export function rotaPages(house: House, register: LiveRegister): Endpoint[] {
  const forms = rotaForms(() => register.current()).flatMap((form) => formEndpoints(house, form, rotaFormWords));
  return [listPage(house, register), onePage(house, register), csv(house, register), ...forms, ...carryOutPages(house, register)];
}

function listPage(house: House, register: LiveRegister): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/rota',
    summary: 'Travel-in rotas',
    async handle(request, reply) {
      const current = register.current();
      const on = today(house.clock);
      const counties = new Map(
        visitedPlaces(current, on).flatMap(({ place }) => {
          const found = current.municipalities.get(place.municipalityCode);
          return found === undefined ? [] : [[found.countyCode, found.county] as const];
        }),
      );
      const children = h(RotasPage, {
        rotas: await listRotas(house.db),
        counties: [...counties].toSorted().map(([code, name]) => ({ code, name })),
        mayWrite: mayRun(request.actor, createRota),
        today: on,
      });
      const title = rotaWords(translator(request.language))('title');
      return send(request, reply, { title, children, above: [homeCrumb(request.language)] });
    },
  });
}

function onePage(house: House, register: LiveRegister): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/rota/:rota',
    summary: 'One travel-in rota: the week by place and by officer, its travel, fairness and proof',
    params: ofRota,
    async handle(request, reply) {
      const rota = await requireRota(house.db, request.params.rota);
      const mayWrite = mayRun(request.actor, createRota);
      const children = h(RotaPage, {
        rota,
        before: rota.follows === null ? null : await findRota(house.db, rota.follows),
        names: await rotaNames(house.db, register.current(), rota),
        mayWrite,
        short: mayWrite ? await shortOf(house.db, rota, today(house.clock)) : [],
      });
      return send(request, reply, { title: rota.title, children, above: rotaCrumbs(request.language) });
    },
  });
}

function csv(house: House, register: LiveRegister): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/rota/:rota/rota.csv',
    summary: 'A travel-in rota as CSV: a row for each officer and day, with its first and last date',
    params: ofRota,
    async handle(request, reply) {
      const rota = await requireRota(house.db, request.params.rota);
      const rows = rotaRows(rota, await rotaNames(house.db, register.current(), rota), register.current());
      void reply.header('content-disposition', 'attachment; filename="rota.csv"');
      return csvStream(reply, rotaColumns, rows);
    },
  });
}

function carryOutPages(house: House, register: LiveRegister): Endpoint[] {
  const show = async (request: FastifyRequest, reply: FastifyReply, rota: Rota, refusal: Problem | null) => {
    const mayWrite = mayRun(request.actor, carryOutRota);
    const steps = await listRotaSteps(house.db, rota.id);
    const rehearsed = rota.decidedAt === null ? await rehearseRota(house, request.actor, rota) : [];
    const children = h(CarryOutPage, {
      rota,
      names: await rotaNames(
        house.db,
        register.current(),
        rota,
        [...steps, ...rehearsed].map(({ officerId }) => officerId),
      ),
      steps,
      rehearsed,
      short: mayWrite && rota.decidedAt === null ? await shortOf(house.db, rota, today(house.clock)) : [],
      mayWrite,
      refusal,
      requestId: house.newId(),
    });
    const { language } = request;
    const above = [...rotaCrumbs(language), { href: href(language, `/planning/rota/${rota.id}`), text: rota.title }];
    const title = rotaWords(translator(language))('carryOut.title');
    return send(request, reply, { title, children, above, status: refusal?.status ?? 200 });
  };
  return [
    endpoint({
      ...common,
      url: '/planning/rota/:rota/carry-out',
      summary: 'What officers’ days become by a rota, or have become',
      params: ofRota,
      async handle(request, reply) {
        return show(request, reply, await requireRota(house.db, request.params.rota), null);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      access: carryOutRota.roles,
      keepsForm: true,
      url: '/planning/rota/:rota/carry-out',
      summary: 'Decide that a rota becomes officers’ attendance, or go on with it',
      params: ofRota,
      async handle(request, reply) {
        const rota = await requireRota(house.db, request.params.rota);
        const { requestId, next } = readForm(request.body);
        try {
          await execute(house, request.actor, next === 'resume' ? resumeRota : carryOutRota, { rotaId: rota.id }, requestId);
        } catch (error) {
          if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
          return show(request, reply, await requireRota(house.db, rota.id), error);
        }
        await carryOutSteps(house, request.actor, rota.id);
        return reply.redirect(href(request.language, `/planning/rota/${rota.id}/carry-out`), 303);
      },
    }),
  ];
}
