/** The HTTP API of network: schema, access, one call. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, etagMatches, pageOf, wantsCsv } from '../../../platform/http/index.ts';
import {
  closureAnswer,
  closureQuery,
  helpQuery,
  municipalityAnswer,
  municipalityQuery,
  oneMunicipalityQuery,
  originAnswer,
  originQuery,
  pageAnswer,
  placeAnswer,
  placeQuery,
  presenceAnswer,
  presenceQuery,
  published,
  summaryQuery,
} from '../answers.ts';
import { findHelpJson } from '../find-help.ts';
import { helpAnswer } from '../help-answer.ts';
import { findMunicipalityOn, municipalitiesOn } from '../municipalities-on.ts';
import { countOn } from '../national-picture.ts';
import { networkProblem } from '../problems.ts';
import type { LiveRegister } from '../register.ts';
import { requireDay } from '../rules/municipality-state.ts';
import { searchOrigins } from '../search-origins.ts';
import { listClosures } from '../store/closures.ts';
import { countPlaces, findPlace, listPlaces } from '../store/places.ts';
import { countPresence, listPresence } from '../store/presence.ts';
import { counts } from '../store/summary.ts';

const csv = ['text/csv'];

/** `release` is the program's version: an answer changes with it or with the register's version, and so does its ETag. */
export function networkApi(house: House, live: LiveRegister, release: string) {
  const dayOf = (on: PlainDate | undefined): PlainDate => on ?? today(house.clock);

  /** Answers 304 when the client has this version of the register's answer already. */
  const fresh = (request: FastifyRequest, reply: FastifyReply, on: PlainDate | undefined): boolean => {
    const etag = `W/"${release}-${live.current().identity}-${live.current().version}${on === undefined ? `-${today(house.clock)}` : ''}${wantsCsv(request) ? '-csv' : ''}"`;
    void reply.headers({ etag, 'cache-control': 'public, no-cache', vary: 'accept' });
    if (!etagMatches(request, etag)) return false;
    void reply.code(304).send();
    return true;
  };

  return {
    listMunicipalities: endpoint({
      method: 'GET',
      url: '/v1/municipalities',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      alsoAs: csv,
      summary: 'The municipalities with their state on a day',
      query: municipalityQuery,
      answer: pageAnswer(municipalityAnswer),
      async handle(request, reply) {
        const { on, county, limit, offset } = request.query;
        requireDay(dayOf(on));
        if (fresh(request, reply, on)) return reply;
        const all = await municipalitiesOn(house.db, dayOf(on), county);
        if (wantsCsv(request)) return csvStream(reply, Object.keys(municipalityAnswer.shape), all);
        return pageOf(request, all.slice(offset, offset + limit), all.length, { limit, offset });
      },
    }),

    getMunicipality: endpoint({
      method: 'GET',
      url: '/v1/municipalities/:code',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      summary: 'One municipality with its state on a day',
      params: z.object({ code: z.string().max(20) }),
      query: oneMunicipalityQuery,
      answer: municipalityAnswer,
      async handle(request, reply) {
        const found = await findMunicipalityOn(house.db, dayOf(request.query.on), request.params.code);
        return fresh(request, reply, request.query.on) ? reply : found;
      },
    }),

    listPlaces: endpoint({
      method: 'GET',
      url: '/v1/places',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      alsoAs: csv,
      summary: 'The places as the register has them now',
      query: placeQuery,
      answer: pageAnswer(placeAnswer),
      async handle(request, reply) {
        const { municipality, limit, offset } = request.query;
        if (fresh(request, reply, undefined)) return reply;
        const filter = { inUse: true, ...(municipality === undefined ? {} : { municipalityCode: municipality }) };
        if (wantsCsv(request))
          return csvStream(reply, Object.keys(placeAnswer.shape), (await listPlaces(house.db, filter)).map(published));
        const items = (await listPlaces(house.db, { ...filter, limit, offset })).map(published);
        return pageOf(request, items, await countPlaces(house.db, municipality), { limit, offset });
      },
    }),

    getPlace: endpoint({
      method: 'GET',
      url: '/v1/places/:id',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      summary: 'One place',
      params: z.object({ id: z.uuid() }),
      query: z.strictObject({}),
      answer: placeAnswer,
      async handle(request, reply) {
        const place = await findPlace(house.db, request.params.id);
        if (place === null) throw networkProblem('place-unknown');
        return fresh(request, reply, undefined) ? reply : published(place);
      },
    }),

    listPresence: endpoint({
      method: 'GET',
      url: '/v1/presence',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      alsoAs: csv,
      summary: 'The presences valid on a day, as known now or at an instant',
      query: presenceQuery,
      answer: pageAnswer(presenceAnswer),
      async handle(request, reply) {
        const { on, knownAt, municipality, kind, limit, offset } = request.query;
        if (fresh(request, reply, on)) return reply;
        const filter = { on: dayOf(on), knownAt, municipalityCode: municipality, kind };
        if (wantsCsv(request))
          return csvStream(reply, Object.keys(presenceAnswer.shape), (await listPresence(house.db, filter)).map(published));
        const items = (await listPresence(house.db, { ...filter, limit, offset })).map(published);
        return pageOf(request, items, await countPresence(house.db, filter), { limit, offset });
      },
    }),

    help: endpoint({
      method: 'GET',
      url: '/v1/help',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      summary: 'Which help a person can get from a municipality or locality on a day, by channel, and how far away',
      query: helpQuery,
      answer: helpAnswer,
      compress: false,
      handle(request, reply) {
        const { municipality, locality, on } = request.query;
        const register = live.current();
        const origin =
          municipality === undefined
            ? register.findOrigin('locality', locality!)
            : register.findOrigin('municipality', municipality);
        if (origin === undefined) {
          throw municipality === undefined
            ? networkProblem('locality-unknown', { params: { code: locality! } })
            : networkProblem('municipality-unknown', { params: { code: municipality } });
        }
        const { json, bytes } = findHelpJson(register, origin, dayOf(on));
        if (fresh(request, reply, on)) return reply;
        return reply.headers({ 'content-type': 'application/json; charset=utf-8', 'content-length': bytes }).send(json);
      },
    }),

    searchOrigins: endpoint({
      method: 'GET',
      url: '/v1/origins',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      summary: 'Municipalities and localities by name, forgiving the spelling',
      query: originQuery,
      answer: originAnswer,
      handle(request) {
        const { q, limit } = request.query;
        const found = searchOrigins(live.current(), q, today(house.clock), limit);
        return {
          items: found.map(({ origin }) => ({
            label: origin.name,
            value: `${origin.kind}:${origin.code}`,
            detail: origin.kind === 'municipality' ? origin.municipality.county : origin.municipality.name,
          })),
        };
      },
    }),

    summary: endpoint({
      method: 'GET',
      url: '/v1/summary',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      summary: 'The national picture on a day: what the register counts',
      query: summaryQuery,
      answer: counts,
      handle(request, reply) {
        const { on, knownAt } = request.query;
        requireDay(dayOf(on));
        if (fresh(request, reply, on)) return reply;
        return countOn(house.db, dayOf(on), knownAt);
      },
    }),

    listClosures: endpoint({
      method: 'GET',
      url: '/v1/closures',
      kind: 'api',
      access: 'everyone',
      tag: 'network',
      alsoAs: csv,
      summary: 'The closure decisions up to a day, with the securing state of each on that day',
      query: closureQuery,
      answer: z.object({ items: z.array(closureAnswer) }),
      async handle(request, reply) {
        const { on, state, municipality } = request.query;
        if (fresh(request, reply, on)) return reply;
        const items = (
          await listClosures(house.db, {
            on: dayOf(on),
            state,
            ...(municipality === undefined ? {} : { municipalityCode: municipality }),
          })
        ).map(published);
        return wantsCsv(request) ? csvStream(reply, Object.keys(closureAnswer.shape), items) : { items };
      },
    }),
  };
}
