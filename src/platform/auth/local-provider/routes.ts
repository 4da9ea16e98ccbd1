/** The provider over HTTP, below its prefix: its own two pages, and the protocol by oidc-provider for all else. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { choicePage, faultPage, style } from './pages.ts';
import type { Persona } from './persona.ts';
import { flowCookies } from './provider.ts';

export interface LocalSite {
  prefix: string;
  publicUrl: () => string;
  personas: readonly Persona[];
  /** Built at the first request: only then is the site's address known. */
  provider: () => Provider;
}

export function localListener(site: LocalSite): RequestListener {
  return (request, response) => {
    answer(site, request, response).catch(() => {
      // The provider throws when the choice is too old or from another browser.
      if (response.headersSent) response.destroy();
      else sendPage(response, 400, faultPage(site.prefix, 'sign-in-expired'));
    });
  };
}

async function answer(site: LocalSite, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  setSecurityHeaders(response);
  setForwarded(request, site.publicUrl());
  keepFlowCookies(request);
  const path = url.split('?')[0]!;
  if (path === `${site.prefix}/style.css`) return sendStyle(response);
  const choice = /^\/choose\/([\w-]+)(?:\/([a-z-]*))?$/.exec(path.slice(site.prefix.length));
  if (choice !== null) return choose(site, request, response, choice[2]);
  if (path !== site.prefix && !path.startsWith(`${site.prefix}/`))
    return sendPage(response, 404, faultPage(site.prefix, 'not-found'));
  // The provider routes by the path below its own; it learns the rest from originalUrl.
  Object.assign(request, { originalUrl: url, url: url.slice(site.prefix.length) || '/' });
  await site.provider().callback()(request, response);
}

/** GET shows the personas; POST takes one, or none: then the person cancelled. */
async function choose(
  site: LocalSite,
  request: IncomingMessage,
  response: ServerResponse,
  personaId: string | undefined,
): Promise<void> {
  const provider = site.provider();
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return sendPage(response, 200, choicePage(site.prefix, uid, site.personas));
  const persona = site.personas.find((one) => one.id === personaId);
  const result = persona === undefined ? { error: 'access_denied' } : { login: { accountId: persona.id, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** Whatever stands between, the provider sees the address that the browser sees. */
function setForwarded(request: IncomingMessage, publicUrl: string): void {
  const { host, protocol } = new URL(publicUrl);
  request.headers.host = host;
  request.headers['x-forwarded-proto'] = protocol.replace(':', '');
  delete request.headers['x-forwarded-host'];
}

/** The provider neither remembers who was chosen last nor sees the site's own session. */
function keepFlowCookies(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  request.headers.cookie = cookies.filter((one) => one.startsWith(flowCookies)).join('; ');
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-robots-tag', 'noindex');
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function sendStyle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }).end(style);
}
