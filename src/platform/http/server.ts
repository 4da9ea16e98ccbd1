import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import { createHash } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type Actor, hasRole, visitor } from '../auth/index.ts';
import { type Language, splitLanguage } from '../i18n/index.ts';
import { type Problem, problem } from '../problem/index.ts';
import { allowOtherSites } from './cross-origin.ts';
import type { Endpoint, Request } from './endpoint.ts';
import { acceptedType } from './accept.ts';
import { answerProblem, handleProblems, type ProblemAnswers, refuseUnreadable } from './answer-problem.ts';
import { etagMatches } from './answers.ts';
import { pageHeaders, securityHeaders } from './headers.ts';
import { errorForLog, withoutKeys } from './log.ts';
import { toProblem } from './problems.ts';
import { type ApiInfo, describeAnswers, openApi } from './openapi.ts';
import { keepTyped } from './unsent-form.ts';
import { drain } from './multipart-form.ts';
import { readStreamed, type StreamLimits } from './streamed-upload.ts';
import { readUpload, takeUploads, type UploadLimits } from './upload.ts';

export type Server = FastifyInstance;

declare module 'fastify' {
  interface FastifyRequest {
    language: Language;
    actor: Actor;
  }
}

export interface ServerOptions extends ProblemAnswers {
  endpoints: readonly Endpoint[];
  api: ApiInfo;
  /** Is called before the endpoints are added: sessions, static files. */
  extend?: (server: Server) => Promise<void>;
  /** Handles requests below `prefix` instead of Fastify (the local sign-in provider). */
  mount?: { prefix: string; listener: RequestListener };
  logLevel?: string;
  /** Where the log goes instead of standard output. */
  logTo?: { write(line: string): void };
}

const languageOf = new WeakMap<IncomingMessage, Language>();

/** The framework as it is set up: the log, the limits, the language in the path. */
function framework(options: ServerOptions): Server {
  return Fastify({
    // Personal data never reaches the log: no headers, no bodies, no query strings, no values of rows.
    logger: {
      level: options.logLevel ?? 'warn',
      ...(options.logTo === undefined ? {} : { stream: options.logTo }),
      serializers: {
        req: (request: FastifyRequest) => ({ method: request.method, path: withoutKeys(request.url.split('?')[0]!) }),
        err: errorForLog,
      },
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    clientErrorHandler: refuseUnreadable,
    // What fails before there is a route: an address that cannot be decoded, or is too long.
    frameworkErrors(error, request, reply) {
      begin(request, reply);
      void answerProblem(toProblem(error), request, reply, options);
    },
    rewriteUrl(raw) {
      const { language, path } = splitLanguage(raw.url ?? '/');
      languageOf.set(raw, language);
      return path;
    },
    serverFactory(handler) {
      const { mount } = options;
      if (mount === undefined) return createHttpServer(handler);
      return createHttpServer((request, response) =>
        request.url?.startsWith(mount.prefix) === true ? mount.listener(request, response) : handler(request, response),
      );
    },
  });
}

/** A server with every endpoint, ready to listen or to be injected with requests. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const server = framework(options);
  server.decorateRequest('language', 'sv');
  server.decorateRequest('actor');
  server.decorateRequest('typedForm', null);
  server.decorateRequest('uploads');
  server.decorateRequest('upload', null);
  server.addHook('onRequest', (request, reply, done) => {
    begin(request, reply);
    if (request.routeOptions.config.kind !== 'api') void reply.headers(pageHeaders);
    done();
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  handleProblems(server, options);
  await server.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  await server.register(cookie);
  await server.register(formbody);
  await server.register(swagger, { openapi: openApi(options.api), transform: jsonSchemaTransform, transformObject: describe });
  addVersion(server);
  addForms(server);
  addDrain(server);
  await options.extend?.(server);
  allowOtherSites(server, options.endpoints);
  await addEndpoints(server, options.endpoints);
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
  return server;
}

/** What is known of every request from its start: its language, and that nobody has signed in yet. */
function begin(request: FastifyRequest, reply: FastifyReply): void {
  request.language = languageOf.get(request.raw) ?? 'sv';
  request.actor = visitor;
  void reply.headers(securityHeaders);
}

const describe: SwaggerTransformObject = (document) =>
  'openapiObject' in document ? describeAnswers(document.openapiObject) : document.swaggerObject;

/** What the API gives to read has an ETag also where the endpoint knows no version of its own: then the answer's digest. */
function addVersion(server: Server): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const own =
      ['GET', 'HEAD'].includes(request.method) && request.routeOptions.config?.kind === 'api' && reply.statusCode === 200;
    if (!own || typeof payload !== 'string' || reply.hasHeader('etag')) return done(null, payload);
    const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.header('etag', etag);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-cache');
    // The answer to HEAD has no body that could be left out.
    if (request.method === 'HEAD' || !etagMatches(request, etag)) return done(null, payload);
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

/** Reads forms with files and keeps what was typed, before anything else looks into a body. */
function addForms(server: Server): void {
  server.addHook('preValidation', (request, reply, done) => {
    if (request.method !== 'POST') return done();
    const { upload, access } = request.routeOptions.config;
    if (upload === undefined) {
      keepTyped(request);
      return done();
    }
    // Files are read only from those who may send them.
    const refusal = refuseAccess(request, access ?? []);
    if (refusal !== null) return done(refusal);
    const reading = upload.streamed === true ? readStreamed(request, upload) : readUpload(request, reply, upload);
    reading.then(() => done(), done);
  });
}

/** An answer given before the file has been read to its end: a browser shows it when it has sent everything. */
function addDrain(server: Server): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.routeOptions.config?.upload?.streamed === true) drain(request, reply);
    done(null, payload);
  });
}

