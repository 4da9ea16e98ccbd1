/** What a rota says to meetings: each officer's weekday that becomes another than it is. */
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { allOfficers, type Attendance } from '../../meetings/index.ts';
import type { PlannedStay, Rota, Stay } from '../store/rotas.ts';
import { attendanceIn, notInRotas } from './gather.ts';

const wholeDay = { from: 0, to: 1440 };

/**
 * The rota alone says who sits at its places in its period: whoever is there on a weekday without a sitting is not any more, in the rota or
 * not. What officers do at other places stays. A weekday that is already as the rota says is left out.
 */
export async function rotaStepsOf(db: Database, rota: Rota): Promise<PlannedStay[]> {
  const places = new Set<string>(rota.problem.promises.map(({ placeId }) => placeId));
  const attendance = await attendanceIn(db, rota);
  const others = (await allOfficers(db, [...attendance.keys()])).filter(({ role }) => role === notInRotas);
  for (const { id } of others) attendance.delete(id);
  const days = new Map<string, { officerId: Uuid; weekday: number }>();
  const put = (officerId: string, weekday: number) =>
    days.set(`${officerId} ${weekday}`, { officerId: officerId as Uuid, weekday });
  for (const { officerId, weekday } of rota.answer.sittings) put(officerId, weekday);
  for (const one of [...attendance.values()].flat()) if (places.has(one.placeId)) put(one.officerId, one.weekday);
  const steps = [...days.values()].map(({ officerId, weekday }) => {
    const sat = rota.answer.sittings.find((one) => one.officerId === officerId && one.weekday === weekday);
    const now = (attendance.get(officerId) ?? []).filter((one) => one.weekday === weekday);
    const stays =
      sat === undefined
        ? staysOf(now.filter(({ placeId }) => !places.has(placeId)))
        : [{ placeId: sat.placeId as Uuid, ...wholeDay }];
    return { officerId, weekday, stays, isSo: isAlready(rota, now, stays) };
  });
  // Who leaves a place goes first, so that nobody is counted twice on the way.
  return steps
    .filter(({ isSo }) => !isSo)
    .toSorted(
      (a, b) =>
        a.stays.length - b.stays.length ||
        (a.officerId < b.officerId ? -1 : a.officerId > b.officerId ? 1 : a.weekday - b.weekday),
    )
    .map(({ officerId, weekday, stays }) => ({ officerId, weekday, stays }));
}

const staysOf = (rows: readonly Attendance[]): Stay[] => [
  ...new Map(rows.map(({ placeId, from, to }) => [`${placeId} ${from} ${to}`, { placeId, from, to }])).values(),
];

function isAlready({ validFrom, validTo }: Rota, now: readonly Attendance[], stays: readonly Stay[]): boolean {
  return (
    now.length === stays.length &&
    stays.every((stay) =>
      now.some(
        (one) =>
          one.placeId === stay.placeId &&
          one.from === stay.from &&
          one.to === stay.to &&
          one.validFrom <= validFrom &&
          (one.validTo === null || (validTo !== null && one.validTo >= validTo)),
      ),
    )
  );
}
