/** The person's own data: a page, a document to read and a file to take along. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { pdfDocument } from '../../../platform/document/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { type Holding, ownPerson, peopleProblem, personOf } from '../../people/index.ts';
import { everythingAnswer } from '../api-answers.ts';
import { ownData, readableData } from '../own-data.ts';
import { dataDocument } from '../pages/my/data-document.ts';
import { DataPage } from '../pages/my/data-page.tsx';
import '../texts.ts';

/** `holdings`: what the modules to the right hold about the person. */
export function ownDataEndpoints(house: House, live: LiveRegister, holdings: readonly Holding[]): Endpoint[] {
  const mine = { method: 'GET', access: ['jobseeker'] } as const;
  const me = async (request: FastifyRequest): Promise<Uuid> => {
    const personId = await personOf(house.db, request.actor.id);
    if (personId === null) throw peopleProblem('person-unknown');
    return personId;
  };
  return [
    endpoint({
      ...mine,
      kind: 'page',
      url: '/my/data',
      summary: 'My data, and my rights',
      async handle(request, reply) {
        if ((await ownPerson(house, request, reply)) === null) return reply;
        return sendPage(
          reply,
          renderPage(request, { title: translator(request.language)('cases:data.title'), children: h(DataPage, {}) }),
        );
      },
    }),
    endpoint({
      ...mine,
      kind: 'page',
      url: '/my/data.json',
      summary: 'My data as a file',
      async handle(request, reply) {
        const data = await ownData(house, holdings, await me(request));
        void reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', 'attachment; filename="narvaro-my-data.json"');
        return reply.send(JSON.stringify(data, null, 2));
      },
    }),
    endpoint({
      ...mine,
      kind: 'page',
      url: '/my/data.pdf',
      summary: 'My data as a document',
      async handle(request, reply) {
        const data = await readableData(house, { holdings, language: request.language }, request.actor, await me(request));
        if (data === null) throw peopleProblem('person-unknown');
        const { municipalities } = live.current();
        const document = dataDocument(data, request.language, (code) => municipalities.get(code)?.name ?? code);
        void reply.type('application/pdf').header('content-disposition', 'attachment; filename="narvaro-my-data.pdf"');
        return reply.send(await pdfDocument(document));
      },
    }),
    endpoint({
      ...mine,
      kind: 'api',
      tag: 'my case',
      url: '/v1/me/data',
      summary: 'Everything that is kept about me',
      query: z.strictObject({}),
      answer: everythingAnswer,
      handle: async (request) => ownData(house, holdings, await me(request)),
    }),
  ];
}
