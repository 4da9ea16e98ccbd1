/** The network of a day, and the same with a scenario's changes made: pure, over the register in memory. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { KnownPlace, Register } from '../../network/index.ts';
import { type Change, ownKinds, type PlannedKind, plannedKinds } from './change.ts';

/** Which kinds there are at each place where someone can be met; places with none are left out. */
export type Network = ReadonlyMap<Uuid, ReadonlySet<PlannedKind>>;

/** Why a change cannot be made in the network that it is a change of. */
export const changeFaults = [
  'place-unknown',
  'before-base',
  'nothing-there',
  'there-already',
  'not-own',
  'same-kind',
  'not-visiting',
  'twice',
] as const;
export type ChangeFault = (typeof changeFaults)[number];

export interface Planned {
  before: Network;
  after: Network;
  faults: { index: number; fault: ChangeFault }[];
  /** Something of it rests on rows of the register that are reconstructed. */
  isReconstructed: boolean;
}

const isPlanned = (kind: string): kind is PlannedKind => (plannedKinds as readonly string[]).includes(kind);
export const isOwn = (kind: string): boolean => (ownKinds as readonly string[]).includes(kind);

/** Places where a meeting can be booked on the day, by the register (rule place-agreement counts). */
export function networkOn(
  places: readonly KnownPlace[],
  on: PlainDate,
): { network: Map<Uuid, Set<PlannedKind>>; isReconstructed: boolean } {
  const network = new Map<Uuid, Set<PlannedKind>>();
  let isReconstructed = false;
  for (const { place, presences } of places) {
    for (const { kind, services, validFrom, validTo, evidence } of presences) {
      const isThere = validFrom <= on && (validTo === null || validTo >= on);
      if (!isThere || !isPlanned(kind) || !services.includes('booked-meeting')) continue;
      const id = place.id as Uuid;
      network.set(id, (network.get(id) ?? new Set()).add(kind));
      if (evidence === 'reconstructed') isReconstructed = true;
    }
  }
  return { network, isReconstructed };
}

/** The network of the base day, and the same with every change made, in the order of their days. */
export function plannedNetwork(register: Register, base: PlainDate, changes: readonly Change[]): Planned {
  const { network: before, isReconstructed } = networkOn(register.places, base);
  const after = new Map([...before].map(([id, kinds]) => [id, new Set(kinds)]));
  const known = new Set(register.places.map(({ place }) => place.id));
  const seen = new Map<string, number>();
  const faults: Planned['faults'] = [];
  const inOrder = changes
    .map((change, index) => ({ change, index }))
    .toSorted((a, b) => (a.change.from < b.change.from ? -1 : 1));
  for (const { change, index } of inOrder) {
    const kinds = after.get(change.placeId) ?? new Set();
    const key = `${change.placeId} ${change.kind}`;
    const fault = !known.has(change.placeId)
      ? 'place-unknown'
      : change.from <= base
        ? 'before-base'
        : seen.has(key)
          ? 'twice'
          : make(kinds, change);
    // Of two that say the same the later written is one too many, whichever day comes first.
    const at = fault === 'twice' ? Math.max(index, seen.get(key)!) : index;
    seen.set(key, Math.max(index, seen.get(key) ?? 0));
    if (fault !== null) faults.push({ index: at, fault });
    else if (kinds.size === 0) after.delete(change.placeId);
    else after.set(change.placeId, kinds);
  }
  return { before, after, faults: faults.toSorted((a, b) => a.index - b.index), isReconstructed };
}

/** Makes a change at a place, or says why it cannot be. */
function make(kinds: Set<PlannedKind>, change: Change): ChangeFault | null {
  const own = [...kinds].find(isOwn);
  switch (change.kind) {
    case 'close': {
      const goes = own ?? [...kinds][0];
      if (goes === undefined) return 'nothing-there';
      kinds.delete(goes);
      return null;
    }
    case 'open':
      if (kinds.has(change.presence) || (isOwn(change.presence) && own !== undefined)) return 'there-already';
      kinds.add(change.presence);
      return null;
    case 'change-kind':
      if (own === undefined) return 'not-own';
      if (own === change.presence) return 'same-kind';
      kinds.delete(own);
      kinds.add(change.presence);
      return null;
    default:
      return kinds.has('visiting_office') ? null : 'not-visiting';
  }
}

/** How many places there are of each kind. */
export function countKinds(network: Network): Record<PlannedKind, number> {
  const counts = Object.fromEntries(plannedKinds.map((kind) => [kind, 0])) as Record<PlannedKind, number>;
  for (const kinds of network.values()) for (const kind of kinds) counts[kind] += 1;
  return counts;
}
