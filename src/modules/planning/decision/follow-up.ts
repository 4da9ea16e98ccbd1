/** Planned against what happened: what the register says on the days of the changes, travel now, waiting and visits. */
import { addDays, parsePlainDate, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { figures, metrics } from '../../insight/index.ts';
import { listPresence, type Presence, type Register } from '../../network/index.ts';
import type { Change } from '../scenarios/change.ts';
import { isOwn } from '../scenarios/planned.ts';
import type { ReachRow, ScenarioResult } from '../scenarios/result.ts';
import type { PlannedStep } from './steps.ts';

export interface Followed {
  change: Change;
  /** `to-come`: its day has not come, and the register says that it will be so. `left-out`: somebody decided that it is not carried out. */
  outcome: 'as-planned' | 'to-come' | 'otherwise' | 'left-out';
  /** Kinds that the register has there on the day. */
  there: readonly Presence['kind'][];
}

/** What the register says now of the day of each change; `steps`: those of the decision. */
export async function followChanges(
  db: Database,
  changes: readonly Change[],
  steps: readonly (PlannedStep & { leftOutAt: string | null })[],
  today: PlainDate,
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const [index, change] of changes.entries()) {
    const presences = await listPresence(db, { placeId: change.placeId, on: plainDate(change.from) });
    const closesOwn = steps.some((step) => step.change === index && step.kind === 'close-office');
    const isLeftOut = steps.some((step) => step.change === index && step.leftOutAt !== null);
    const isSo = isAsPlanned(change, presences, closesOwn);
    followed.push({
      change,
      outcome: !isSo ? (isLeftOut ? 'left-out' : 'otherwise') : change.from > today ? 'to-come' : 'as-planned',
      there: presences.map(({ kind }) => kind),
    });
  }
  return followed;
}

function isAsPlanned(change: Change, there: readonly Presence[], closesOwn: boolean): boolean {
  if (change.kind === 'close') return !there.some(({ kind }) => (closesOwn ? isOwn(kind) : kind === 'cooperation_place'));
  if (change.kind === 'change-days')
    return there.some(({ kind, hours }) => kind === 'visiting_office' && sameDays(hours, change.hours));
  return there.some(({ kind }) => kind === change.presence);
}

const sameDays = (a: Presence['hours'], b: Presence['hours']): boolean => {
  const open = (hours: Presence['hours']): string =>
    Object.entries(hours ?? {})
      .filter(([, spans]) => spans.length > 0)
      .map(([day]) => day)
      .toSorted()
      .join();
  return open(a) === open(b);
};

/** Municipalities that the scenario changes anything for: where its places lie, and whose travel time it changes. */
export function touchedBy(register: Register, changes: readonly Change[], result: ScenarioResult): ReachRow[] {
  const places = new Set<string>(changes.map(({ placeId }) => placeId));
  const homes = new Set(register.places.flatMap(({ place }) => (places.has(place.id) ? [place.municipalityCode] : [])));
  return result.municipalities.filter(({ code, before, after }) => before !== after || homes.has(code));
}

/** What insight has of a municipality before and after; null: none, hidden, or not counted. */
export interface Experience {
  metric: 'waiting-for-meeting' | 'meetings' | 'desk-visits';
  before: Experienced;
  after: Experienced;
}
interface Experienced {
  month: string;
  isCounted: boolean;
  isMadeUp: boolean;
  values: ReadonlyMap<string, number | null>;
}

/** The month before the first change and the newest whole month, by municipality, through disclosure control. */
export async function experienceOf(
  db: Database,
  codes: readonly string[],
  firstChange: PlainDate,
  today: PlainDate,
): Promise<Experience[]> {
  const before = addDays(plainDate(`${firstChange.slice(0, 7)}-01`), -1);
  const newest = addDays(plainDate(`${today.slice(0, 7)}-01`), -1);
  const found: Experience[] = [];
  if (codes.length === 0) return found;
  for (const id of ['waiting-for-meeting', 'meetings', 'desk-visits'] as const) {
    const metric = metrics.find((one) => one.id === id)!;
    const on = async (day: PlainDate): Promise<Experienced> => {
      const month = day.slice(0, 7);
      try {
        const { rows, isCounted, isMadeUp } = await figures(db, {
          metric,
          by: ['municipality'],
          where: { municipality: [...codes] },
          on: day,
        });
        return { month, isCounted, isMadeUp, values: new Map(rows.map(({ keys, value }) => [keys[0]!, value])) };
      } catch (error) {
        // The definition may not go so far back.
        if (!(error instanceof Problem)) throw error;
        return { month, isCounted: false, isMadeUp: false, values: new Map() };
      }
    };
    found.push({ metric: id, before: await on(before < newest ? before : newest), after: await on(newest) });
  }
  return found;
}

/** The first day of any change; null without changes. */
export const firstDayOf = (changes: readonly Change[]): PlainDate | null =>
  parsePlainDate(changes.map(({ from }) => from as string).toSorted()[0] ?? '');
