/** A site with sign-in and a few endpoints, for the tests of sign-in and sessions. */
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { type House, type Issuer, type OnSignIn, registerAuth, takeKeptForm } from '../src/platform/auth/index.ts';
import { startLocalProvider } from '../src/platform/auth/local-provider/index.ts';
import { createServer, endpoint, type Server, type ServerOptions } from '../src/platform/http/index.ts';
import { personas } from './personas.ts';
import { type Browser, browser, walkToCallback } from './sign-in-browser.ts';

const endpoints = [
  endpoint({
    method: 'GET',
    url: '/who',
    kind: 'api',
    access: 'everyone',
    summary: 'Who the request is from',
    handle: ({ actor, sessionState, csrf }) => ({ actor, sessionState, csrf }),
  }),
  endpoint({
    method: 'GET',
    url: '/plan',
    kind: 'api',
    access: ['planner'],
    summary: 'For planners',
    handle: () => ({ ok: true }),
  }),
  endpoint({
    method: 'POST',
    url: '/plan',
    kind: 'api',
    access: ['planner'],
    summary: 'For planners',
    handle: ({ body }) => ({ ok: true, body }),
  }),
  endpoint({
    method: 'GET',
    url: '/form/:id',
    kind: 'page',
    access: ['planner', 'jobseeker'],
    summary: 'A form: what it shows, as JSON',
    handle: async (request, reply) => {
      const kept = await takeKeptForm(request);
      return reply.type('text/html').send(JSON.stringify({ kept, csrf: request.csrf }));
    },
  }),
  endpoint({
    method: 'POST',
    url: '/form/:id',
    kind: 'page',
    access: ['planner', 'jobseeker'],
    keepsForm: true,
    summary: 'Takes the form',
    handle: ({ body }, reply) => reply.type('text/html').send(JSON.stringify({ took: body })),
  }),
];

export interface Site {
  server: Server;
  /** Where it listens: http://localhost:<port>. */
  url: string;
}

export interface SiteOptions {
  /** Instead of the local one. */
  issuer?: () => Issuer;
  /** Instead of the address where it listens. */
  publicUrl?: string;
  logLevel?: string;
  onSignIn?: OnSignIn;
  /** Instead of a page that says the code. */
  problemPage?: ServerOptions['problemPage'];
  extend?: (server: Server) => Promise<void>;
}

/** Starts a site on a free port; it is closed after the test file. */
export async function startSite(house: House, options: SiteOptions = {}): Promise<Site> {
  const { issuer, publicUrl, logLevel = 'silent', onSignIn } = options;
  let url = '';
  const address = () => publicUrl ?? url;
  const local = startLocalProvider({ settings: null, publicUrl: address, personas, reachAt: () => url });
  const server = await createServer({
    endpoints,
    api: { title: 'test', version: 'test', description: '' },
    logLevel,
    problemPage: options.problemPage ?? ((_request, problem) => `<p>${problem.code}</p>`),
    mount: local.mount,
    async extend(extended) {
      await options.extend?.(extended);
      registerAuth(extended, {
        house,
        issuer: issuer ?? local.issuer,
        publicUrl: address,
        signedOutPage: (_request, continueAt) => `<a href="${continueAt}">next</a>`,
        ...(onSignIn === undefined ? {} : { onSignIn }),
      });
    },
  });
  afterAll(() => server.close());
  await server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://localhost:${(server.server.address() as AddressInfo).port}`;
  return { server, url };
}

/** The code of a problem, answered as a page or as JSON. */
export async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  return /^<p>(.+)<\/p>$/.exec(text)?.[1] ?? (JSON.parse(text) as { code: string }).code;
}

/** Who the site takes the browser for. */
export const who = async (from: Browser) =>
  (await (await from.get('/who')).json()) as {
    actor: { id: string; name: string; roles: string[] };
    sessionState: string;
    csrf: string;
  };

/** Signs in as a persona, by default in a new browser. */
export async function signIn(site: Pick<Site, 'url'>, choice: string, from = browser(site.url)): Promise<Browser> {
  await from.get(await walkToCallback(from, choice));
  return from;
}

/** Settings for an issuer that a test plays itself. */
export const known = (issuer: string) => () => ({
  issuer,
  clientId: 'a',
  clientSecret: 'b',
  rolesClaim: 'roles',
  scope: 'openid',
});

/** Lets a server listen on a free port; gives its address. */
export async function listening(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
