/** What both ways of reading forms with files share: the limits of their fields, and how a refused body is let go of. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problem/index.ts';

/** Of all that is no file: more than any form of ours has. */
export const fieldLimits = { fields: 500, fieldNameSize: 100, fieldSize: 100_000, headerPairs: 50 };
export const allFieldsBytes = 1_048_576;
/** How long what is left of a refused body may take to arrive: a browser shows no answer before it has sent everything. */
const drainMs = 120_000;

export interface FormFields {
  /** Several values of one name are a list. */
  values: Record<string, string | string[]>;
  /** Bytes that may still come. */
  room: number;
}

export const emptyForm = (): FormFields => ({ values: {}, room: allFieldsBytes });

interface FieldPart {
  fieldname: string;
  value: unknown;
  fieldnameTruncated: boolean;
  valueTruncated: boolean;
}

/** Reads one field within the limits. Throws bad-request, too-large. */
export function addField(form: FormFields, part: FieldPart): void {
  if (typeof part.value !== 'string') throw problem('bad-request', { detail: 'a field of a form is text' });
  form.room -= part.value.length;
  if (part.valueTruncated || part.fieldnameTruncated || form.room < 0) throw problem('too-large');
  const before = form.values[part.fieldname];
  form.values[part.fieldname] = before === undefined ? part.value : [...(Array.isArray(before) ? before : [before]), part.value];
}

export function tooLarge({ maxBytes }: { maxBytes: number }) {
  return problem('file-too-large', { params: { megabytes: Math.floor((10 * maxBytes) / 1_048_576) / 10 } });
}

/** What the parser finds wrong with the bytes comes as an error without a status. */
export function unreadable(error: unknown): unknown {
  return error instanceof Error && !('statusCode' in error) && !('status' in error) ? problem('bad-request') : error;
}

/** Lets the rest of a refused body arrive and forgets it: a connection that is cut makes browsers show an error of their own. */
export function drain(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  const late = setTimeout(() => raw.destroy(), drainMs).unref();
  raw.once('close', () => clearTimeout(late));
  void reply.removeHeader('connection');
}
