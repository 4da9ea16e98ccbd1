/** Files sent with a form: read within limits, known by their content, and handed on with clean names. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cleanFileName, isPlainText, isWorkbook, type MediaType, mediaTypeOf } from '../file/index.ts';
import { problem } from '../problem/index.ts';
import { addField, allFieldsBytes, drain, emptyForm, fieldLimits, tooLarge, unreadable } from './multipart-form.ts';

/** What an endpoint says when its form may bring files. */
export interface UploadLimits {
  /** The largest file, in bytes. */
  maxBytes: number;
  maxFiles: number;
  streamed?: never;
  /** Plain text in UTF-8 is taken too (CSV, iCalendar). */
  text?: true;
  /** A workbook (XLSX) is taken too. */
  workbook?: true;
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

/** Makes a scope of the server take multipart forms; elsewhere they stay refused. */
export async function takeUploads(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { throwFileSizeLimit: false });
}

/**
 * Reads a multipart form of an endpoint that says `upload`: its fields become `request.body` (several values of one name a list), its files
 * `request.uploads`. Any other body is left as it is. Throws file-too-large, too-many-files, unsupported-file, unsupported-text-file, too-large;
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
    throw unreadable(error);
  }
}

function typeOf(bytes: Buffer, { text, workbook }: UploadLimits): MediaType | null {
  if (workbook === true && isWorkbook(bytes)) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return mediaTypeOf(bytes) ?? (text === true && isPlainText(bytes) ? 'text/plain' : null);
}

async function readParts(request: FastifyRequest, limits: UploadLimits) {
  const { maxBytes, maxFiles, text } = limits;
  const form = emptyForm();
  const files: Upload[] = [];
  // One more than may be, so that what is over is seen here and refused with its own words.
  for await (const part of request.parts({ limits: { ...fieldLimits, fileSize: maxBytes, files: maxFiles + 1 } })) {
    if (part.type === 'field') {
      addField(form, part);
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
    const mediaType = typeOf(bytes, limits);
    if (mediaType === null) throw problem(text === true ? 'unsupported-text-file' : 'unsupported-file');
    files.push({ field: part.fieldname, name: cleanFileName(name, mediaType), mediaType, bytes });
  }
  return { fields: form.values, files };
}
