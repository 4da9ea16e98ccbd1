/** A site with sign-in and two endpoints, for the tests of sign-in and sessions. */
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { type House, type Issuer, registerAuth } from '../src/platform/auth/index.ts';
import { startLocalProvider } from '../src/platform/auth/local-provider/index.ts';
import { createServer, endpoint, type Server } from '../src/platform/http/index.ts';
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
}

/** Starts a site on a free port; it is closed after the test file. */
export async function startSite(house: House, { issuer, publicUrl, logLevel = 'silent' }: SiteOptions = {}): Promise<Site> {
  let url = '';
  const address = () => publicUrl ?? url;
  const local = startLocalProvider({ settings: null, publicUrl: address, personas, reachAt: () => url });
  const server = await createServer({
    endpoints,
    api: { title: 'test', version: 'test', description: '' },
    logLevel,
    problemPage: (_request, problem) => `<p>${problem.code}</p>`,
    mount: local.mount,
    extend: async (extended) =>
      registerAuth(extended, {
        house,
        issuer: issuer ?? local.issuer,
        publicUrl: address,
        signedOutPage: (_request, continueAt) => `<a href="${continueAt}">next</a>`,
      }),
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
export async function signIn(site: Site, choice: string, from = browser(site.url)): Promise<Browser> {
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
