/** Pictures as SVG files: drawn as elements, so that every text is escaped. */
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The text of an SVG file whose root element is `svg` with its xmlns. Colours as attributes: style attributes are refused by the site's policy. */
export function renderSvg(svg: VNode): string {
  return renderToString(svg);
}

/** Answers with an SVG file that may be kept for `seconds`. */
export function sendSvg(reply: FastifyReply, svg: string, seconds = 0): FastifyReply {
  const caching = seconds === 0 ? 'public, max-age=0, must-revalidate' : `public, max-age=${seconds}`;
  return reply.type('image/svg+xml').header('cache-control', caching).send(svg);
}
