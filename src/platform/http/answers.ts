import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'csv-stringify';
import { acceptedType } from './accept.ts';

export interface Page<Item> {
  items: Item[];
  /** How many there are in all. */
  total: number;
  /** Address of the next page; null on the last. */
  next: string | null;
}

/** One page of a list, with the address of the next. `offset` and `limit` come from the query. */
export function pageOf<Item>(
  request: FastifyRequest,
  items: Item[],
  total: number,
  at: { offset: number; limit: number },
): Page<Item> {
  const nextOffset = at.offset + at.limit;
  if (nextOffset >= total) return { items, total, next: null };
  const [path, query] = request.url.split('?') as [string, string | undefined];
  const next = new URLSearchParams(query);
  next.set('offset', String(nextOffset));
  next.set('limit', String(at.limit));
  return { items, total, next: `${path}?${next}` };
}

/** True when the client would rather have CSV than JSON; for endpoints that say `alsoAs: ['text/csv']`. */
export function wantsCsv(request: FastifyRequest): boolean {
  return acceptedType(request.headers.accept, ['application/json', 'text/csv']) === 'text/csv';
}

/** Answers rows as CSV (RFC 4180, UTF-8, header line), as a stream. */
export function csvStream(
  reply: FastifyReply,
  columns: readonly string[],
  rows: Iterable<unknown> | AsyncIterable<unknown>,
): FastifyReply {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  return reply.send(Readable.from(rows).pipe(stringify({ header: true, columns: [...columns], escape_formulas: true })));
}

/** True when the client already has this version (If-None-Match, weak comparison, RFC 9110 §13.1.2). */
export function etagMatches(request: FastifyRequest, etag: string): boolean {
  const sent = request.headers['if-none-match'];
  if (sent === undefined) return false;
  if (sent === etag || sent === '*') return true;
  const plain = etag.replace(/^W\//, '');
  return sent.split(',').some((one) => one.trim().replace(/^W\//, '') === plain);
}
