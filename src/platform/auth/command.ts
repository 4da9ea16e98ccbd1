/**
 * A command has a fixed order: authorise → read the input → one transaction (load, decide, write) → events and audit row
 * in that same transaction. A command without `roles` does not compile; one that writes no audit row does not either.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { answeredBefore, writeAudit } from '../audit/index.ts';
import { type Clock, type Instant, localTime, type PlainDate } from '../clock/index.ts';
import { type Database, isDatabaseError, together, type Transaction } from '../db/index.ts';
import type { NewId } from '../ids/index.ts';
import type { Keys } from '../keys/index.ts';
import { type Event, writeEvent } from '../outbox/index.ts';
import { type FieldError, type Problem, problem } from '../problem/index.ts';
import { type Actor, hasRole, type Role } from './roles.ts';

export interface CommandContext {
  tx: Transaction;
  actor: Actor;
  now: Instant;
  today: PlainDate;
  newId: NewId;
  keys: Keys;
}

/**
 * What a command comes to. A `refusal` is thrown like any other, but what was written stays, with its audit row: an attempt that
 * someone must be able to see.
 */
export type Outcome<Result> = Done & ({ result: Result } | { refusal: Problem });

interface Done {
  /** What it was done to, e.g. `place:0190…`. */
  subject: string;
  details?: Readonly<Record<string, unknown>>;
  rules?: readonly string[];
  events?: readonly Event[];
}

export interface Command<Input extends z.ZodType = z.ZodType, Result = unknown> {
  /** `<module>.<verb>-<noun>`. */
  name: string;
  /** The roles that may; every pair role × command is run through in test/access.test.ts. */
  roles: readonly Role[];
  input: Input;
  run(context: CommandContext, input: z.output<Input>): Promise<Outcome<Result>>;
}

export function command<Input extends z.ZodType, Result>(definition: Command<Input, Result>): Command<Input, Result> {
  return Object.freeze(definition);
}

/** What a command needs from the house. */
export interface House {
  db: Database;
  clock: Clock;
  newId: NewId;
  keys: Keys;
}

export function mayRun(actor: Actor, of: Pick<Command, 'roles'>): boolean {
  return hasRole(actor, of.roles);
}

/**
 * Carries out a command and gives its result. With `requestId` (the client's own key) a retry gives the first answer again;
 * the same key with another input is refused.
 * Throws Problem: sign-in-required, not-allowed, invalid-input, request-repeated, and the command's own.
 */
export async function execute<Input extends z.ZodType, Result>(
  house: House,
  actor: Actor,
  of: Command<Input, Result>,
  input: unknown,
  requestId: string | null = null,
): Promise<Result> {
  if (!mayRun(actor, of)) {
    throw problem(actor.id === 'visitor' ? 'sign-in-required' : 'not-allowed', {
      detail: `${of.name} is for ${of.roles.join(', ')}`,
    });
  }
  const parsed = of.input.safeParse(input);
  if (!parsed.success) throw problem('invalid-input', { fields: fieldErrors(parsed.error) });
  const request = requestId === null ? null : { id: requestId, hash: inputHash(parsed.data) };
  const outcome = await againWhenTheyMet(() => carryOut(house, actor, of, parsed.data, request));
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.result;
}

/** So often a transaction is run that met others on its way. */
const mostRuns = 5;

/** A deadlock is nobody's fault, and of what was done nothing is left: the transaction is run again. */
async function againWhenTheyMet<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let left = mostRuns - 1; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left === 0 || !isDatabaseError(error) || !['40P01', '40001'].includes(error.code ?? '')) throw error;
    }
  }
}

/** One transaction: what the command does, its events and its audit row. */
function carryOut<Input extends z.ZodType, Result>(
  house: House,
  actor: Actor,
  of: Command<Input, Result>,
  input: z.output<Input>,
  request: { id: string; hash: Buffer } | null,
): Promise<Outcome<Result>> {
  return house.db.transaction().execute(async (tx): Promise<Outcome<Result>> => {
    if (request !== null) {
      const answered = await firstAnswer(tx, request, actor, of.name);
      if (answered !== null) return { subject: '', result: answered.result as Result };
    }
    const now = house.clock.now();
    const outcome = await of.run({ tx, actor, now, today: localTime(now).date, newId: house.newId, keys: house.keys }, input);
    const audit = {
      id: house.newId(),
      at: now,
      actor: actor.id,
      command: of.name,
      subject: outcome.subject,
      rules: outcome.rules ?? [],
      details: outcome.details ?? {},
      // A refusal is no answer to keep: the same request is tried again.
      ...('refusal' in outcome
        ? { request: null, result: { refused: outcome.refusal.code } }
        : { request, result: outcome.result }),
    };
    await together(tx, (at) => [...(outcome.events ?? []).map((event) => writeEvent(at, event, now)), writeAudit(at, audit)]);
    return outcome;
  });
}

/** The first answer to this request, if it was carried out; refuses a key that was used for something else. */
async function firstAnswer(
  tx: Transaction,
  request: { id: string; hash: Buffer },
  actor: Actor,
  name: string,
): Promise<{ result: unknown } | null> {
  const answered = await answeredBefore(tx, request.id);
  if (answered === null) return null;
  const same = answered.actor === actor.id && answered.command === name && answered.hash.equals(request.hash);
  if (!same) throw problem('request-repeated');
  return answered;
}

/** SHA-256 of an input as it was read. Only what JSON can say counts: a stream or a function is another one at each try. */
function inputHash(input: unknown): Buffer {
  const text = JSON.stringify(input, (_key, value: unknown) => (isPlain(value) ? value : null)) ?? 'null';
  return createHash('sha256').update(text).digest();
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}

/** Zod's issues as the fields of a problem. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), expected: issue.message }));
}