/** Whoever takes files of text, or uploads, reads bodies in a scope of its own. */
async function addEndpoints(server: Server, endpoints: readonly Endpoint[]): Promise<void> {
  const [taking, others] = [
    endpoints.filter(({ takes }) => takes !== undefined),
    endpoints.filter(({ takes }) => takes === undefined),
  ];
  for (const endpoint of others) if (endpoint.upload === undefined) addEndpoint(server, endpoint);
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, read) => read(null, body));
    for (const endpoint of taking) addEndpoint(scope, endpoint);
    done();
  });
  await server.register(async (scope) => {
    await takeUploads(scope);
    for (const endpoint of others) if (endpoint.upload !== undefined) addEndpoint(scope, endpoint);
  });
}

function addEndpoint(server: Server, endpoint: Endpoint): void {
  const { method, url, kind, access, summary, tag, params, query, body, answer, alsoAs, takes } = endpoint;
  server.route({
    method,
    url,
    config: {
      kind,
      keepsForm: endpoint.keepsForm === true,
      access,
      ...(endpoint.upload === undefined ? {} : { upload: endpoint.upload }),
    },
    ...(endpoint.compress === false ? { compress: false } : {}),
    schema: {
      summary,
      hide: kind === 'page' || endpoint.isAlias === true,
      tags: [tag ?? 'narvaro'],
      ...(endpoint.bearer === true ? { security: [{ programKey: [] }] } : {}),
      ...(access === 'everyone' ? {} : { security: [{ session: [], ...(method === 'GET' ? {} : { formToken: [] }) }] }),
      ...(alsoAs === undefined ? {} : { produces: ['application/json', ...alsoAs] }),
      ...(takes === undefined ? {} : { consumes: [takes] }),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
      ...(answer === undefined ? {} : { response: { 200: answer } }),
    },
    preValidation(request, _reply, done) {
      const offered = ['application/json', ...(alsoAs ?? [])];
      if (kind === 'api' && acceptedType(request.headers.accept, offered) === null) return done(problem('not-acceptable'));
      done(refuseAccess(request, access) ?? undefined);
    },
    handler: (request, reply) => endpoint.handle(request as unknown as Request<never, never, never>, reply),
  });
}

/** Why this person may not enter; null when they may. */
function refuseAccess(request: FastifyRequest, access: Endpoint['access']): Problem | null {
  if (access === 'everyone' || hasRole(request.actor, access)) return null;
  if (request.actor.id !== 'visitor') return problem('not-allowed');
  return problem(request.sessionState === 'expired' ? 'session-expired' : 'sign-in-required');
}

declare module 'fastify' {
  interface FastifyContextConfig {
    kind?: 'api' | 'page';
    access?: Endpoint['access'];
    upload?: UploadLimits | StreamLimits;
  }
}
