import { isDatabaseError } from '../db/index.ts';

/** A path without what opens something: a part of it that is longer than an id is a key. */
export function withoutKeys(path: string): string {
  return path.replaceAll(/[\w-]{40,}/g, '…');
}

/** What the log says of an error. */
export interface LoggedError {
  [key: string]: unknown;
  type: string;
  code?: string;
  constraint?: string;
  message: string;
  stack: string;
  cause?: LoggedError;
}

/**
 * An error for the log without the values that it met: of a database error neither detail, where, query nor the server's
 * own message, which repeats what was sent ("invalid input syntax for type date: …"); of others no field that hangs on it.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown', stack: '' };
  const database = isDatabaseError(error);
  const message = database ? 'the database refused the statement' : error.message;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const constraint = database && error.constraint !== undefined ? { constraint: error.constraint } : {};
  const cause = error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {};
  return { type: error.name, ...code, ...constraint, message, stack: `${message}\n${framesOf(error)}`, ...cause };
}

/** The lines that say where; those before them repeat the message. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}
