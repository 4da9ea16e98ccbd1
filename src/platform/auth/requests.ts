/** Who a request is from, which forms are taken, and what is done for someone whose session ended while they wrote. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { href } from '../i18n/index.ts';
import { problem } from '../problem/index.ts';
import type { Uuid } from '../ids/index.ts';
import type { House } from './command.ts';
import { clearCookie } from './cookies.ts';
import { comesFromHere, isOwnForm, type SentForm, takeToken } from './forms.ts';
import { keptForms } from './kept-form.ts';
import { followSessions } from './open-lines.ts';
import { type EndedSession, readSession, type Session, sessionCookieName, type SessionLimits } from './sessions.ts';
import { hadSession } from './store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** 'expired': the browser sent a session that is no longer open. */
    sessionState: 'none' | 'open' | 'expired';
    /** The value of the form field `_csrf`; empty without a session. */
    csrf: string;
    /** The id token kept for signing out at the issuer. */
    idToken: string | null;
    /** Whose session it was that has expired; null when it has not, or is no longer known. */
    endedSession: EndedSession | null;
    /** The form was refused and what was typed is kept: the address, with its language, that shows it after signing in. */
    formKeptAt: string | null;
  }
  interface FastifyContextConfig {
    /** A form whose own address shows it by GET, with what `takeKeptForm` gives. */
    keepsForm?: boolean;
  }
}

export interface RequestOptions {
  house: House;
  publicUrl: () => string;
  limits: SessionLimits;
}

export function addSessions(server: FastifyInstance, { house, publicUrl, limits }: RequestOptions): void {
  server.decorateRequest('sessionState', 'none');
  server.decorateRequest('csrf', '');
  server.decorateRequest('idToken', null);
  server.decorateRequest('endedSession', null);
  const cookieOf = (request: FastifyRequest): string | undefined => request.cookies[sessionCookieName(publicUrl())];
  followSessions(server, { house, limits, cookieOf });
  const look = async (cookie: string, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const session = await readSession(house, cookie, limits);
    if (session?.state === 'open') return carrySession(request, session);
    request.sessionState = 'expired';
    request.endedSession = session;
    clearCookie(reply, sessionCookieName(publicUrl()), publicUrl());
  };
  // With callbacks: a request without a cookie, which is nearly every one, waits for nothing.
  server.addHook('onRequest', (request, reply, done) => {
    const cookie = cookieOf(request);
    // Files and the API's own description are the same for everyone.
    if (cookie === undefined || (request.routeOptions.config.kind === undefined && !request.is404)) return done();
    look(cookie, request, reply).then(() => done(), done);
  });
  // What a signed-in person sees stays out of every cache, also the one behind the back button of a shared computer.
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.sessionState === 'open') void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

function carrySession(request: FastifyRequest, session: Session): void {
  request.sessionState = 'open';
  request.actor = session.actor;
  request.csrf = session.csrf;
  request.idToken = session.idToken;
}

export function addFormCheck(server: FastifyInstance, { house, publicUrl }: RequestOptions): void {
  const forms = keptForms(house, publicUrl);
  server.decorate('keptForms', forms);
  server.decorateRequest('formKeptAt', null);

  const keep = async (request: FastifyRequest, reply: FastifyReply, sent: SentForm): Promise<void> => {
    const writer = await writerOf(house, request, sent, publicUrl());
    if (writer !== null && (await forms.keep(request, reply, writer))) request.formKeptAt = href(request.language, request.url);
  };
  server.addHook('preValidation', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') return done();
    const sent = sentForm(request);
    const { sessionState } = request;
    // Without a session there is no one in whose name a foreign form could act; endpoints with roles refuse by themselves.
    if (sessionState === 'none') return done();
    if (sessionState === 'open' && isOwnForm(sent, request.csrf, publicUrl())) return done();
    const refusal = sessionState === 'open' ? problem('form-expired') : problem('session-expired');
    if (request.routeOptions.config.keepsForm === true) return void keep(request, reply, sent).then(() => done(refusal), done);
    done(sessionState === 'open' ? refusal : undefined);
  });
}

function sentForm(request: FastifyRequest): SentForm {
  return {
    token: takeToken(request.body) ?? header(request, 'x-csrf-token'),
    secFetchSite: header(request, 'sec-fetch-site'),
    origin: header(request, 'origin'),
  };
}

/** Whose form it is: the one whose session ended, or the same person's who has signed in again since. Null for foreign forms. */
async function writerOf(house: House, request: FastifyRequest, sent: SentForm, publicUrl: string): Promise<Uuid | null> {
  const { endedSession, actor } = request;
  if (request.sessionState === 'expired') {
    return endedSession !== null && isOwnForm(sent, endedSession.csrf, publicUrl) ? endedSession.accountId : null;
  }
  const accountId = actor.id as Uuid;
  const own = comesFromHere(sent, publicUrl) && sent.token !== undefined && (await hadSession(house.db, accountId, sent.token));
  return own ? accountId : null;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
