/** A plan on the map and the scenario that it goes on with, put together place by place: nothing that is written elsewhere is lost. Pure. */
import type { Uuid } from '../../../platform/ids/index.ts';
import type { KnownPlace } from '../../network/index.ts';
import type { Change } from '../scenarios/change.ts';
import { hoursText } from './visit-hours.ts';

/** A place that the map and somebody else have changed in different ways since the map was opened. */
export interface Conflict {
  placeId: Uuid;
  mine: readonly Change[];
  theirs: readonly Change[];
}

export interface Merged {
  /** Those of the scenario that stay as they stand, with their days, hours and where people turn. */
  kept: readonly Change[];
  /** Those that are new from the map. */
  added: readonly Change[];
  /** Those that the map takes out of the scenario. */
  removed: readonly Change[];
  conflicts: readonly Conflict[];
}

export interface ToMerge {
  /** The changes of the plan on the map. */
  mine: readonly Change[];
  /** What the map made of the scenario's changes when it was opened: what differs from it was done on the map. */
  began: readonly Change[];
  /** The changes of the version that the map was opened with, and those of the newest. */
  base: readonly Change[];
  theirs: readonly Change[];
}

export function merge({ mine, began, base, theirs }: ToMerge): Merged {
  const [inMine, inBegan, inBase, inTheirs] = [mine, began, base, theirs].map((list) =>
    Map.groupBy(list, ({ placeId }) => placeId),
  ) as [ByPlace, ByPlace, ByPlace, ByPlace];
  const merged = { kept: [] as Change[], added: [] as Change[], removed: [] as Change[], conflicts: [] as Conflict[] };
  for (const placeId of new Set([...inTheirs.keys(), ...inMine.keys()])) {
    const [now, wanted] = [inTheirs.get(placeId) ?? [], inMine.get(placeId) ?? []];
    const isMine = look(wanted) !== look(inBegan.get(placeId));
    const isTheirs = JSON.stringify(now) !== JSON.stringify(inBase.get(placeId) ?? []);
    if (!isMine || look(wanted) === look(now)) merged.kept.push(...now);
    else if (isTheirs) merged.conflicts.push({ placeId, mine: wanted, theirs: now });
    else {
      merged.added.push(...wanted);
      merged.removed.push(...now);
    }
  }
  return merged;
}

type ByPlace = Map<Uuid, Change[]>;

/** What is done at a place, without its day and without where people turn: the map says nothing of these. */
const look = (changes: readonly Change[] = []): string =>
  changes
    .map((one) => [one.kind, 'presence' in one ? one.presence : '', 'hours' in one ? hoursText(one.hours) : ''].join(' '))
    .toSorted()
    .join();

/** The changes of the next version. `isMine` says of each conflict whether the map's are taken; `dated` gives what is new its day. */
export function nextOf(merged: Merged, isMine: (placeId: Uuid) => boolean, dated: (change: Change) => Change): Change[] {
  const settled = merged.conflicts.flatMap(({ placeId, mine, theirs }) => (isMine(placeId) ? mine.map(dated) : theirs));
  return [...merged.kept, ...merged.added.map(dated), ...settled];
}

/** Where what was kept refers people to a place that now closes, they turn where the map says instead. */
export function turnedAnew(kept: readonly Change[], mine: readonly Change[], places: readonly KnownPlace[]): Change[] {
  const codes = new Map(places.map(({ place }) => [place.id, place.code]));
  const going = new Set(mine.flatMap((one) => (one.kind === 'close' ? [codes.get(one.placeId)] : [])));
  const turned = new Map(mine.flatMap((one) => (one.kind === 'close' ? [[one.placeId, one] as const] : [])));
  return kept.map((one) => {
    const now = turned.get(one.placeId);
    if (one.kind !== 'close' || one.replacedByKind === 'neighbour' || !going.has(one.replacedBy) || now === undefined) return one;
    return { ...one, replacedByKind: now.replacedByKind, replacedBy: now.replacedBy };
  });
}
