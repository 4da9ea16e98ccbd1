/** GET and POST of a form page. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../platform/auth/index.ts';
import { today } from '../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../platform/http/index.ts';
import { href, translator } from '../platform/i18n/index.ts';
import { Problem } from '../platform/problem/index.ts';
import type { Filled } from './filled-form.tsx';
import type { FormAsked, FormFrame, FormPage, FormStage, FormWays, FormWords } from './form-page.tsx';
import { CheckScreen, FormScreen } from './form-screens.tsx';
import { renderPage, sendPage } from './page.tsx';
import { readForm, type SentForm, type Values } from './sent-form.ts';

const anyIds = z.record(z.string(), z.string().max(100));
const mended: readonly number[] = [404, 409, 422];

/** One request to a form page. */
interface Visit<Asked extends FormAsked, Page extends FormPage<unknown, Asked>> {
  page: Page;
  words: FormWords<Page>;
  ways: FormWays<Asked, Page>;
  asked: Asked;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Refusals that nobody can put right in the form (403 and others) are answered as the problems they are. */
export function formEndpoints<Asked extends FormAsked, Page extends FormPage<unknown, Asked>>(
  house: House,
  page: Page,
  words: FormWords<Page>,
  ways: FormWays<Asked, Page> = {},
): Endpoint[] {
  const common = {
    url: page.url,
    params: page.params ?? anyIds,
    query: z.record(z.string(), z.unknown()),
    kind: 'page',
    access: page.access ?? page.command.roles,
    summary: page.summary,
  } as const;
  const visitBy = (request: FastifyRequest, reply: FastifyReply): Visit<Asked, Page> => {
    const asked: FormAsked = {
      house,
      actor: request.actor,
      language: request.language,
      today: today(house.clock),
      params: request.params as Record<string, string>,
      query: readForm(request.query).values,
      uploads: page.upload === undefined ? [] : (request.uploads ?? []),
    };
    return { page, words, ways, asked: ways.asked?.(asked) ?? (asked as Asked), request, reply };
  };
  return [
    endpoint({ ...common, method: 'GET', handle: (request, reply) => show(visitBy(request, reply)) }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      ...(page.upload === undefined ? {} : { upload: page.upload }),
      handle: (request, reply) => take(visitBy(request, reply), readForm(request.body)),
    }),
  ];
}

type Of<Asked extends FormAsked> = Visit<Asked, FormPage<unknown, Asked>>;

async function show<Asked extends FormAsked>(visit: Of<Asked>): Promise<FastifyReply> {
  const { page, asked, request, reply } = visit;
  const frame = await enter(visit, 'show');
  if (frame === null) return reply;
  const subject = await page.subject(asked);
  const kept = await takeKeptForm(request);
  const values = kept === null ? page.begin(subject, asked) : readForm(kept).values;
  return sendForm(visit, frame, subject, { values, refusal: null, wrong: {}, kept: kept !== null }, 200);
}

const enter = async <Asked extends FormAsked>(visit: Of<Asked>, stage: FormStage): Promise<FormFrame | null> => {
  const { ways, page, asked, request, reply } = visit;
  return ways.enter === undefined ? {} : ways.enter(stage, page, asked, request, reply);
};

async function take<Asked extends FormAsked>(visit: Of<Asked>, sent: SentForm): Promise<FastifyReply> {
  const { page, ways, asked, request, reply } = visit;
  const { values, requestId } = sent;
  if ((await enter(visit, 'send')) === null) return reply;
  try {
    const checked = await answersToCheck(visit, sent);
    if (checked !== null) return checked;
    const subject = page.sendsAlone === true ? null : await page.subject(asked);
    const input = page.input(values, asked, subject);
    const answered = (await page.answer?.({ request, reply, asked, values, input })) ?? null;
    if (answered !== null) return answered;
    const result = await execute(asked.house, request.actor, page.command, input, requestId);
    await ways.ran?.(result, asked);
    return await reply.redirect(href(request.language, page.next(result, asked, subject)), 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (await ways.refused?.(error, { request, reply, asked, values })) ?? sendRefused(visit, values, error);
  }
}

/** The page to check the answers on, or the form to change them in; null when they are confirmed, or nothing is to be checked. */
async function answersToCheck<Asked extends FormAsked>(
  visit: Of<Asked>,
  { values, next }: SentForm,
): Promise<FastifyReply | null> {
  const { page, words, asked, request, reply } = visit;
  if (page.check === undefined || next === 'confirm') return null;
  const subject = await page.subject(asked);
  if (next === 'edit') return sendForm(visit, {}, subject, { values, refusal: null, wrong: {} }, 200);
  const refusal = page.check.refuse(subject, values, asked);
  if (refusal !== null) throw refusal;
  const known = await page.check.known?.(subject, values, asked);
  const children = h(CheckScreen<Asked, typeof page>, { page, words, subject, values, known, asked, action: actionOf(request) });
  const title = words.check?.(translator(request.language)).title ?? '';
  return sendPage(reply, renderPage(request, { title, children, breadcrumbs: crumbsOf(visit, subject) }));
}

/** The form again with what is wrong. */
async function sendRefused<Asked extends FormAsked>(visit: Of<Asked>, values: Values, refusal: Problem): Promise<FastifyReply> {
  const { page, words, ways, asked, request, reply } = visit;
  if (!(ways.mends ?? mended).includes(refusal.status)) throw refusal;
  const frame = await enter(visit, 'again');
  if (frame === null) return reply;
  const wrong = words.wrong(refusal, values, translator(request.language), page);
  // What holds now may be newer than what the form was made from.
  const subject = await page.subject(asked);
  return sendForm(visit, frame, subject, { values, refusal, wrong }, refusal.status === 409 ? 409 : 422);
}

function sendForm<Asked extends FormAsked>(
  visit: Of<Asked>,
  frame: FormFrame,
  subject: unknown,
  form: Filled,
  status: number,
): FastifyReply {
  const { page, words, asked, request, reply } = visit;
  const breadcrumbs = crumbsOf(visit, subject);
  const back = page.back?.(asked);
  const cancel = back === undefined ? (breadcrumbs?.at(-1)?.href ?? null) : href(request.language, back);
  const action = actionOf(request);
  const screen = h(FormScreen<Asked, typeof page>, { page, words, subject, form, frame, asked, action, cancel });
  const title = page.title(subject, translator(request.language));
  const html = renderPage(request, {
    title: frame.title?.(title) ?? title,
    children: frame.around?.(screen) ?? screen,
    breadcrumbs,
    hasErrors: form.refusal !== null,
    wide: page.wide === true,
  });
  return sendPage(reply, html, status);
}

function crumbsOf<Asked extends FormAsked>({ page, asked, request }: Of<Asked>, subject: unknown) {
  const crumbs = page.crumbs?.(subject, translator(request.language), asked);
  return crumbs?.map(({ path, text }) => ({ href: href(request.language, path), text }));
}

/** The form's own address, without what was done before it was shown. */
function actionOf({ language, url }: FastifyRequest): string {
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('done');
  return href(language, asked.size === 0 ? path : `${path}?${asked}`);
}
