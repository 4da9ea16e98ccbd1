import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Role } from '../auth/index.ts';
import type { StreamLimits } from './streamed-upload.ts';
import type { UploadLimits } from './upload.ts';

/** A request whose parts have been read by the endpoint's own schemas. */
export type Request<Params = unknown, Query = unknown, Body = unknown> = FastifyRequest & {
  params: Params;
  query: Query;
  body: Body;
};

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Fastify's notation: /v1/places/:id */
  url: string;
  /** `api` answers JSON and problem details and is in the OpenAPI document; `page` answers HTML. */
  kind: 'api' | 'page';
  /** Who may. 'everyone' is said, never left out. */
  access: readonly Role[] | 'everyone';
  summary: string;
  tag?: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The body of a 200 answer, for the OpenAPI document and the tests that hold answers against it. */
  answer?: z.ZodType;
  /** The media type of its body, which then comes as text; JSON or a form when left out. */
  takes?: 'text/csv';
  /** Media types besides JSON that a 200 answer may have. */
  alsoAs?: readonly string[];
  /** true for another address of what is described already: it is left out of the OpenAPI document. */
  isAlias?: boolean;
  /** false for a small answer that is asked for so often that compressing it would cost more than sending it. */
  compress?: false;
  /**
   * true for the POST of a page's form: what was typed is kept when the session ended meanwhile, and given to the GET of the
   * same address by `takeKeptForm`, which must show it.
   */
  keepsForm?: true;
  /**
   * Its form may bring files, which come as `request.uploads`: PDF, PNG and JPEG by content, and plain text where it says so. With
   * `streamed` it brings one, after the form's fields, which comes as `request.upload` and is never held as a whole.
   */
  upload?: UploadLimits | StreamLimits;
  /** It is for programs, which send their key as a bearer token (RFC 6750); the endpoint itself looks whether it is one. */
  bearer?: true;
  /** Programs that run on other sites may ask and read the answer (CORS). Only where nobody is signed in. */
  otherSites?: true;
  handle(request: Request<never, never, never>, reply: FastifyReply): unknown;
}

interface Typed<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Omit<
  Endpoint,
  'params' | 'query' | 'body' | 'handle'
> {
  params?: P;
  query?: Q;
  body?: B;
  handle(request: Request<z.output<P>, z.output<Q>, z.output<B>>, reply: FastifyReply): unknown;
}

/** Declares an endpoint; the handler's params, query and body have the types of the schemas. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(definition: Typed<P, Q, B>): Endpoint {
  return definition;
}
