/**
 * The travel-in rota: which officers sit at which places on which weekdays of a week that comes again. A sitting is a whole day at one
 * place; the journey goes from the home place and back on the same day.
 */
import { z } from 'zod';

const codes = z.array(z.string().max(60)).max(30);
export const weekday = z.number().int().min(1).max(7);

/** What is promised of a place on a weekday (1 = Monday): so many officers, and among them someone with each language and competence. */
export const promise = z.object({
  placeId: z.string().max(60),
  weekday,
  officers: z.number().int().min(1).max(20),
  languages: codes,
  competences: codes,
});
export type RotaPromise = z.output<typeof promise>;

export const rotaOfficer = z.object({
  id: z.string().max(60),
  /** Weekdays on which the officer works and can be sent away. */
  weekdays: z.array(weekday).max(7),
  languages: codes,
  competences: codes,
  /** Whole minutes one way from the home place, by place; a place left out cannot be reached. */
  minutes: z.record(z.string(), z.number().int().min(0)),
});
export type RotaOfficer = z.output<typeof rotaOfficer>;

export const limits = z.object({
  /** Most minutes of travel a day, there and back. */
  minutesPerDay: z.number().int().min(1).max(1440),
  /** Most minutes of travel a week; null = no such limit. */
  minutesPerWeek: z.number().int().min(1).max(10_080).nullable(),
  /** Most days a week away from the home place. */
  daysPerWeek: z.number().int().min(1).max(7),
  /** Most minutes a week between who travels most and who travels least, among those that can be sent anywhere; null = no such limit. */
  spread: z.number().int().min(0).max(10_080).nullable(),
});
export type RotaLimits = z.output<typeof limits>;

/** Short: fewest minutes in all. Even: first that who travels most travels as little as can be, then fewest minutes in all. */
export const aims = ['short', 'even'] as const;

export const sitting = z.object({ officerId: z.string().max(60), placeId: z.string().max(60), weekday });
export type Sitting = z.output<typeof sitting>;

export const rotaProblem = z.object({
  promises: z.array(promise).min(1).max(200),
  officers: z.array(rotaOfficer).min(1).max(200),
  limits,
  aim: z.enum(aims),
  /** The rota that this one takes over from: as many of its sittings as can be are kept. Null: a rota from nothing. */
  before: z.array(sitting).max(2000).nullable(),
});
export type RotaProblem = z.output<typeof rotaProblem>;

/** One thing that is required: the number of officers of a promise, or someone with a language or competence among them. */
export const requirement = z.object({
  promise: z.number().int(),
  what: z.enum(['officers', 'language', 'competence']),
  /** Of the language or competence; null for the number. */
  code: z.string().nullable(),
});
export type Requirement = z.output<typeof requirement>;

/** Why a requirement cannot be met even by itself. */
export const reasons = ['nobody-has', 'too-far', 'not-that-day', 'too-few'] as const;

export const conflict = z.object({
  /** Together they cannot be met, and without any of them the others can. */
  requirements: z.array(requirement),
  /** For one requirement by itself; null when each could be met alone. */
  reason: z.enum(reasons).nullable(),
  /** One way, of the nearest who would do; null when none is known. */
  nearest: z.number().nullable(),
  /** How many could sit there that day. */
  possible: z.number().nullable(),
  /** Limits without which these requirements could be met together. */
  limits: z.array(z.enum(['minutesPerWeek', 'daysPerWeek', 'spread'])),
});
export type Conflict = z.output<typeof conflict>;

export const stages = ['unmet', 'changes', 'greatest', 'travel'] as const;
export type StageName = (typeof stages)[number];

export const rotaAnswer = z.object({
  sittings: z.array(sitting),
  /** What this rota does not meet. */
  unmet: z.array(requirement),
  /** Why not everything can be met; empty when it is. */
  conflicts: z.array(conflict),
  /**
   * In this order, each without giving up any of those before: requirements not met; sittings that were not in the rota before; the most
   * minutes a week of anyone; minutes a week in all. No rota has less than `bound` given the values before it.
   */
  stages: z.array(z.object({ name: z.enum(stages), value: z.number(), bound: z.number() })),
  /** Every stage's value is its bound. */
  proved: z.boolean(),
});
export type RotaAnswer = z.output<typeof rotaAnswer>;

/** All that is required, in the order of the promises. */
export function requirementsOf(problem: RotaProblem): Requirement[] {
  return problem.promises.flatMap(({ languages, competences }, promise): Requirement[] => [
    { promise, what: 'officers', code: null },
    ...[...new Set(languages)].map((code) => ({ promise, what: 'language' as const, code })),
    ...[...new Set(competences)].map((code) => ({ promise, what: 'competence' as const, code })),
  ]);
}

/** Whether an officer is one of those that a requirement asks for. */
export function answers({ languages, competences }: RotaOfficer, { what, code }: Requirement): boolean {
  return code === null || (what === 'language' ? languages : competences).includes(code);
}

/** Minutes there and back; null when the officer cannot sit there that day. */
export function journeyOf(problem: RotaProblem, officer: RotaOfficer, { placeId, weekday }: RotaPromise): number | null {
  const minutes = officer.minutes[placeId];
  if (minutes === undefined || !officer.weekdays.includes(weekday)) return null;
  return 2 * minutes <= problem.limits.minutesPerDay ? 2 * minutes : null;
}

export const keyOf = ({ officerId, placeId, weekday }: Sitting): string => `${officerId} ${placeId} ${weekday}`;
