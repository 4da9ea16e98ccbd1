/** /planning/map/plan.csv, .geojson, .svg, .png and .pdf: the plan of an address as a file. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { readForm, sendSvg } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import type { MapAnswers } from '../map/answers.ts';
import { askedOf } from '../map/asked.ts';
import { queryOf } from '../map/question.ts';
import { csvColumns, csvRows, planGeoJson, planPdf, planPng, planSvg, type PlanFileOf } from '../pages/map/files.tsx';
import { namesIn } from '../pages/words.tsx';
import { knownMunicipalities } from '../reach/points.ts';
import { planReaders } from '../scenarios/scenario-input.ts';

const common = { method: 'GET', kind: 'page', access: planReaders, query: z.record(z.string(), z.unknown()) } as const;

export interface MapDoor {
  house: House;
  register: LiveRegister;
  answers: MapAnswers;
}

export function mapFiles(door: MapDoor): Endpoint[] {
  const of = async (request: FastifyRequest): Promise<PlanFileOf> => {
    const current = door.register.current();
    const question = askedOf(door.house.clock, current, readForm(request.query).values, null);
    const municipalities = await knownMunicipalities(door.house.db);
    const { answer } = await door.answers.answer(current, question, { municipalities, by: request.actor.id, halt: true });
    const { language } = request;
    return {
      answer,
      places: current.places,
      municipalities,
      names: namesIn(current),
      registerVersion: current.version,
      address: `${request.protocol}://${request.host}${href(language, `/planning/map?${queryOf(question)}`)}`,
      language,
    };
  };
  const named = (reply: FastifyReply, { answer }: PlanFileOf, ending: string): FastifyReply =>
    reply.header('content-disposition', `attachment; filename="plan-${answer.question.on}.${ending}"`);
  return [
    endpoint({
      ...common,
      url: '/planning/map/plan.csv',
      summary: 'A plan as a table of municipalities',
      async handle(request, reply) {
        const file = await of(request);
        return csvStream(named(reply, file, 'csv'), csvColumns, csvRows(file));
      },
    }),
    endpoint({
      ...common,
      url: '/planning/map/plan.geojson',
      summary: 'A plan as areas and points',
      async handle(request, reply) {
        const file = await of(request);
        return named(reply, file, 'geojson').type('application/geo+json').send(planGeoJson(file));
      },
    }),
    endpoint({
      ...common,
      url: '/planning/map/plan.svg',
      summary: 'A plan as a map that can be enlarged',
      async handle(request, reply) {
        const file = await of(request);
        return sendSvg(named(reply, file, 'svg').header('cache-control', 'private'), planSvg(file));
      },
    }),
    endpoint({
      ...common,
      url: '/planning/map/plan.png',
      summary: 'A plan as a picture',
      async handle(request, reply) {
        const file = await of(request);
        return named(reply, file, 'png')
          .type('image/png')
          .send(await planPng(file));
      },
    }),
    endpoint({
      ...common,
      url: '/planning/map/plan.pdf',
      summary: 'A plan in brief, with what it rests on',
      async handle(request, reply) {
        const file = await of(request);
        return named(reply, file, 'pdf')
          .type('application/pdf')
          .send(await planPdf(file));
      },
    }),
  ];
}
