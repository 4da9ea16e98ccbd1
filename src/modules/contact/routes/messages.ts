/** Pages for staff: letters to post, and what is to be told by hand. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, messageLanguage, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { type Entered, enterFile, PersonFrame, personView, phoneShown, reopenPage } from '../../people/index.ts';
import { lettersFor, postLetter, readLetter } from '../letters.ts';
import { ByHandPage, LettersPage } from '../pages/message-lists.tsx';
import { TellPage } from '../pages/tell-page.tsx';
import { contactProblem } from '../problems.ts';
import type { MessageSource } from '../source.ts';
import { letterFile } from '../store/letters.ts';
import { noteToldByHand, requireToTell, tellers, toTellFor, wordsNow } from '../told-by-hand.ts';
import '../texts.ts';

const pageSize = 50;
const doneQuery = z.object({ done: z.literal('yes').nullable().catch(null).default(null) });

/** `sources`: every one that the app lists. */
export function messagePages(house: House, sources: readonly MessageSource[]): Endpoint[] {
  return [...letterPages(house, sources), byHandPage(house, sources), ...tellPages(house, sources)];
}

function letterPages(house: House, sources: readonly MessageSource[]): Endpoint[] {
  const common = { kind: 'page', access: tellers } as const;
  const params = z.object({ letter: z.string() });
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/letters',
      summary: 'Letters to print and post',
      query: doneQuery,
      async handle(request, reply) {
        const found = await lettersFor(house.db, request.actor, pageSize + 1);
        const letters: Parameters<typeof LettersPage>[0]['letters'][number][] = [];
        for (const letter of found.slice(0, pageSize)) {
          const words = await wordsNow(house.db, sources, letter, request.language);
          // What nobody needs to read any more is not posted.
          if (words !== null) letters.push({ ...letter, subject: words.subject });
        }
        const done = request.query.done !== null;
        const children = h(LettersPage, { letters, more: found.length > pageSize, done, newId: house.newId });
        return sendPage(reply, renderPage(request, { title: titleOf(request, 'letters'), children, wide: true }));
      },
    }),
    endpoint({
      ...common,
      method: 'GET',
      url: '/letters/:letter.pdf',
      summary: 'A letter as PDF',
      params,
      async handle(request, reply) {
        const letter = await execute(house, request.actor, readLetter, { letterId: request.params.letter });
        const pdf = await letterFile(house.db, letter);
        if (pdf === null || pdf.length === 0) throw contactProblem('letter-unknown');
        return reply.type('application/pdf').header('content-disposition', 'inline; filename="letter.pdf"').send(pdf);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/letters/:letter/posted',
      summary: 'A letter is in the post',
      params,
      async handle(request, reply) {
        const { requestId } = readForm(request.body);
        await execute(house, request.actor, postLetter, { letterId: request.params.letter }, requestId);
        return reply.redirect(`${href(request.language, '/letters')}?done=yes`, 303);
      },
    }),
  ];
}

const titleOf = (request: FastifyRequest, list: 'letters' | 'byHand'): string =>
  translator(request.language)(`contact:${list}.title`);

function byHandPage(house: House, sources: readonly MessageSource[]): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: tellers,
    url: '/messages/by-hand',
    summary: 'What is to be told by hand',
    query: doneQuery,
    async handle(request, reply) {
      const asked = { language: request.language, limit: pageSize + 1 };
      const found = await toTellFor(house.db, sources, request.actor, asked);
      const more = found.length > pageSize;
      const children = h(ByHandPage, { messages: found.slice(0, pageSize), more, done: request.query.done !== null });
      return sendPage(reply, renderPage(request, { title: titleOf(request, 'byHand'), children, wide: true }));
    },
  });
}

function tellPages(house: House, sources: readonly MessageSource[]): Endpoint[] {
  const common = {
    kind: 'page',
    access: tellers,
    url: '/people/:person/messages/:message',
    params: z.object({ person: z.string(), message: z.string() }),
  } as const;

  const show = async (
    request: FastifyRequest & { params: { message: string } },
    reply: FastifyReply,
    { standing, frame }: Entered,
    typed: { note: string; wrong: string | null },
  ): Promise<FastifyReply> => {
    const { personId, writtenLanguage } = standing;
    const message = await requireToTell(house.db, personId, request.params.message);
    const words = await wordsNow(house.db, sources, message, request.language);
    if (words === null) throw contactProblem('message-unknown');
    const own = messageLanguage(writtenLanguage);
    const theirs = own === request.language ? null : await wordsNow(house.db, sources, message, own);
    const phone = (await personView(house, request.actor, personId))?.phone ?? null;
    const children = h(TellPage, {
      personId,
      messageId: message.id,
      words,
      theirs,
      writtenLanguage,
      phone: phone === null ? null : phoneShown(phone),
      ...typed,
      requestId: house.newId(),
    });
    const title = translator(request.language)('contact:tell.title', { name: frame.name });
    const html = renderPage(request, { title, children: h(PersonFrame, { frame, children }), hasErrors: typed.wrong !== null });
    return sendPage(reply, html, typed.wrong === null ? 200 : 422);
  };

  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'A message to tell a person',
      async handle(request, reply) {
        const entered = await enterFile(house, request, reply, request.params.person, 'contact-details');
        return entered === null ? reply : show(request, reply, entered, { note: '', wrong: null });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'A message has been told',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const note = valueOf(values, 'note');
        const { person: personId, message: messageId } = request.params;
        try {
          await execute(house, request.actor, noteToldByHand, { personId, messageId, note }, requestId);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          const asked = { house, params: { person: personId } };
          if (error.code === 'file-reason-required') return reopenPage(asked, request, reply, values);
          if (error.code !== 'invalid-input') throw error;
          const entered = await enterFile(house, request, reply, personId, 'contact-details');
          const wrong = translator(request.language)('contact:wrong.note');
          return entered === null ? reply : show(request, reply, entered, { note, wrong });
        }
        return reply.redirect(`${href(request.language, '/messages/by-hand')}?done=yes`, 303);
      },
    }),
  ];
}
