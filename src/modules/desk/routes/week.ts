/** /desk/:place/week: the manager's week, and the staffing that it needs. */
import { h } from 'preact';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { addDays, localTime, parsePlainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { findPlace, hoursOn, listPresence } from '../../network/index.ts';
import { deskRoles, requireDesk } from '../access.ts';
import { WeekPage } from '../pages/week/week-page.tsx';
import { mondayOf, weekNumber } from '../pages/week/words.ts';
import { deskProblem } from '../problems.ts';
import { weekOf } from '../report/week.ts';
import { type Span, step } from '../staffing/history.ts';
import { keptNeeds, type ServiceGoal } from '../staffing/week-needs.ts';
import { listCounters, listServices } from '../store/services.ts';
import { listPastVisits, listShifts, type PastVisit } from '../store/week.ts';
import '../texts.ts';

/** Weeks before the one that is shown from which its need is worked out. */
const historyWeeks = 12;

const whole = (most: number) => z.coerce.number().int().min(1).max(most).nullable().catch(null).default(null);

export function deskWeekPages(house: House): Endpoint[] {
  const needsOf = keptNeeds();
  return [
    endpoint({
      method: 'GET',
      url: '/desk/:place/week',
      kind: 'page',
      access: deskRoles,
      summary: 'The week at a desk, and the staffing that it needs',
      params: z.object({ place: z.string().max(40) }),
      query: z.object({ week: z.string().max(10).catch('').default(''), percent: whole(99), minutes: whole(240) }),
      async handle(request, reply) {
        const now = today(house.clock);
        const { placeId } = await requireDesk(house.db, request.actor, request.params.place, now, []);
        const place = await findPlace(house.db, placeId);
        if (place === null) throw deskProblem('desk-unknown');
        const { week: asked, percent, minutes } = request.query;
        const monday = mondayOf(parsePlainDate(asked) ?? now);
        const tried = percent === null || minutes === null ? null : { percent, minutes };
        const goal = tried ?? (await goalOf(house.db, placeId));
        const [visits, history] = await visitsAround(house.db, placeId, monday, now);
        const spans = await spansOf(house.db, placeId, monday, [...history, ...visits]);
        const key = [placeId, monday, history.length, history.at(-1)?.day, JSON.stringify([goal, [...spans]])].join(' ');
        const needs = await needsOf(key, history, spans, goal);
        const week = weekOf({
          monday,
          visits,
          shifts: await listShifts(house.db, placeId, monday, addDays(monday, 6)),
          spans,
          needs: needs.byDay,
          goalMinutes: goal?.minutes ?? null,
          now: { day: now, minute: minuteOf(localTime(house.clock.now()).time) },
        });
        const children = h(WeekPage, {
          place: { id: placeId, name: place.name },
          week,
          needs,
          counters: (await listCounters(house.db, placeId)).length,
          today: now,
          isTried: tried !== null,
          isMadeUp: [...history, ...visits].some(({ generated }) => generated),
        });
        const title = translator(request.language)('desk:staffWeek.title', { week: weekNumber(monday), place: place.name });
        return sendPage(reply, renderPage(request, { title, wide: true, children }));
      },
    }),
  ];
}

/** The visits of the week, and those of the weeks before it that are over. */
async function visitsAround(db: Database, placeId: Uuid, monday: PlainDate, now: PlainDate): Promise<[PastVisit[], PastVisit[]]> {
  const last = addDays(monday, -1) < addDays(now, -1) ? addDays(monday, -1) : addDays(now, -1);
  return [
    await listPastVisits(db, placeId, monday, addDays(monday, 6)),
    await listPastVisits(db, placeId, addDays(monday, -7 * historyWeeks), last),
  ];
}

/** The strictest of the goals that the place's services have; null when none has one. */
async function goalOf(db: Database, placeId: Uuid): Promise<ServiceGoal | null> {
  const goals = (await listServices(db, placeId)).flatMap(({ goalPercent, goalSeconds }) =>
    goalPercent === null || goalSeconds === null ? [] : [{ percent: goalPercent, minutes: goalSeconds / 60 }],
  );
  if (goals.length === 0) return null;
  return { percent: Math.max(...goals.map(({ percent }) => percent)), minutes: Math.min(...goals.map(({ minutes }) => minutes)) };
}

/** When the place is open on each day of the week: by the register; where its hours are not known, from the first visitor to the last. */
async function spansOf(
  db: Database,
  placeId: Uuid,
  monday: PlainDate,
  visits: readonly PastVisit[],
): Promise<Map<PlainDate, Span | null>> {
  const spans = new Map<PlainDate, Span | null>();
  const [first, last] = [Math.min(...visits.map(({ arrived }) => arrived)), Math.max(...visits.map(({ arrived }) => arrived))];
  for (let at = 0; at < 7; at += 1) {
    const day = addDays(monday, at);
    const known = (await listPresence(db, { placeId, on: day })).map((one) => hoursOn(day, one.hours, one.exceptions));
    const hours = known.flatMap((one) => one ?? []);
    if (hours.length > 0)
      spans.set(day, [Math.min(...hours.map(([from]) => minuteOf(from))), Math.max(...hours.map(([, to]) => minuteOf(to)))]);
    else if (known.some((one) => one !== null) || at > 4 || visits.length === 0) spans.set(day, null);
    else spans.set(day, [Math.floor(first / step) * step, Math.floor(last / step) * step + step]);
  }
  return spans;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
