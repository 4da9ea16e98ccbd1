/** /webhooks: partners' programs that are told of meetings at their places. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Translate, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { findPlace, findPlaceByCode } from '../../network/index.ts';
import { addWebhook } from '../add-webhook.ts';
import { endWebhook } from '../end-webhook.ts';
import { type TypedWebhook, WebhookPage, WebhooksPage } from '../pages/webhooks-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { findWebhook, listDeliveries, listWebhooks, type Webhook } from '../store/webhook.ts';
import { addressFault } from '../webhooks/address.ts';
import { secretOf, type WebhookSettings } from '../webhooks/settings.ts';
import '../texts.ts';

export interface Webhooks {
  house: House;
  /** Null: none can be made. */
  settings: WebhookSettings | null;
}

const shownDeliveries = 50;
const mostPlaces = 500;
const common = { kind: 'page', access: addWebhook.roles } as const;
const one = z.object({ webhook: z.string().max(40) });

export function webhookPages(webhooks: Webhooks): Endpoint[] {
  return [...listPages(webhooks), ...onePages(webhooks)];
}

type Wrong = Partial<Record<keyof TypedWebhook, string>>;

function listPages(webhooks: Webhooks): Endpoint[] {
  const { house, settings } = webhooks;
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { typed, wrong = {}, ended = false }: { typed: TypedWebhook; wrong?: Wrong; ended?: boolean },
  ): Promise<FastifyReply> => {
    const title = translator(request.language)('meetings:staffWebhooks.title');
    const hasErrors = Object.keys(wrong).length > 0;
    const list = { webhooks: await listWebhooks(house.db), isSetUp: settings !== null, requestId: house.newId() };
    const children = h(WebhooksPage, { ...list, typed, wrong, ended });
    return sendPage(reply, renderPage(request, { title, children, hasErrors, wide: true }), hasErrors ? 422 : 200);
  };
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/webhooks',
      summary: 'Partners’ programs that are told of meetings at their places',
      query: z.object({ ended: z.literal('yes').nullable().catch(null).default(null) }),
      handle: (request, reply) => show(request, reply, { typed: typedOf({}), ended: request.query.ended !== null }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/webhooks',
      summary: 'Tell another program; its secret is shown in the answer',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const typed = typedOf(values);
        const t = translator(request.language);
        const { placeIds, unknown } = await placesOf(house, typed.places);
        if (unknown.length > 0) {
          const places = t('meetings:staffWebhooks.unknownPlaces', { codes: unknown.join(', ') });
          // All of it at once, not one after the other.
          return show(request, reply, { typed, wrong: { ...wrongBefore(typed, settings, t), places } });
        }
        const input = { name: typed.name, url: typed.url, placeIds, settings: () => settings };
        try {
          const { webhookId } = await execute(house, request.actor, addWebhook, input, requestId);
          // Shown here and nowhere else: a page that one is sent on to would need the secret in its address.
          return await showOne(webhooks, request, reply, { id: webhookId, secret: secretOf(settings!, webhookId) });
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 422) throw error;
          return show(request, reply, { typed, wrong: wrongOf(error, t) });
        }
      },
    }),
  ];
}

const typedOf = (values: Values): TypedWebhook => ({
  name: valueOf(values, 'name'),
  url: valueOf(values, 'url'),
  places: valueOf(values, 'places'),
});

/** Codes of places, however they are parted. Those after the 500th are left to the command to refuse. */
async function placesOf({ db }: House, text: string): Promise<{ placeIds: Uuid[]; unknown: string[] }> {
  const codes = [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))].slice(0, mostPlaces + 1);
  const placeIds: Uuid[] = [];
  const unknown: string[] = [];
  for (const code of codes) {
    const place = await findPlaceByCode(db, code);
    if (place === null) unknown.push(code.slice(0, 40));
    else placeIds.push(parseUuid(place.id)!);
  }
  return { placeIds, unknown: unknown.slice(0, 10) };
}

/** What the command would refuse of the name and the address. */
function wrongBefore({ name, url }: TypedWebhook, settings: WebhookSettings | null, t: Translate): Wrong {
  const fault = addressFault(url.trim(), settings?.allowsPrivate ?? false);
  return {
    ...(name.trim() === '' ? { name: t('meetings:staffWebhooks.wrong.name') } : {}),
    ...(url.trim() === ''
      ? { url: t('meetings:staffWebhooks.wrong.url') }
      : fault === null
        ? {}
        : { url: t(`meetings:staffWebhooks.addressFault.${fault}`) }),
  };
}

function wrongOf(refusal: Problem, t: Translate): Wrong {
  const { fault } = refusal.details.params ?? {};
  if (fault !== undefined) return { url: t(`meetings:staffWebhooks.addressFault.${fault}`) };
  const wrong: Wrong = {};
  for (const { field } of refusal.details.fields ?? []) {
    const name = field.startsWith('placeIds') ? 'places' : field === 'url' ? 'url' : 'name';
    wrong[name] = t(`meetings:staffWebhooks.wrong.${name}`);
  }
  return wrong;
}

function onePages(webhooks: Webhooks): Endpoint[] {
  const { house } = webhooks;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/webhooks/:webhook',
      summary: 'One program, with what was last sent to it',
      params: one,
      handle: (request, reply) => showOne(webhooks, request, reply, { id: request.params.webhook, secret: null }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/webhooks/:webhook/end',
      summary: 'Tell a program no more',
      params: one,
      async handle(request, reply) {
        const { requestId } = readForm(request.body);
        const { id } = await requireWebhook(house, request.params.webhook);
        await execute(house, request.actor, endWebhook, { webhookId: id }, requestId);
        return reply.redirect(`${href(request.language, '/webhooks')}?ended=yes`, 303);
      },
    }),
  ];
}

async function requireWebhook({ db }: House, id: string): Promise<Webhook> {
  const key = parseUuid(id);
  const webhook = key === null ? null : await findWebhook(db, key);
  if (webhook === null) throw meetingsProblem('webhook-unknown');
  return webhook;
}

async function showOne(
  { house }: Webhooks,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, secret }: { id: string; secret: string | null },
): Promise<FastifyReply> {
  const webhook = await requireWebhook(house, id);
  const placeNames: string[] = [];
  for (const placeId of webhook.placeIds) placeNames.push((await findPlace(house.db, placeId))?.name ?? placeId);
  const deliveries = await listDeliveries(house.db, webhook.id, shownDeliveries);
  const children = h(WebhookPage, { webhook, placeNames, deliveries, secret, requestId: house.newId() });
  const above = { href: href(request.language, '/webhooks'), text: translator(request.language)('meetings:staffWebhooks.title') };
  return sendPage(reply, renderPage(request, { title: webhook.name, children, breadcrumbs: [above], wide: true }));
}
