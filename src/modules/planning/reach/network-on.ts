/** A network to measure: the register’s on a day, or any other in the same shape (a scenario, an optimum). */
import { type Clock, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import {
  type Evidence,
  listOfferedOn,
  listPlaces,
  ownOfficeKinds,
  type PresenceKind,
  presenceKinds,
  type TravelGoal,
} from '../../network/index.ts';

export interface NetworkPlace extends TravelGoal {
  code: string;
  name: string;
  kinds: readonly PresenceKind[];
  /** A physical meeting can be booked there: at an own office, or at a cooperation place that an agreement in force covers. */
  isBookable: boolean;
  /** Of what kind the register’s knowledge is; the weakest of the place’s presences. */
  evidence: Evidence;
}

/** Places that have any presence on the day, by code. */
export async function networkOn(db: Database, clock: Clock, on: PlainDate): Promise<NetworkPlace[]> {
  const offered = Map.groupBy(await listOfferedOn(db, on, today(clock)), ({ placeId }) => placeId);
  return (await listPlaces(db)).flatMap((place) => {
    const presences = offered.get(place.id);
    if (presences === undefined) return [];
    const { code, name, latitude, longitude, municipalityCode: municipality } = place;
    const kinds = [...new Set(presences.map(({ kind }) => kind))];
    // As insight counts it: a service office is no place for a booked meeting by itself.
    const isBookable = presences.some(({ kind, services }) => kind !== 'service_office' && services.includes('booked-meeting'));
    const evidence = (['reconstructed', 'entered', 'sourced'] as const).find((one) =>
      presences.some((presence) => presence.evidence === one),
    )!;
    return [{ placeId: place.id as Uuid, code, name, municipality, latitude, longitude, kinds, isBookable, evidence }];
  });
}

export const targets = ['own_office', 'meeting', ...presenceKinds] as const;
/** What is travelled to: an own office of either kind, any place where a meeting can be booked, or one kind of presence. */
export type Target = (typeof targets)[number];

export function isTarget({ kinds, isBookable }: Pick<NetworkPlace, 'kinds' | 'isBookable'>, target: Target): boolean {
  if (target === 'meeting') return isBookable;
  if (target === 'own_office') return ownOfficeKinds.some((kind) => kinds.includes(kind));
  return kinds.includes(target);
}
