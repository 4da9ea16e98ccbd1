/**
 * Refusals. Every one has a stable code, a status, a text for the log (English) and a text for the person
 * (i18n key `problem.<code>`), and is answered as RFC 9457 problem details or as a page that says what to do.
 */

import type { Rule } from '../rule/index.ts';

export interface ProblemKind {
  status: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  /** For the log and the API: English, no personal data. */
  title: string;
}

export interface FieldError {
  /** Where: a parameter name, or a path such as `hours.mon`. */
  field: string;
  /** What was expected, in English. */
  expected: string;
}

export interface ProblemDetails {
  /** Values that the texts speak of, e.g. { code: '2425' }. */
  params?: Readonly<Record<string, string | number>>;
  /** The rule that refused: shown with what it says and where it is written. */
  rule?: Rule;
  fields?: readonly FieldError[];
  /** More for the log and the API, English. */
  detail?: string;
  /** What can be had instead, for the API and the page that asked: a member of its own (RFC 9457 §3.2). */
  alternatives?: readonly Readonly<Record<string, unknown>>[];
}

export class Problem extends Error {
  readonly code: string;
  readonly status: ProblemKind['status'];
  readonly title: string;
  readonly details: ProblemDetails;

  constructor(code: string, kind: ProblemKind, details: ProblemDetails = {}) {
    super(`${code}: ${details.detail ?? kind.title}`);
    this.name = 'Problem';
    this.code = code;
    this.status = kind.status;
    this.title = kind.title;
    this.details = details;
  }
}

/** A module's problems: code → kind. Gives a maker that only takes its own codes. */
export function problems<Code extends string>(kinds: Readonly<Record<Code, ProblemKind>>) {
  const make = (code: Code, details?: ProblemDetails): Problem => new Problem(code, kinds[code], details);
  return Object.assign(make, { kinds });
}

/** The problems that any request can meet. */
export const problem = problems({
  'bad-request': { status: 400, title: 'The request is not understood' },
  'invalid-input': { status: 422, title: 'Some values are missing or wrong' },
  'sign-in-required': { status: 401, title: 'Sign in first' },
  'session-expired': { status: 401, title: 'The session has ended; sign in again' },
  'form-expired': { status: 403, title: 'The form is too old or came from another site' },
  'not-allowed': { status: 403, title: 'This role may not do this' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'not-acceptable': { status: 406, title: 'None of the accepted formats can be given' },
  'request-repeated': { status: 409, title: 'The request id was used for another request' },
  'too-large': { status: 413, title: 'The request is too large' },
  'file-too-large': { status: 413, title: 'A file is larger than this address takes' },
  'too-many-files': { status: 413, title: 'There are more files than this address takes' },
  'unsupported-file': { status: 415, title: 'A file is neither PDF, PNG nor JPEG' },
  'unsupported-text-file': { status: 415, title: 'A file is not text in UTF-8' },
  'unsupported-media-type': { status: 415, title: 'The body has a type that this address does not take' },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  'pdf-unavailable': { status: 503, title: 'A PDF cannot be made on this system; ask for JSON' },
  'database-unavailable': { status: 503, title: 'The database does not answer right now' },
});

/** The fields that an input was refused for; none when the error is another. */
export function refusedFields(error: unknown): readonly FieldError[] {
  return error instanceof Problem && error.code === 'invalid-input' ? (error.details.fields ?? []) : [];
}
