/** The public pages of network, open to everyone: find help near you, the national picture, and their drawings. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { localTime, type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, etagMatches } from '../../../platform/http/index.ts';
import { href, translator, type Translate } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage, sendSvg } from '../../../ui/index.ts';
import { municipalityAnswer } from '../answers.ts';
import { findHelp } from '../find-help.ts';
import { drawCountry } from '../map/country-map.tsx';
import { drawSurroundings } from '../map/help-map.tsx';
import { drawStates } from '../map/states-chart.tsx';
import { municipalitiesOn } from '../municipalities-on.ts';
import { placeNumbers } from '../pages/public/answer.tsx';
import { CountryPage } from '../pages/public/country-page.tsx';
import { FindHelpPage } from '../pages/public/find-help-page.tsx';
import { first, type HelpQuestion, originPath, readDay, readHelpQuestion } from '../pages/public/help-question.ts';
import { monthsOf, readPicture } from '../pages/public/picture.ts';
import { periodNotice } from '../pages/public/period-notice.ts';
import { inWord } from '../pages/public/words.tsx';
import type { LiveRegister } from '../register.ts';
import '../texts.ts';

const svgMaxAge = 300;

/** The texts below `network:public`, outside of a page. */
function publicText(request: FastifyRequest): Translate {
  const t = translator(request.language);
  return (key, params) => t(`network:public.${key}`, params);
}

/** `release` is the program's version: a drawing changes with it or with the register's version, and so does its ETag. */
export function networkPages(house: House, live: LiveRegister, release: string) {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;

  /** Sends a drawing unless the browser has it. A day that cannot be used is no drawing: not-found. */
  const drawing = async (
    request: FastifyRequest,
    reply: FastifyReply,
    draw: (on: PlainDate) => Promise<string> | string,
  ): Promise<FastifyReply> => {
    const { day, error } = readDay(first(request.query, 'on'));
    if (error !== null) throw problem('not-found');
    const on = day ?? today(house.clock);
    const etag = `W/"${release}-${live.current().version}-${on}-${request.language}"`;
    void reply.header('etag', etag);
    if (etagMatches(request, etag)) return reply.status(304).header('cache-control', `public, max-age=${svgMaxAge}`).send();
    return sendSvg(reply, await draw(on), svgMaxAge);
  };

  return {
    findHelp: endpoint({
      ...page,
      url: '/',
      summary: 'Find help near you',
      handle(request, reply) {
        const register = live.current();
        const now = localTime(house.clock.now());
        const question = readHelpQuestion(register, request.query, now.date);
        if (question.asked.kind === 'matched')
          return reply.redirect(href(request.language, matchedPath(question, question.asked.origin)), 303);
        const help =
          question.asked.kind === 'origin' && question.errors.length === 0
            ? findHelp(register, question.asked.origin, question.day)
            : null;
        const t = publicText(request);
        const html = renderPage(request, {
          title:
            help === null ? t('find.title') : t('answer.title', { in: inWord(t, help.origin.name), place: help.origin.name }),
          wide: help !== null,
          notice: help === null ? null : periodNotice(register, { on: question.day, today: now.date }, t),
          hasErrors: question.errors.length > 0,
          children: h(FindHelpPage, { register, question, help, time: question.day === now.date ? now.time : null }),
        });
        return sendPage(reply, html, question.errors[0]?.status ?? 200);
      },
    }),

    country: endpoint({
      ...page,
      url: '/country',
      summary: 'The national picture',
      async handle(request, reply) {
        const typed = first(request.query, 'on') ?? '';
        const { day, error } = readDay(typed);
        const register = live.current();
        const now = today(house.clock);
        const on = day ?? now;
        const picture = await readPicture(house.db, register, { on, today: now });
        const t = publicText(request);
        const html = renderPage(request, {
          title: t('country.title'),
          notice: periodNotice(register, { on, today: now }, t),
          hasErrors: error !== null,
          children: h(CountryPage, { picture, typed: typed.slice(0, 10), error }),
        });
        return sendPage(reply, html, error?.status ?? 200);
      },
    }),

    countryCsv: endpoint({
      ...page,
      url: '/country.csv',
      summary: 'The municipalities with their state on a day, as a file',
      async handle(request, reply) {
        const { day, error } = readDay(first(request.query, 'on'));
        if (error !== null) throw problem('not-found');
        const on = day ?? today(house.clock);
        void reply.header('content-disposition', `attachment; filename="narvaro-${on}.csv"`);
        return csvStream(reply, Object.keys(municipalityAnswer.shape), await municipalitiesOn(house.db, on));
      },
    }),

    helpMap: endpoint({
      ...page,
      url: '/map/help.svg',
      summary: 'Map of the surroundings with the places of the answer',
      handle(request, reply) {
        const register = live.current();
        const { asked } = readHelpQuestion(register, request.query, today(house.clock));
        if (asked.kind !== 'origin') throw problem('not-found');
        return drawing(request, reply, (on) => {
          const help = findHelp(register, asked.origin, on);
          return drawSurroundings({ help, numbers: placeNumbers(help), names: register.municipalities, t: publicText(request) });
        });
      },
    }),

    countryMap: endpoint({
      ...page,
      url: '/map/country.svg',
      summary: 'Map of the country in four states',
      handle: (request, reply) =>
        drawing(request, reply, async (on) =>
          drawCountry({ municipalities: await municipalitiesOn(house.db, on), t: publicText(request) }),
        ),
    }),

    statesChart: endpoint({
      ...page,
      url: '/chart/states.svg',
      summary: 'The four states month by month',
      handle: (request, reply) =>
        drawing(request, reply, async (on) => {
          const months = await monthsOf(house.db, live.current(), { on, today: today(house.clock) });
          return drawStates({ months, on, t: publicText(request) });
        }),
    }),
  };
}

function matchedPath(question: HelpQuestion, origin: Parameters<typeof originPath>[0]): string {
  // A day that cannot be used goes along, so that the page can say what is wrong with it.
  return originPath(origin, question.typed.on === '' ? null : question.typed.on);
}
