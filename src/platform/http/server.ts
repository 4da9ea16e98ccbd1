import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import { createHash } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Actor, hasRole, visitor } from '../auth/index.ts';
import { type Language, languageFacts, languages, splitLanguage } from '../i18n/index.ts';
import { type Problem, problem } from '../problem/index.ts';
import type { Endpoint, Request } from './endpoint.ts';
import { acceptedLanguage, acceptedType } from './accept.ts';
import { etagMatches } from './answers.ts';
import { pageHeaders, securityHeaders } from './headers.ts';
import { errorForLog, withoutKeys } from './log.ts';
import { problemBody, type ProblemWords, toProblem } from './problems.ts';
import { type ApiInfo, describeAnswers, openApi } from './openapi.ts';
import { keepTyped, unsentForm } from './unsent-form.ts';
import { readUpload, takeUploads, type UploadLimits } from './upload.ts';

export type Server = FastifyInstance;

declare module 'fastify' {
  interface FastifyRequest {
    language: Language;
    actor: Actor;
  }
}

export interface ServerOptions {
  endpoints: readonly Endpoint[];
  api: ApiInfo;
  /** The page that is shown for a refusal. */
  problemPage: (request: FastifyRequest, of: Problem) => string;
  /** The same in words for the API, in a language; without it the API speaks English. */
  problemWords?: (request: FastifyRequest, of: Problem, language: Language) => ProblemWords;
  /** Is called before the endpoints are added: sessions, static files. */
  extend?: (server: Server) => Promise<void>;
  /** Handles requests below `prefix` instead of Fastify (the local sign-in provider). */
  mount?: { prefix: string; listener: RequestListener };
  logLevel?: string;
  /** Where the log goes instead of standard output. */
  logTo?: { write(line: string): void };
}

const languageOf = new WeakMap<IncomingMessage, Language>();

/** A server with every endpoint, ready to listen or to be injected with requests. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const server = Fastify({
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
      request.language = languageOf.get(request.raw) ?? 'sv';
      request.actor = visitor;
      void reply.headers(securityHeaders);
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
  server.decorateRequest('language', 'sv');
  server.decorateRequest('actor');
  server.decorateRequest('typedForm', null);
  server.decorateRequest('uploads');
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders);
    if (request.routeOptions.config.kind !== 'api') void reply.headers(pageHeaders);
    request.language = languageOf.get(request.raw) ?? 'sv';
    request.actor = visitor;
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
  await options.extend?.(server);
  const [taking, others] = [
    options.endpoints.filter(({ takes }) => takes !== undefined),
    options.endpoints.filter(({ takes }) => takes === undefined),
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
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
  return server;
}

const describe: SwaggerTransformObject = (document) =>
  'openapiObject' in document ? describeAnswers(document.openapiObject) : document.swaggerObject;

/** What the API gives to read has an ETag also where the endpoint knows no version of its own: then the answer's digest. */
function addVersion(server: Server): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const own = request.method === 'GET' && request.routeOptions.config?.kind === 'api' && reply.statusCode === 200;
    if (!own || typeof payload !== 'string' || reply.hasHeader('etag')) return done(null, payload);
    const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.header('etag', etag);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-cache');
    if (!etagMatches(request, etag)) return done(null, payload);
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
    readUpload(request, reply, upload).then(() => done(), done);
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
      hide: kind === 'page',
      tags: [tag ?? 'narvaro'],
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
    upload?: UploadLimits;
  }
}

function handleProblems(server: Server, options: ServerOptions): void {
  server.setErrorHandler(async (error, request, reply) => {
    const refused = toProblem(error, request.routeOptions.config.kind === 'page');
    if (refused.status >= 500) request.log.error({ err: error, code: refused.code }, 'request failed');
    if (refused.code === 'database-unavailable') request.typedForm = await unsentForm(request);
    return answerProblem(refused, request, reply, options);
  });
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(server, request.url.split('?')[0]!);
    if (allowed.length === 0) return answerProblem(problem('not-found'), request, reply, options);
    void reply.header('allow', allowed.join(', '));
    return answerProblem(problem('method-not-allowed'), request, reply, options);
  });
}

/** The methods that an address takes, for `Allow` (RFC 9110 §15.5.6). */
function methodsOf(server: Server, url: string): string[] {
  return (['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'] as const).filter((method) => server.findRoute({ method, url }) !== null);
}

function answerProblem(refused: Problem, request: FastifyRequest, reply: FastifyReply, options: ServerOptions): FastifyReply {
  void reply.status(refused.status).header('cache-control', 'no-store');
  if (refused.status === 503) void reply.header('retry-after', '2');
  const asPage = request.routeOptions?.config?.kind === 'page' || (request.headers.accept ?? '').includes('text/html');
  if (asPage && !request.url.startsWith('/v1/')) {
    return reply.type('text/html; charset=utf-8').send(options.problemPage(request, refused));
  }
  const language = problemLanguage(request);
  const words = options.problemWords?.(request, refused, language) ?? null;
  void reply.header('content-language', words === null ? 'en' : languageFacts[language].tag).header('vary', 'accept-language');
  return reply.type('application/problem+json').send(JSON.stringify(problemBody(refused, request, words)));
}

/** The language of the address, when it says one; else the one that the client likes best, else Swedish. */
function problemLanguage({ language, headers }: FastifyRequest): Language {
  return language === 'sv' ? (acceptedLanguage(headers['accept-language'], languages) ?? 'sv') : language;
}

/** Bytes that are no HTTP request: there is neither address nor language, so the answer is the same for everyone. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { code, status, title } = problem(tooLarge ? 'too-large' : 'bad-request');
  const body = JSON.stringify({ type: `/docs#problem-${code}`, title, status, code });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
