/** A whole page: `return sendPage(reply, renderPage(request, { title, children }))`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { etagMatches } from '../platform/http/index.ts';
import { type Language, languageFacts, splitLanguage, translator } from '../platform/i18n/index.ts';
import { assetUrl } from './assets.ts';
import { PageContext } from './context.ts';
import { Layout } from './layout.tsx';
import { Breadcrumbs, type Crumb } from './navigation.tsx';
import { csrfOf, ownPath } from './site.ts';
import './texts.ts';

export interface PageProps {
  /** For the tab and the history; the page's own h1 stands in `children`. */
  title: string;
  children: ComponentChildren;
  /** Room for maps and wide tables. */
  wide?: boolean | undefined;
  head?: ComponentChildren;
  /** Over this page instead of the site's own notice. */
  notice?: string | null | undefined;
  /** The way here without the page itself. */
  breadcrumbs?: readonly Crumb[] | undefined;
  /** Names of scripts besides app.js: `['map.js']`. */
  scripts?: readonly string[] | undefined;
  /** Nothing but the page itself: for a screen on a wall, where nobody navigates. */
  bare?: boolean | undefined;
  /** The form was sent back with errors: said first in the title. */
  hasErrors?: boolean | undefined;
}

/** The HTML of a page in the request's language, for the request's person. */
export function renderPage(request: FastifyRequest, page: PageProps): string {
  const { language, actor, server } = request;
  const t = translator(language);
  const { tag, dir } = languageFacts[language];
  const { site } = server;
  const title = `${page.hasErrors === true ? `${t('ui:field.error')} ` : ''}${page.title} – ${site.name}`;
  const html = renderToString(
    <PageContext.Provider value={{ language, url: ownPath(request), csrf: csrfOf(request) }}>
      <html lang={tag} dir={dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          <meta name="theme-color" content="#0c5568" />
          <link rel="stylesheet" href={assetUrl('site.css')} />
          <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
          {['app.js', ...(page.scripts ?? [])].map((name) => (
            <script type="module" src={assetUrl(name)} />
          ))}
          {page.head}
        </head>
        <Layout
          site={site}
          actor={actor}
          at={standsAt(request, page.breadcrumbs)}
          bare={page.bare}
          wide={page.wide}
          notice={page.notice}
        >
          {page.breadcrumbs !== undefined && page.breadcrumbs.length > 0 && <Breadcrumbs items={page.breadcrumbs} />}
          {page.children}
        </Layout>
      </html>
    </PageContext.Provider>,
  );
  return `<!doctype html>${html}`;
}

/** A part of a page by itself, for a script that puts it where it was: no form in it, since nobody in particular reads it. */
export function renderPart(language: Language, children: ComponentChildren): string {
  return renderToString(<PageContext.Provider value={{ language, url: '/', csrf: undefined }}>{children}</PageContext.Provider>);
}

/** Where a page stands: its own address, also when it answers a form, and those above it, the nearest first. */
function standsAt({ url }: FastifyRequest, above: readonly Crumb[] = []): string[] {
  return [url, ...above.map(({ href }) => splitLanguage(href).path).toReversed()].map((path) => path.split('?')[0]!);
}

/**
 * Answers with a page. What a signed-in person sees is never stored; what everyone sees may be kept and is asked for again
 * with its ETag, so that an unchanged page costs no transfer.
 */
export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  const { request } = reply;
  void reply.status(status).type('text/html; charset=utf-8').header('vary', 'cookie');
  if (request.actor.id !== 'visitor' || status !== 200) return reply.header('cache-control', 'no-store').send(html);
  const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  void reply.header('cache-control', 'public, max-age=0, must-revalidate').header('etag', etag);
  return etagMatches(request, etag) ? reply.status(304).send() : reply.send(html);
}
