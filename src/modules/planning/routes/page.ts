/** What the pages of planning have in common. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { type FormWays, renderPage, sendPage } from '../../../ui/index.ts';

export const ofScenario = z.object({ scenario: z.string().max(60) });

/** So many are compared at a time. */
export const mostCompared = 6;

/** Ids, apart or between commas. */
export const idList = z.preprocess(
  (given) => (Array.isArray(given) ? given : [given]).flatMap((one) => (typeof one === 'string' ? one.split(',') : [])),
  z.array(z.string().max(60)),
);

export const homeCrumb = (language: Language) => ({
  href: href(language, '/planning'),
  text: translator(language)('planning:staffPlanning.title'),
});

export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    title,
    children,
    above = [],
    status = 200,
    scripts = [],
  }: {
    title: string;
    children: ComponentChildren;
    above?: readonly { href: string; text: string }[];
    status?: number;
    scripts?: readonly string[];
  },
): FastifyReply {
  const html = renderPage(request, { title, children, breadcrumbs: [...above], wide: true, hasErrors: status >= 400, scripts });
  return sendPage(reply, html, status);
}

/** A form on a scenario that is sent again once the scenario has changed by it: its page says what was saved the first time. */
export const scenarioWays: FormWays = {
  refused: (refusal, { request, reply, asked: { params } }) =>
    refusal.code === 'request-repeated' && params['scenario'] !== undefined
      ? reply.redirect(href(request.language, `/planning/${params['scenario']}?done=sent-before`), 303)
      : null,
};
