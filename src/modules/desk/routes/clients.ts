/** /desks/clients: keys for other authorities' programs. */
import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { endClient } from '../end-client.ts';
import { makeClient } from '../make-client.ts';
import { ClientsPage, type ClientsProps } from '../pages/clients/clients-page.tsx';
import { listClients } from '../store/clients.ts';
import { listTopics } from '../store/topics.ts';
import { hashOfKey } from '../ticket-key.ts';
import '../texts.ts';

const common = { kind: 'page', access: makeClient.roles } as const;

/** 256 bits, base64url: 43 characters. The same form sent twice is answered with the same key. */
function newKey({ keys }: House, requestId: string | null): string {
  const bits = requestId === null ? randomBytes(32) : createHmac('sha256', keys.derive('desk-client')).update(requestId).digest();
  return bits.toString('base64url');
}

export function clientPages(house: House): Endpoint[] {
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/desks/clients',
      summary: 'Other authorities’ programs and their keys',
      query: z.object({ ended: z.literal('yes').nullable().catch(null).default(null) }),
      handle: (request, reply) => show(house, request, reply, { ended: request.query.ended !== null }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/desks/clients',
      summary: 'Give a program a key, which is shown in the answer',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const typed = { agency: valueOf(values, 'agency'), name: valueOf(values, 'name') };
        const key = newKey(house, requestId);
        try {
          const input = { ...typed, keyHash: hashOfKey(key).toString('base64url') };
          await execute(house, request.actor, makeClient, input, requestId);
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 422) throw error;
          const fields = error.code === 'agency-unknown' ? ['agency'] : (error.details.fields ?? []).map(({ field }) => field);
          const wrong = (['agency', 'name'] as const).filter((name) => fields.includes(name));
          return show(house, request, reply, { typed, wrong });
        }
        // Shown here and nowhere else: a page that one is sent on to would need the key in its address.
        return show(house, request, reply, { secret: key });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/desks/clients/:client/end',
      summary: 'A program’s key opens nothing any more',
      params: z.object({ client: z.string().max(40) }),
      async handle(request, reply) {
        const { requestId } = readForm(request.body);
        await execute(house, request.actor, endClient, { clientId: request.params.client }, requestId);
        return reply.redirect(`${href(request.language, '/desks/clients')}?ended=yes`, 303);
      },
    }),
  ];
}

async function show(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  said: Partial<Pick<ClientsProps, 'typed' | 'wrong' | 'secret' | 'ended'>>,
): Promise<FastifyReply> {
  const t = translator(request.language);
  const topics = await listTopics(house.db, today(house.clock));
  const agencies = [...new Set(topics.map(({ agency }) => agency))].filter((one) => one !== 'other').toSorted();
  const { typed = { agency: '', name: '' }, wrong = [], secret = null, ended = false } = said;
  const shown = { clients: await listClients(house.db), agencies, typed, wrong, secret, ended, requestId: house.newId() };
  const breadcrumbs = [{ href: href(request.language, '/desks'), text: t('desk:staffSetup.list.title') }];
  const hasErrors = wrong.length > 0;
  const title = t('desk:staffClients.title');
  const html = renderPage(request, { title, children: h(ClientsPage, shown), breadcrumbs, hasErrors, wide: true });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
