/** The pages that belong to no module: the API's documentation and the accessibility statement. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { casesProblem } from '../../modules/cases/index.ts';
import { contactProblem } from '../../modules/contact/index.ts';
import { placesWithServices } from '../../modules/desk/index.ts';
import { insightProblem, statisticsProblem } from '../../modules/insight/index.ts';
import { meetingsProblem } from '../../modules/meetings/index.ts';
import { type LiveRegister, networkProblem, travelProblem } from '../../modules/network/index.ts';
import { peopleProblem } from '../../modules/people/index.ts';
import { planningProblem } from '../../modules/planning/index.ts';
import { type House, signInProblem } from '../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../platform/http/index.ts';
import { translator } from '../../platform/i18n/index.ts';
import { problem, type ProblemKind } from '../../platform/problem/index.ts';
import { renderPage, sendPage } from '../../ui/index.ts';
import { appProblem } from '../problems.ts';
import { AccessibilityPage, operatorOf } from './accessibility.tsx';
import { readOperations } from './api-description.ts';
import { apiInfoEndpoints } from './api-info.ts';
import { DocsPage } from './docs.tsx';
import { outagePages } from './outages-routes.ts';

export interface AppPagesOptions {
  house: House;
  register: LiveRegister;
  release: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The address that browsers know the site by. */
  publicUrl: () => string;
}

/** Every code that an answer of the API or a page can have, by code. */
export const allProblems: readonly [string, ProblemKind][] = Object.entries<ProblemKind>({
  ...problem.kinds,
  ...signInProblem.kinds,
  ...networkProblem.kinds,
  ...travelProblem.kinds,
  ...peopleProblem.kinds,
  ...contactProblem.kinds,
  ...casesProblem.kinds,
  ...meetingsProblem.kinds,
  ...insightProblem.kinds,
  ...planningProblem.kinds,
  ...statisticsProblem.kinds,
  ...appProblem.kinds,
}).toSorted(([a], [b]) => a.localeCompare(b));

export function appPages({ house, register, release, env, publicUrl }: AppPagesOptions): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;
  const send = (request: FastifyRequest, reply: FastifyReply, title: string, children: ComponentChildren) =>
    sendPage(reply, renderPage(request, { title: translator(request.language)(title), children }));

  return [
    endpoint({
      ...page,
      url: '/docs',
      summary: 'The documentation of the API',
      async handle(request, reply) {
        const [desk] = await placesWithServices(house.db);
        const props = {
          operations: readOperations(request.server.swagger()),
          problems: allProblems,
          // Not the request's Host: the page is kept by caches, and anyone can write a Host.
          origin: publicUrl(),
          examples: examplesIn(register, desk ?? null),
        };
        return send(request, reply, 'app:docs.title', h(DocsPage, props));
      },
    }),
    endpoint({
      ...page,
      url: '/accessibility',
      summary: 'The accessibility statement',
      handle: (request, reply) =>
        send(request, reply, 'app:accessibility.title', h(AccessibilityPage, { operator: operatorOf(env) })),
    }),
    ...outagePages(house),
    ...apiInfoEndpoints(release),
  ];
}

/** A request with an answer for each operation whose path alone has none, or a poor one. */
function examplesIn(register: LiveRegister, desk: string | null): Record<string, string> {
  const place = register.current().places[0]?.place.id ?? '';
  return {
    '/v1/help': '/v1/help?municipality=2425&on=2020-12-31',
    '/v1/origins': '/v1/origins?q=harnosand',
    '/v1/municipalities': '/v1/municipalities?county=24&on=2020-12-31',
    '/v1/municipalities/{code}': '/v1/municipalities/2425?on=2020-12-31',
    '/v1/places': '/v1/places?municipality=2425',
    '/v1/places/{id}': `/v1/places/${place}`,
    '/v1/presence': '/v1/presence?municipality=2425&on=2020-12-31',
    '/v1/closures': '/v1/closures?on=2020-02-14&municipality=2425',
    '/v1/summary': '/v1/summary?on=2020-12-31',
    '/v1/statistics/codelists/{id}': '/v1/statistics/codelists/vs_county',
    '/v1/statistics/tables/{id}': '/v1/statistics/tables/municipalities-by-state',
    '/v1/statistics/tables/{id}/metadata': '/v1/statistics/tables/municipalities-by-state/metadata',
    '/v1/statistics/tables/{id}/defaultselection': '/v1/statistics/tables/municipalities-by-state/defaultselection',
    '/v1/statistics/tables/{id}/data':
      '/v1/statistics/tables/municipalities-by-state/data?valueCodes[ContentsCode]=*&valueCodes[Tid]=2020-12-31',
    // Without a desk anywhere its queue has no answer: then the list is shown, which is empty.
    '/v1/desk/places/{place}/queue': desk === null ? '/v1/desk/places' : `/v1/desk/places/${desk}/queue`,
    '/v1/free-times': '/v1/free-times?purpose=in-depth&municipality=2425&channel=video',
  };
}
