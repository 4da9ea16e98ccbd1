import type { FastifyError, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isConnectionLoss } from '../db/index.ts';
import { type FieldError, Problem, problem } from '../problem/index.ts';

/**
 * Any error as a problem: what we threw is one, what Fastify refused becomes one, the rest is an internal error. `isPage`: an
 * address whose parts are no step, month or id of ours is a page that is not there; over the API it says what was expected.
 */
export function toProblem(error: unknown, isPage = false): Problem {
  if (error instanceof Problem) return error;
  if (isConnectionLoss(error)) return problem('database-unavailable');
  const { statusCode, code, validation, validationContext } = (error ?? {}) as Partial<FastifyError>;
  if (isPage && validationContext === 'params') return problem('not-found');
  if (validation !== undefined && validation !== null)
    return problem('bad-request', { fields: validationFields(error as FastifyError) });
  if (statusCode === 413) return problem('too-large');
  if (statusCode === 415) return problem('unsupported-media-type');
  if (statusCode === 404) return problem('not-found');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problem('bad-request', { detail: code ?? 'the request could not be read' });
  }
  return problem('internal-error');
}

function validationFields(error: FastifyError): FieldError[] {
  return (error.validation ?? []).map((issue) => ({
    field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    expected: issue.message ?? 'another value',
  }));
}

/** A problem in the client's language: what happened, and what can be done. */
export interface ProblemWords {
  title: string;
  text: string | null;
  action: string;
}

/** The shape of `problemBody`, for the OpenAPI document and the tests that hold answers against it. */
export const problemShape = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  instance: z.string(),
  detail: z.string().optional(),
  /** What can be done now. */
  action: z.string().optional(),
  /** More for who writes the client, English. */
  cause: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z
    .array(z.object({ field: z.string(), expected: z.string() }))
    .readonly()
    .optional(),
  rule: z.object({ id: z.string(), says: z.string(), source: z.string() }).optional(),
  alternatives: z.array(z.record(z.string(), z.unknown())).optional(),
});

/**
 * RFC 9457 problem details. `type` is the address of the code in the API's own documentation; `words` are the client's, in English when
 * there are none.
 */
export function problemBody(of: Problem, request: FastifyRequest, words: ProblemWords | null): z.output<typeof problemShape> {
  const { detail: cause, fields, params, rule, alternatives } = of.details;
  return {
    type: `/docs#problem-${of.code}`,
    title: words?.title ?? of.title,
    status: of.status,
    code: of.code,
    instance: request.id,
    ...(words === null || words.text === null ? {} : { detail: words.text }),
    ...(words === null ? {} : { action: words.action }),
    ...(cause === undefined ? {} : { cause }),
    ...(params === undefined ? {} : { params }),
    ...(fields === undefined ? {} : { fields }),
    ...(rule === undefined ? {} : { rule: { id: rule.id, says: rule.says, source: rule.source } }),
    ...(alternatives === undefined ? {} : { alternatives: [...alternatives] }),
  };
}
