/** What the application tells the shell about itself: `server.decorate('site', site)` before the first page. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../platform/auth/index.ts';
import { href, type Translate, withinSite } from '../platform/i18n/index.ts';

export interface NavigationItem {
  /** The path without its language: `/country`. The shell adds the language. */
  href: string;
  text: string;
  /** The pages of a group, shown below while one of them is read; the item itself leads to the first. */
  pages?: readonly NavigationItem[];
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
 * The path, without its language, that shows this page again: for an answer to a POST the page at the same address, else the nearest one
 * above it, else the start.
 */
export function ownPath({ method, server, routeOptions, url }: FastifyRequest): string {
  if (method === 'GET') return url;
  if (routeOptions.url === undefined) return '/';
  const isShown = (route: string): boolean => server.hasRoute({ method: 'GET', url: route });
  if (isShown(routeOptions.url)) return url;
  const route = routeOptions.url.split('/');
  const last = route.findLastIndex((_, at) => at > 0 && isShown(route.slice(0, at + 1).join('/')));
  return (
    url
      .split('?')[0]!
      .split('/')
      .slice(0, last + 1)
      .join('/') || '/'
  );
}

/** Where to come back to, with its language: for a POST the page that its form stood on (the Referer header, if it is this site's). */
export function pageAddress(request: FastifyRequest): string {
  const form = request.method === 'GET' ? null : cameFrom(request);
  return form ?? href(request.language, ownPath(request));
}

/** The path in the Referer header if it is this site's, else null. */
export function cameFrom(request: FastifyRequest): string | null {
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return url.host === host ? withinSite(`${url.pathname}${url.search}`) : null;
}

/** Where someone can go on within what they are doing. `href`: the path without its language. */
type Onward = Pick<NavigationItem, 'href' | 'text'>;

const onward = new WeakMap<FastifyRequest, readonly Onward[]>();

/** Says, before anything can be refused, where the page of a refusal of this request leads besides the start page; the nearest first. */
export function leadOnward(request: FastifyRequest, ways: readonly Onward[]): void {
  onward.set(request, ways);
}

/** What `leadOnward` has said of a request, with its language. */
export function onwardFrom(request: FastifyRequest): readonly Onward[] {
  return (onward.get(request) ?? []).map((way) => ({ ...way, href: href(request.language, way.href) }));
}
