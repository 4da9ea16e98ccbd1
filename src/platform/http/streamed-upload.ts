/** One file sent with a form, handed on while it comes: however large it is, no more than what is on its way is held in memory. */
import type { FastifyRequest } from 'fastify';
import { problem } from '../problem/index.ts';
import { type MediaType, mediaTypeOf } from '../file/index.ts';
import { addField, emptyForm, fieldLimits, tooLarge, unreadable } from './multipart-form.ts';

/** What an endpoint says whose form brings one file that is to be handed on while it comes. */
export interface StreamLimits {
  /** The largest file, in bytes. */
  maxBytes: number;
  maxFiles: 1;
  streamed: true;
  /** The endpoint refuses other types itself: in its own words, or because what comes is sealed and shows only later what it is. */
  anyType?: true;
}

/** The file of a form. Fields that stand after it in the form are not read. */
export interface StreamedUpload {
  /** The name of the form's field. */
  field: string;
  /** By the file's first bytes, whatever its name or the browser said. */
  mediaType: MediaType | 'application/octet-stream';
  /** To be read once; throws file-too-large where the limit is passed and bad-request where the form ends too early. */
  content: AsyncIterable<Buffer>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The file of the form, for endpoints that say `upload: { …, streamed: true }`; null when none was chosen. */
    upload: StreamedUpload | null;
  }
}

/** So many first bytes say what a file is. */
const signatureBytes = 16;

/**
 * Reads a multipart form up to its file: the fields before it become `request.body`, the file `request.upload`. Any other body is left as it is.
 * Throws file-too-large when the length that is declared says so, unsupported-file, too-large. What the handler leaves unread is thrown away
 * when it answers (`drain`).
 */
export async function readStreamed(request: FastifyRequest, limits: StreamLimits): Promise<void> {
  request.upload = null;
  if (!request.isMultipart()) return;
  try {
    // Whatever stands around the file is far less than this.
    if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes + 1_048_576) throw tooLarge(limits);
    const parts = request.parts({ limits: { ...fieldLimits, fileSize: limits.maxBytes, files: 1 } });
    const form = emptyForm();
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      const part = next.value;
      if (part.type === 'field') {
        addField(form, part);
        continue;
      }
      request.body = form.values;
      request.upload = await streamOf(part.fieldname, part.file, limits);
      return;
    }
    request.body = form.values;
  } catch (error) {
    throw unreadable(error);
  }
}

type FilePart = AsyncIterable<Buffer> & { truncated: boolean };

async function streamOf(field: string, file: FilePart, limits: StreamLimits): Promise<StreamedUpload | null> {
  const rest = file[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < signatureBytes) {
    const next = await rest.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  // No file chosen comes as a file without content.
  if (first.length === 0) return null;
  const mediaType = mediaTypeOf(first) ?? (limits.anyType === true ? 'application/octet-stream' : null);
  if (mediaType === null) throw problem('unsupported-file');
  async function* content(): AsyncGenerator<Buffer> {
    try {
      yield first;
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
    } catch (error) {
      throw unreadable(error);
    }
    if (file.truncated) throw tooLarge(limits);
  }
  return { field, mediaType, content: content() };
}
