/**
 * The weeks of a rota in which its usual week cannot be, as someone who sits in it is not there. Each is a rota of its own with as few
 * sittings as can be that are not the usual ones; weeks that are alike have one answer.
 */
import { z } from 'zod';
import { addDays, day, type PlainDate } from '../../../platform/clock/index.ts';
import { journeyOf, keyOf, rotaAnswer, type RotaOfficer, type RotaProblem, type Sitting, weekday } from './problem.ts';

/** An officer who is not there on a weekday. */
const absent = z.object({ officerId: z.string(), weekday });
export type Absent = z.output<typeof absent>;

const span = z.object({
  from: day,
  /** The last day; null = no end. */
  to: day.nullable(),
});
export type Span = z.output<typeof span>;

export const plannedWeeks = z.object({
  /** From Mondays to Sundays, but where the rota begins or ends. */
  spans: z.array(span).min(1),
  /** Weekdays that are promised then: within the rota's period, and no public holiday. */
  weekdays: z.array(weekday),
  absent: z.array(absent),
  answer: rotaAnswer,
});
export type PlannedWeeks = z.output<typeof plannedWeeks>;

/** A week as it is asked for; `before`: what an earlier rota had for it, when that was not its usual week. */
export interface Week extends Span, Pick<PlannedWeeks, 'weekdays' | 'absent'> {
  before: Sitting[];
}

const cellOf = ({ officerId, weekday }: Absent): string => `${officerId} ${weekday}`;

/** A week's own problem; what is kept of the usual week, and of what was planned for it before, is no change. */
export function weekProblem(
  problem: RotaProblem,
  usual: readonly Sitting[],
  { weekdays, absent, before }: Pick<PlannedWeeks, 'weekdays' | 'absent'> & { before: readonly Sitting[] },
): RotaProblem {
  const away = new Set(absent.map(cellOf));
  return {
    ...problem,
    promises: problem.promises.filter((one) => weekdays.includes(one.weekday)),
    officers: problem.officers.map((one): RotaOfficer => ({
      ...one,
      weekdays: one.weekdays.filter((weekday) => !away.has(cellOf({ officerId: one.id, weekday }))),
    })),
    before: [...usual, ...before],
  };
}

/** Weeks to plan by themselves, those that are alike together. Of who is absent only those count who could sit somewhere. */
export function weeksToPlan(problem: RotaProblem, usual: readonly Sitting[], weeks: readonly Week[]): Week[][] {
  const could = new Set(
    problem.officers.flatMap((officer) =>
      problem.promises
        .filter((promise) => journeyOf(problem, officer, promise) !== null)
        .map(({ weekday }) => cellOf({ officerId: officer.id, weekday })),
    ),
  );
  const promised = new Set(problem.promises.map((one) => one.weekday));
  const relevant = weeks.map((week) => ({
    ...week,
    weekdays: week.weekdays.filter((one) => promised.has(one)),
    absent: week.absent.filter((one) => could.has(cellOf(one))),
  }));
  const isHit = ({ absent }: Week): boolean => absent.some((one) => usual.some((sat) => cellOf(sat) === cellOf(one)));
  const likeness = ({ weekdays, absent, before }: Week): string =>
    JSON.stringify([weekdays, absent.map(cellOf).toSorted(), before.map(keyOf).toSorted()]);
  return [...Map.groupBy(relevant.filter(isHit), likeness).values()];
}

/** Weeks that follow on each other are one span. */
export function spansOf(weeks: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of weeks.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = spans.at(-1);
    if (last !== undefined && last.to !== null && addDays(last.to, 1) === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** A rota as far as it says who sits where when. */
export interface Whole {
  validFrom: PlainDate;
  validTo: PlainDate | null;
  answer: { sittings: Sitting[] };
  weeks: readonly PlannedWeeks[];
}

/** What holds in weeks that are planned by themselves; on a weekday without promises it is as usual, but for those who are absent. */
export function sittingsOfWeeks({ answer: { sittings } }: Pick<Whole, 'answer'>, weeks: PlannedWeeks): Sitting[] {
  const away = new Set(weeks.absent.map(cellOf));
  const others = sittings.filter((sat) => !weeks.weekdays.includes(sat.weekday) && !away.has(cellOf(sat)));
  return [...weeks.answer.sittings, ...others];
}

/** The whole period in order, cut where what holds becomes another. */
export function partsOf(rota: Whole): (Span & { sittings: Sitting[] })[] {
  const planned = rota.weeks
    .flatMap((weeks) => weeks.spans.map((span) => ({ ...span, sittings: sittingsOfWeeks(rota, weeks) })))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const usual = rota.answer.sittings;
  const parts: ReturnType<typeof partsOf> = [];
  let next: PlainDate | null = rota.validFrom;
  for (const one of planned) {
    if (next !== null && next < one.from) parts.push({ from: next, to: addDays(one.from, -1), sittings: usual });
    parts.push(one);
    next = one.to === null ? null : addDays(one.to, 1);
  }
  if (next !== null && (rota.validTo === null || next <= rota.validTo))
    parts.push({ from: next, to: rota.validTo, sittings: usual });
  return parts;
}

/** Where an officer sits on a weekday, or that they sit nowhere, for as long as it is so. */
export function placesOf(rota: Whole, { officerId, weekday }: Absent): (Span & { placeId: string | null })[] {
  const found: ReturnType<typeof placesOf> = [];
  for (const { from, to, sittings } of partsOf(rota)) {
    const placeId = sittings.find((sat) => sat.officerId === officerId && sat.weekday === weekday)?.placeId ?? null;
    const last = found.at(-1);
    if (last !== undefined && last.placeId === placeId) last.to = to;
    else found.push({ from, to, placeId });
  }
  return found;
}

/** Every sitting with its days, a place's after each other. */
export function stretchesOf(rota: Whole): (Span & Sitting)[] {
  const cells = new Map(partsOf(rota).flatMap(({ sittings }) => sittings.map((sat) => [cellOf(sat), sat] as const)));
  return [...cells.values()].flatMap(({ officerId, weekday }) =>
    placesOf(rota, { officerId, weekday }).flatMap(({ placeId, from, to }) =>
      placeId === null ? [] : [{ officerId, placeId, weekday, from, to }],
    ),
  );
}
