/** What is remembered between leaving for the issuer and coming back: in a signed cookie, ten minutes, one per sign-in under way. */
import { createHmac } from 'node:crypto';
import { Signer } from '@fastify/cookie';
import { z } from 'zod';
import { epochMilliseconds, type Instant } from '../clock/index.ts';
import { cookieName } from './cookies.ts';

export const flowLifeMs = 600_000;

export interface Flow {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  verifier: string;
  /** Where to go when signed in. */
  returnTo: string;
  startedAt: Instant;
}

const flowShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  startedAt: z.string().transform((text) => text as Instant),
});

/** A name per sign-in under way: two tabs do not write over each other. */
export function flowCookieName(publicUrl: string, state: string): string {
  return cookieName(publicUrl, `narvaro_flow_${state.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 16)}`);
}

export function isFlowCookie(name: string): boolean {
  return /^(?:__Host-)?narvaro_flow_/.test(name);
}

/** `clientSecret` is what every process of one installation shares: the browser may come back to another one. */
export function sealFlow(flow: Flow, clientSecret: string): string {
  return signer(clientSecret).sign(Buffer.from(JSON.stringify(flow)).toString('base64url'));
}

/** The flow of a cookie; null when the cookie is missing, not ours, of another sign-in, or too old. */
export function openFlow(cookie: string | undefined, clientSecret: string, state: string, now: Instant): Flow | null {
  if (cookie === undefined) return null;
  const { valid, value } = signer(clientSecret).unsign(cookie);
  if (!valid || value === null) return null;
  const flow = flowShape.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  const age = epochMilliseconds(now) - epochMilliseconds(flow.startedAt);
  return flow.state === state && age < flowLifeMs ? flow : null;
}

/**
 * The address to return to, made safe: a path on this site, else '/'. Read as a browser reads it (WHATWG URL), because
 * '/\evil.example', '/<tab>/evil.example' and '/.//evil.example' all lead away in the end.
 */
export function returnPath(wanted: string): string {
  if (!wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(wanted, here)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, here);
  if (origin !== here || pathname.startsWith('//') || /^\/(?:[a-z]+\/)?sign-(?:in|out)(?:\/|$)/.test(pathname)) return '/';
  return pathname + search + hash;
}

/** A key of its own, so that the client secret itself signs nothing that a browser sees. */
function signer(clientSecret: string): Signer {
  return new Signer(createHmac('sha256', clientSecret).update('narvaro sign-in flow').digest());
}
