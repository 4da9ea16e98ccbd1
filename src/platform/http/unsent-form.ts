/** What was typed in a form that could not be handled because the database is away, so that nothing has to be typed again. */
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The fields of a page's form as they came, before anything read, checked or took from them; null when there are none. */
    typedForm: TypedForm | null;
  }
}

/** Name and value of each field, in order. */
export type TypedForm = readonly (readonly [string, string])[];

/** The longest form that is carried, in bytes: as much as a form may have at all. */
const longest = 1_048_576;
/** How long a form may take to arrive when nothing else waits for it. */
const arriveMs = 30_000;

/** Never written into a page: what the person knows by heart and no one else should see. */
const secret = /password|passphrase|secret|^pin$/i;

const isForm = (request: FastifyRequest): boolean =>
  request.method === 'POST' &&
  request.routeOptions?.config?.kind === 'page' &&
  (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

/** Keeps the fields of a form that has been read. */
export function keepTyped(request: FastifyRequest): void {
  if (!isForm(request) || typeof request.body !== 'object' || request.body === null) return;
  request.typedForm = Object.entries(request.body).flatMap(([name, value]) => valuesOf(value).map((one) => [name, one] as const));
}

/** The fields of the form; reads them if the request failed before its body was read. Null when it is no form. */
export async function unsentForm(request: FastifyRequest): Promise<TypedForm | null> {
  const typed = request.typedForm ?? (await readTyped(request));
  return typed?.filter(([name]) => !secret.test(name)) ?? null;
}

async function readTyped(request: FastifyRequest): Promise<TypedForm | null> {
  const { raw } = request;
  if (!isForm(request) || raw.readableDidRead || raw.destroyed) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  const late = setTimeout(() => raw.destroy(), arriveMs).unref();
  try {
    for await (const chunk of raw) {
      length += (chunk as Buffer).length;
      if (length <= longest) chunks.push(chunk as Buffer);
    }
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
  return length > longest ? null : [...new URLSearchParams(Buffer.concat(chunks).toString())];
}

function valuesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}
