/** Signing in and out over HTTP. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { href } from '../i18n/index.ts';
import type { House } from './command.ts';
import { clearCookie, cookieOptions } from './cookies.ts';
import { flowCookieName, flowLifeMs, isFlowCookie, openFlow, returnPath, sealFlow } from './flow.ts';
import { type IssuerClient, issuerClient, type Person } from './issuer.ts';
import { watched } from './issuer-watch.ts';
import { signInProblem } from './problems.ts';
import { addFormCheck, addSessions } from './requests.ts';
import { endSession, randomText, sessionCookieName, type SessionLimits, sessionLimits } from './sessions.ts';
import type { Issuer } from './settings.ts';
import { type OnSignIn, recordSignIn } from './sign-in.ts';

export interface AuthOptions {
  house: House;
  /** The issuer, known at the latest when the first person signs in. */
  issuer: () => Issuer;
  /** The address that browsers know the site by, without a trailing slash, known at the latest at the first request. */
  publicUrl: () => string;
  /** Defaults to ten hours and sixty idle minutes. */
  limits?: SessionLimits;
  /** What the application ties to an account when its person signs in. */
  onSignIn?: OnSignIn;
  /**
   * The page after signing out when the issuer wants the browser to sign out there as well, at `continueAt`. It must go
   * there by itself (meta refresh) or by a link: a redirect would be stopped by the form-action policy in Chromium.
   */
  signedOutPage: (request: FastifyRequest, continueAt: string) => string;
  /** Is told at each sign-in whether the issuer answered. */
  onIssuer?: (available: boolean) => void;
}

/** Adds sessions, the check of forms, and the pages /sign-in, /sign-in/callback and /sign-out. For ServerOptions.extend. */
export function registerAuth(server: FastifyInstance, options: AuthOptions): void {
  const asked = issuerClient(options.issuer, options.publicUrl, (step, reason) => server.log.warn({ step, reason }, 'sign-in'));
  const client = watched(asked, options.onIssuer ?? (() => undefined));
  const { house, publicUrl, limits = sessionLimits } = options;
  addSessions(server, { house, publicUrl, limits });
  addFormCheck(server, { house, publicUrl, limits });
  addSignIn(server, options, client);
  addSignOut(server, options, client);
}

const signInQuery = z.object({ return: z.string().catch('/').default('/'), moved: z.string().optional().catch(undefined) });

function addSignIn(server: FastifyInstance, options: AuthOptions, client: IssuerClient): void {
  const { house, publicUrl, issuer } = options;
  const page = { config: { kind: 'page' as const }, schema: { hide: true } };

  server.get('/sign-in', page, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const query = signInQuery.parse(request.query);
    const wanted = returnPath(query.return);
    const here = new URL(publicUrl());
    // Cookies are kept per host: 127.0.0.1 and localhost are two. `moved` ends this behind a proxy that changes Host.
    if (request.headers.host !== here.host && query.moved === undefined) {
      const again = new URLSearchParams({ return: wanted, moved: '1' });
      return reply.redirect(`${publicUrl()}${href(request.language, '/sign-in')}?${again}`, 303);
    }
    const returnTo = wanted === '/' ? href(request.language, '/') : wanted;
    const flow = { state: randomText(), nonce: randomText(), verifier: randomText(), returnTo, startedAt: house.clock.now() };
    const address = await client.authorizationUrl(flow);
    clearOtherFlows(request, reply, publicUrl());
    void reply.setCookie(flowCookieName(publicUrl(), flow.state), sealFlow(flow, issuer().clientSecret), {
      ...cookieOptions(publicUrl()),
      maxAge: flowLifeMs / 1000,
    });
    return reply.redirect(address, 303);
  });

  server.get('/sign-in/callback', page, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const returnedTo = new URL(`${publicUrl()}/sign-in/callback`);
    returnedTo.search = request.originalUrl.split('?').slice(1).join('?');
    const state = returnedTo.searchParams.get('state') ?? '';
    const name = flowCookieName(publicUrl(), state);
    const flow = openFlow(request.cookies[name], issuer().clientSecret, state, house.clock.now());
    if (flow === null) throw signInProblem('sign-in-expired');
    clearCookie(reply, name, publicUrl());
    await startSession(request, reply, options, await client.redeem(returnedTo, flow));
    return reply.redirect(returnPath(flow.returnTo), 303);
  });
}

/** A person who begins again and again without finishing must not fill the request's headers: four stay. */
function clearOtherFlows(request: FastifyRequest, reply: FastifyReply, publicUrl: string): void {
  const names = Object.keys(request.cookies).filter(isFlowCookie);
  for (const name of names.slice(0, -4)) clearCookie(reply, name, publicUrl);
}

/** Every sign-in makes a new session and ends the one that the browser had. */
async function startSession(request: FastifyRequest, reply: FastifyReply, options: AuthOptions, person: Person): Promise<void> {
  const { house, publicUrl, limits = sessionLimits, onSignIn } = options;
  const name = sessionCookieName(publicUrl());
  const before = request.cookies[name];
  const opened = await house.db.transaction().execute(async (tx) => {
    if (before !== undefined) await endSession(house, tx, before);
    return recordSignIn(house, tx, person, { onSignIn, limits });
  });
  // A session cookie in both senses: the browser forgets it when it closes, the database decides how long it may live.
  void reply.setCookie(name, opened.value, cookieOptions(publicUrl()));
}

function addSignOut(server: FastifyInstance, { house, publicUrl, signedOutPage }: AuthOptions, client: IssuerClient): void {
  server.post('/sign-out', { config: { kind: 'page' }, schema: { hide: true } }, async (request, reply) => {
    const name = sessionCookieName(publicUrl());
    const value = request.cookies[name];
    void reply.header('cache-control', 'no-store');
    if (value === undefined || request.sessionState !== 'open') return reply.redirect(href(request.language, '/'), 303);
    await house.db.transaction().execute((tx) => endSession(house, tx, value));
    clearCookie(reply, name, publicUrl());
    const continueAt = await client.signOutUrl(request.idToken);
    if (continueAt === null) return reply.redirect(href(request.language, '/'), 303);
    return reply.type('text/html; charset=utf-8').send(signedOutPage(request, continueAt));
  });
}
