/** What a planner says of a presence, read and checked alike by every command that takes it. */
import { z } from 'zod';
import { day, instant, type Instant, later } from '../../platform/clock/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { hoursException, presenceKinds, services, weeklyHours } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { inputOf, languageCode, method } from './register-file/place-values.ts';
import { Expected } from './register-file/values.ts';
import type { PresenceFacts } from './store/presence.ts';

export const presenceInput = z.object({
  validFrom: day,
  validTo: day.nullable(),
  services: z.array(z.enum(services)).min(1, 'at least one kind of help').max(services.length),
  languages: z.array(inputOf(languageCode)).max(50),
  hours: weeklyHours.nullable(),
  exceptions: z
    .array(hoursException.extend({ date: day }))
    .max(400)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'each day once'),
});
export type PresenceInput = z.output<typeof presenceInput>;

export const presenceKind = z.enum(presenceKinds);

/** The input as facts of the register, entered by the actor (by id, if the file cannot hold the name). Throws period-reversed. */
export function enteredFacts(input: PresenceInput, placeId: string, kind: PresenceFacts['kind'], actor: Actor): PresenceFacts {
  const { validFrom, validTo } = input;
  if (validTo !== null && validTo < validFrom) {
    throw networkProblem('period-reversed', {
      params: { from: validFrom, to: validTo },
      fields: [{ field: 'validTo', expected: `a day on or after ${validFrom}` }],
    });
  }
  return {
    placeId,
    kind,
    validFrom,
    validTo,
    services: [...new Set(input.services)].toSorted(),
    languages: [...new Set(input.languages)].toSorted(),
    hours: input.hours,
    exceptions: input.exceptions.toSorted((a, b) => a.date.localeCompare(b.date)),
    evidence: 'entered',
    source: null,
    method: method.read(actor.name) instanceof Expected ? actor.id : actor.name,
    assumed: [],
  };
}

/** Runs a write; the database's own refusal of an overlap becomes the problem that says so. */
export async function refuseOverlap(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'presence_never_overlaps') throw networkProblem('presence-overlaps');
    throw error;
  }
}

/**
 * The instant at which a correction is recorded. `recorded` is a half-open range, so a second correction within the same
 * millisecond is moved past the first.
 */
export function recordedAfter(now: Instant, previous: string): Instant {
  const before = instant(previous);
  return now > before ? now : later(before, 1);
}
