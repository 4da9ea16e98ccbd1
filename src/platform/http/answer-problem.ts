/** How a refusal is answered: a page where a page was asked for, problem details (RFC 9457) to everyone else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Language, languageFacts, languages } from '../i18n/index.ts';
import { type Problem, problem } from '../problem/index.ts';
import { acceptedLanguage } from './accept.ts';
import { problemBody, type ProblemWords, toProblem } from './problems.ts';
import { unsentForm } from './unsent-form.ts';

export interface ProblemAnswers {
  /** The page that is shown for a refusal. */
  problemPage: (request: FastifyRequest, of: Problem) => string;
  /** The same in words for the API, in a language; without it the API speaks English. */
  problemWords?: (request: FastifyRequest, of: Problem, language: Language) => ProblemWords;
}

/** Every error and every address that is not there is answered with a problem: a page, or problem details for the API. */
export function handleProblems(server: FastifyInstance, options: ProblemAnswers): void {
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
function methodsOf(server: FastifyInstance, url: string): string[] {
  return (['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'] as const).filter((method) => server.findRoute({ method, url }) !== null);
}

export function answerProblem(
  refused: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ProblemAnswers,
): FastifyReply {
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
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
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
