/** What a rota says to meetings: each officer's weekday that becomes another than it is, for as long as it does. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { allOfficers, type Attendance } from '../../meetings/index.ts';
import type { PlannedStay, Rota, Stay } from '../store/rotas.ts';
import { attendanceIn, notInRotas } from './gather.ts';
import { partsOf, placesOf, type Span } from './weeks.ts';

const wholeDay = { from: 0, to: 1440 };

/**
 * The rota alone says who sits at its places in its period: whoever is there on a weekday without a sitting is not any more, in the rota or
 * not. What officers do at other places stays. What is already as the rota says is left out.
 */
export async function rotaStepsOf(db: Database, rota: Rota): Promise<PlannedStay[]> {
  const places = new Set<string>(rota.problem.promises.map(({ placeId }) => placeId));
  const attendance = await attendanceIn(db, rota);
  const others = (await allOfficers(db, [...attendance.keys()])).filter(({ role }) => role === notInRotas);
  for (const { id } of others) attendance.delete(id);
  const days = new Map<string, { officerId: Uuid; weekday: number }>();
  const put = (officerId: string, weekday: number) =>
    days.set(`${officerId} ${weekday}`, { officerId: officerId as Uuid, weekday });
  for (const { sittings } of partsOf(rota)) for (const { officerId, weekday } of sittings) put(officerId, weekday);
  for (const one of [...attendance.values()].flat()) if (places.has(one.placeId)) put(one.officerId, one.weekday);
  const steps = [...days.values()].flatMap(({ officerId, weekday }) => {
    const own = (attendance.get(officerId) ?? []).filter((one) => one.weekday === weekday);
    return placesOf(rota, { officerId, weekday }).flatMap((part): PlannedStay[] => {
      const now = own.filter((one) => isDuring(one, part));
      const { from, to, placeId } = part;
      if (placeId === null) {
        const left = now.filter((one) => !places.has(one.placeId));
        return left.length === now.length ? [] : [{ officerId, weekday, from, to, stays: staysOf(left) }];
      }
      const stay = { placeId: placeId as Uuid, ...wholeDay };
      return isAlready(part, now, stay) ? [] : [{ officerId, weekday, from, to, stays: [stay] }];
    });
  });
  // Who leaves a place goes first, so that nobody is counted twice on the way.
  return steps.toSorted(
    (a, b) =>
      a.stays.length - b.stays.length ||
      (a.officerId < b.officerId ? -1 : a.officerId > b.officerId ? 1 : a.weekday - b.weekday) ||
      (a.from < b.from ? -1 : 1),
  );
}

const isDuring = ({ validFrom, validTo }: Attendance, { from, to }: Span): boolean =>
  (to === null || validFrom <= to) && (validTo === null || validTo >= from);

const staysOf = (rows: readonly Attendance[]): Stay[] => [
  ...new Map(rows.map(({ placeId, from, to }) => [`${placeId} ${from} ${to}`, { placeId, from, to }])).values(),
];

/** Whether nothing but the stay is there on any day of the span; one row after the other may say so. */
function isAlready({ from, to }: Span, now: readonly Attendance[], stay: Stay): boolean {
  if (!now.every((one) => one.placeId === stay.placeId && one.from === stay.from && one.to === stay.to)) return false;
  let next: PlainDate | null = from;
  for (const { validFrom, validTo } of now.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    if (next === null || validFrom > next) break;
    next = validTo === null ? null : addDays(validTo, 1);
  }
  return next === null || (to !== null && next > to);
}
