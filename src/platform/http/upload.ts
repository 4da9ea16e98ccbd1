/** Files sent with a form: read within limits, known by their content, and handed on with clean names. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problem/index.ts';
import { cleanFileName, isPlainText, type MediaType, mediaTypeOf } from './file-type.ts';

/** What an endpoint says when its form may bring files. */
export interface UploadLimits {
  /** The largest file, in bytes. */
  maxBytes: number;
  maxFiles: number;
  /** Plain text in UTF-8 is taken too (CSV, iCalendar). */
  text?: true;
}

/** One file of a form. */
export interface Upload {
  /** The name of the form's field. */
  field: string;
  /** As the person called it, without folders, control characters and other extensions than the content's. */
  name: string;
  /** By the file's first bytes, whatever its name or the browser said. */
  mediaType: MediaType;
  bytes: Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The files of the form, for endpoints that say `upload`. */
    uploads: readonly Upload[];
  }
}

/** Of all that is no file: more than any form of ours has. */
const fieldLimits = { fields: 500, fieldNameSize: 100, fieldSize: 100_000, headerPairs: 50 };
const allFieldsBytes = 1_048_576;
/** How long what is left of a refused body may take to arrive: a browser shows no answer before it has sent everything. */
const drainMs = 120_000;

/** Makes a scope of the server take multipart forms; elsewhere they stay refused. */
export async function takeUploads(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { throwFileSizeLimit: false });
}

/**
 * Reads a multipart form of an endpoint that says `upload`: its fields become `request.body` (several values of one name a list), its files
 * `request.uploads`. Any other body is left as it is. Throws file-too-large, too-many-files, unsupported-file, too-large;
 * what has then not arrived is read and thrown away, never kept.
 */
export async function readUpload(request: FastifyRequest, reply: FastifyReply, limits: UploadLimits): Promise<void> {
  request.uploads = [];
  if (!request.isMultipart()) return;
  try {
    const longest = limits.maxBytes * limits.maxFiles + allFieldsBytes;
    if (Number(request.headers['content-length'] ?? 0) > longest) throw tooLarge(limits);
    const form = await readParts(request, limits);
    request.body = form.fields;
    request.uploads = form.files;
  } catch (error) {
    drain(request, reply);
    // What the parser finds wrong with the bytes comes as an error without a status.
    throw error instanceof Error && !('statusCode' in error) && !('status' in error) ? problem('bad-request') : error;
  }
}

async function readParts(request: FastifyRequest, limits: UploadLimits) {
  const { maxBytes, maxFiles, text } = limits;
  const fields: Record<string, string | string[]> = {};
  const files: Upload[] = [];
  let room = allFieldsBytes;
  // One more than may be, so that what is over is seen here and refused with its own words.
  for await (const part of request.parts({ limits: { ...fieldLimits, fileSize: maxBytes, files: maxFiles + 1 } })) {
    if (part.type === 'field') {
      if (typeof part.value !== 'string') throw problem('bad-request', { detail: 'a field of a form is text' });
      room -= part.value.length;
      if (part.valueTruncated || part.fieldnameTruncated || room < 0) throw problem('too-large');
      add(fields, part.fieldname, part.value);
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.file.truncated) throw tooLarge(limits);
    // Declared as always there, it is missing when the browser names no file.
    const named: { filename?: string } = part;
    const name = named.filename ?? '';
    // No file chosen comes as a file without name and content.
    if (bytes.length === 0 && name === '') continue;
    if (files.length === maxFiles) throw problem('too-many-files', { params: { files: maxFiles } });
    const mediaType = mediaTypeOf(bytes) ?? (text === true && isPlainText(bytes) ? 'text/plain' : null);
    if (mediaType === null) throw problem('unsupported-file');
    files.push({ field: part.fieldname, name: cleanFileName(name, mediaType), mediaType, bytes });
  }
  return { fields, files };
}

function add(fields: Record<string, string | string[]>, name: string, value: string): void {
  const before = fields[name];
  fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
}

function tooLarge({ maxBytes }: UploadLimits) {
  return problem('file-too-large', { params: { megabytes: Math.floor(maxBytes / 1_048_576) } });
}

/** Lets the rest of a refused body arrive and forgets it: a connection that is cut makes browsers show an error of their own. */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  const late = setTimeout(() => raw.destroy(), drainMs).unref();
  raw.once('close', () => clearTimeout(late));
  void reply.removeHeader('connection');
}
