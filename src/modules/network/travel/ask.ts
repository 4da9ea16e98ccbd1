/** One question to a routing server over HTTP: with a time limit, and asked again when the fault may pass. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { travelProblem } from './problems.ts';

export interface AskOptions {
  /** Longest wait for one answer. */
  timeoutMs: number;
  /** How many times in all. */
  attempts: number;
  /** Wait before the second attempt; doubled for each after it. */
  backoffMs: number;
}

export const patient: AskOptions = { timeoutMs: 30_000, attempts: 4, backoffMs: 500 };

export interface Question {
  /** Below the server's address, with a leading slash. */
  path: string;
  /** Sent as JSON by POST; without one it is a GET. */
  body?: unknown;
}

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * The server's answer with any status below 500 except 429. Throws routing-server-unavailable when no attempt gave one,
 * routing-answer-wrong when it is not JSON.
 */
export async function ask(server: string, question: Question, options: AskOptions): Promise<Answer> {
  let fault = '';
  for (let attempt = 0; attempt < options.attempts; attempt++) {
    if (attempt > 0) await sleep(options.backoffMs * 2 ** (attempt - 1));
    const answer = await once(server, question, options.timeoutMs).catch((error: unknown) => reason(error, options.timeoutMs));
    if (typeof answer === 'string') fault = answer;
    else if (answer.status === 429 || answer.status >= 500) fault = `status ${answer.status}`;
    else return { status: answer.status, body: readJson(server, answer) };
  }
  throw travelProblem('routing-server-unavailable', { detail: `${server}: ${fault}, ${options.attempts} attempts` });
}

async function once(server: string, question: Question, timeoutMs: number): Promise<{ status: number; text: string }> {
  const response = await fetch(server + question.path, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
    headers: { accept: 'application/json', ...(question.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(question.body === undefined ? {} : { method: 'POST', body: JSON.stringify(question.body) }),
  });
  return { status: response.status, text: await response.text() };
}

function reason(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function readJson(server: string, { status, text }: { status: number; text: string }): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw travelProblem('routing-answer-wrong', { detail: `${server}: status ${status}, not JSON: ${text.slice(0, 80)}` });
  }
}

/** The body in the shape that the protocol promises. Throws routing-answer-wrong, which says where it differs. */
export function inShape<Schema extends z.ZodType>(server: string, shape: Schema, body: unknown): z.output<Schema> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw travelProblem('routing-answer-wrong', { detail: `${server}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` });
}
