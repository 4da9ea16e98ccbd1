/** What the finding of 2020 is worked out from: the register’s networks by municipality, and minutes from every seat to every seat. */
import { type Clock, plainDate, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { travelBetween } from '../../network/index.ts';
import { isTarget, type NetworkPlace, networkOn, type Target } from '../reach/network-on.ts';
import { type KnownMunicipality, knownMunicipalities, loadPoints } from '../reach/points.ts';

export const before = plainDate('2019-01-01');
export const after = plainDate('2020-12-31');

/** Indexes of municipalities, ascending. */
export type Sites = readonly number[];

/** A table of points × the 290 seats, and what each point weighs. */
export interface Demand {
  minutes: Float64Array;
  weights: readonly number[];
}

export interface Facts {
  municipalities: readonly KnownMunicipality[];
  /** From the seats, by registered unemployed. */
  seats: Demand;
  /** Road kilometres between the seats. */
  kilometres: Float64Array;
  /** From the localities, by registered unemployed spread over them. */
  localities: Demand;
  ownBefore: Sites;
  ownAfter: Sites;
  staffedAfter: Sites;
  meetingAfter: Sites;
  /** Own offices, as there are several in some municipalities. */
  offices: { before: number; after: number; staffedAfter: number };
  /** Municipalities that a published source names as keeping an office, and as losing every office. */
  named: { kept: Sites; lost: Sites };
}

export async function loadFacts({ db, clock }: { db: Database; clock: Clock }): Promise<Facts> {
  const known = await knownMunicipalities(db);
  const municipalities = [...known.values()];
  const goals = municipalities.map(({ code, latitude, longitude }) => ({
    municipality: code,
    latitude,
    longitude,
    placeId: null,
  }));
  const seats = await loadPoints(db, 'municipalities', 'registered', known);
  const localities = await loadPoints(db, 'localities', 'registered', known);
  const between = await travelBetween(db, seats, goals, today(clock));
  const fromLocalities = await travelBetween(db, localities, goals, today(clock));
  const [then, now] = [await networkOn(db, clock, before), await networkOn(db, clock, after)];
  const indexOf = new Map(municipalities.map(({ code }, index) => [code, index]));
  const having = (
    places: readonly NetworkPlace[],
    target: Target,
    only: (place: NetworkPlace) => boolean = () => true,
  ): number[] => {
    const found = places.filter((place) => isTarget(place, target) && only(place));
    return [...new Set(found.map(({ municipality }) => indexOf.get(municipality)!))].toSorted((a, b) => a - b);
  };
  const count = (places: readonly NetworkPlace[], target: Target): number =>
    places.filter((place) => isTarget(place, target)).length;
  const ownAfter = having(now, 'own_office');
  const isSourced = ({ evidence }: NetworkPlace): boolean => evidence === 'sourced';
  return {
    municipalities,
    seats: { minutes: between.minutes, weights: seats.map(({ weight }) => weight) },
    kilometres: between.kilometres,
    localities: { minutes: fromLocalities.minutes, weights: localities.map(({ weight }) => weight) },
    ownBefore: having(then, 'own_office'),
    ownAfter,
    staffedAfter: having(now, 'staffed_office'),
    meetingAfter: having(now, 'meeting'),
    offices: { before: count(then, 'own_office'), after: count(now, 'own_office'), staffedAfter: count(now, 'staffed_office') },
    named: {
      kept: having(now, 'own_office', isSourced),
      lost: having(then, 'own_office', isSourced).filter((site) => !ownAfter.includes(site)),
    },
  };
}
