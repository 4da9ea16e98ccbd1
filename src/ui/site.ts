/** What the application tells the shell about itself: `server.decorate('site', site)` before the first page. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../platform/auth/index.ts';
import { href, type Translate } from '../platform/i18n/index.ts';

export interface NavigationItem {
  /** The path without its language: `/country`. The shell adds the language. */
  href: string;
  text: string;
}

export interface Site {
  name: string;
  /** The main navigation for this person. */
  navigation(actor: Actor, t: Translate): readonly NavigationItem[];
  /** Links in the footer. */
  footer?(t: Translate): readonly NavigationItem[];
  /** One sentence over every page, or null. */
  notice?(t: Translate): string | null;
  /** Catalogues whose `problem.<code>` texts are looked up after `ui`'s, in this order. */
  problemNamespaces?: readonly string[];
}

declare module 'fastify' {
  interface FastifyInstance {
    site: Site;
  }
}

/** Where the person signs in (a link) and out (a POST with the form's token). The auth part serves both. */
export const signInPath = '/sign-in';
export const signOutPath = '/sign-out';

/** The address of the sign-in that comes back to `path` (a path with its language). */
export function signInHref(request: FastifyRequest, path: string): string {
  return `${href(request.language, signInPath)}?${new URLSearchParams({ return: path })}`;
}

/** The form token of the session; undefined without a session. */
export function csrfOf(request: FastifyRequest): string | undefined {
  return request.csrf === '' ? undefined : request.csrf;
}

/**
 * The page to come back to, with its language: the address itself for a GET; for a POST the page its form stood on
 * (the Referer header, if it is this site's), else the page at the same address, else the start.
 */
export function pageAddress(request: FastifyRequest): string {
  const { method, server, routeOptions, language, url } = request;
  if (method === 'GET') return href(language, url);
  const isPage = routeOptions.url !== undefined && server.hasRoute({ method: 'GET', url: routeOptions.url });
  return cameFrom(request) ?? href(language, isPage ? url : '/');
}

/** The path in the Referer header if it is this site's, else null. */
export function cameFrom(request: FastifyRequest): string | null {
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return url.host === host ? `${url.pathname}${url.search}` : null;
}
