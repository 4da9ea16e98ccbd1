/** What falls with an agreement that ends: asked of the register as if the end were decided, before it is. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { ownAgency } from '../desk-tasks.ts';
import type { AgreementOffer, Service, WeeklyHours } from '../kinds.ts';
import { offeredOf, type OfferedPresence } from '../offered-presence.ts';
import type { Origin, Register } from '../register.ts';
import { placeAgreement } from '../rules/place-agreement.ts';
import { listCoverage, type PlaceCoverage } from '../store/agreement-coverage.ts';
import type { AgreementRecord } from '../store/agreement-records.ts';
import { listPresence } from '../store/presence.ts';

export interface EndingImpact {
  lastDay: PlainDate;
  /** The first day without it: everything below is of that day, with the agreement and without. */
  from: PlainDate;
  /** Places of the agreement that offer something less. */
  places: PlaceLoss[];
  /** Places of the agreement that another agreement covers, or that need none. */
  untouched: number;
  /** Municipalities whose nearest place for a booked meeting is another, or in which none can be booked any more. */
  municipalities: MunicipalityLoss[];
}

export interface PlaceLoss {
  placeId: string;
  placeName: string;
  municipality: string;
  loses: AgreementOffer[];
  /** The hours in which it was offered; null: not known. */
  hours: WeeklyHours | null;
}

interface Nearest {
  placeName: string;
  minutes: number;
}

export interface MunicipalityLoss {
  code: string;
  name: string;
  /** Registered unemployed, means of the year that the register has them of. */
  registeredUnemployed: number;
  /** From its seat; null = none is known. */
  before: Nearest | null;
  after: Nearest | null;
  /** A meeting can be booked in the municipality itself. */
  bookableBefore: boolean;
  bookableAfter: boolean;
}

/** `lastDay`: the last day of the agreement. Of an agreement about another authority's matters only the desks are known. */
export async function endingImpact(
  { db, register, today }: { db: Database; register: Register; today: PlainDate },
  record: AgreementRecord,
  lastDay: PlainDate,
): Promise<EndingImpact> {
  const from = addDays(lastDay, 1);
  const coverage = await listCoverage(db, { agency: record.agency });
  const placeIds = new Set<string>(record.placeList.map(({ placeId }) => placeId));
  const presences = (await listPresence(db, {})).filter(({ placeId }) => placeIds.has(placeId));
  const offered = (by: readonly PlaceCoverage[]) =>
    Map.groupBy(
      offeredOf(presences, by, today).filter((one) => isOn(one, from)),
      ({ placeId }) => placeId as string,
    );
  const before = offered(coverage);
  const after = offered(withoutIt(coverage, record.id, lastDay));
  const places = record.placeList.flatMap((place): PlaceLoss[] => {
    const loses = lossOf(before.get(place.placeId) ?? [], after.get(place.placeId) ?? [], from);
    const hours = place.hours ?? before.get(place.placeId)?.[0]?.hours ?? null;
    return loses.length === 0
      ? []
      : [{ placeId: place.placeId, placeName: place.placeName, municipality: place.municipality, loses, hours }];
  });
  return {
    lastDay,
    from,
    places,
    untouched: record.placeList.length - places.length,
    municipalities: record.agency === ownAgency ? municipalityLosses(register, { before, after, from }) : [],
  };
}

const isOn = (one: { validFrom: string; validTo: string | null }, on: PlainDate): boolean =>
  one.validFrom <= on && (one.validTo === null || on <= one.validTo);

/** What agreements cover when this one has ended with its last day. */
function withoutIt(coverage: readonly PlaceCoverage[], agreementId: string, lastDay: PlainDate): PlaceCoverage[] {
  return coverage.flatMap((one) => {
    if (one.agreementId !== agreementId || (one.to !== null && one.to <= lastDay)) return [one];
    return one.from > lastDay ? [] : [{ ...one, to: lastDay }];
  });
}

function lossOf(before: readonly OfferedPresence[], after: readonly OfferedPresence[], on: PlainDate): AgreementOffer[] {
  const has = (of: readonly OfferedPresence[], services: readonly Service[]): boolean =>
    of.some((one) => services.some((service) => one.services.includes(service)));
  const { needs } = valueOn(placeAgreement, on);
  return (['meetings', 'desk'] as const).filter((offer) => has(before, needs[offer]) && !has(after, needs[offer]));
}

type OfPlaces = ReadonlyMap<string, readonly OfferedPresence[]>;

/** Offices of others offer help at a desk, and no meetings of the authority's own. */
const offersMeeting = (one: OfferedPresence): boolean => one.kind !== 'service_office' && one.services.includes('booked-meeting');

function municipalityLosses(
  register: Register,
  { before, after, from }: { before: OfPlaces; after: OfPlaces; from: PlainDate },
): MunicipalityLoss[] {
  const bookable = (instead: OfPlaces): Set<string> =>
    new Set(
      register.places
        .filter(({ place, presences }) =>
          (instead.get(place.id) ?? presences).some((one) => isOn(one, from) && offersMeeting(one)),
        )
        .map(({ place }) => place.id),
    );
  const [then, now] = [bookable(before), bookable(after)];
  if (then.size === now.size) return [];
  const nearest = (origin: Origin, places: ReadonlySet<string>): Nearest | null => {
    const found = register.journeysFrom(origin).find(({ to }) => places.has(to.place.id));
    return found === undefined ? null : { placeName: found.to.place.name, minutes: found.minutes };
  };
  const isIn = (code: string, places: ReadonlySet<string>): boolean =>
    register.placesIn(code).some(({ place }) => places.has(place.id));
  return register.origins
    .filter(({ kind }) => kind === 'municipality')
    .map((origin): MunicipalityLoss => {
      const { code, name, registeredUnemployed } = origin.municipality;
      return {
        code,
        name,
        registeredUnemployed,
        before: nearest(origin, then),
        after: nearest(origin, now),
        bookableBefore: isIn(code, then),
        bookableAfter: isIn(code, now),
      };
    })
    .filter((one) => one.before?.placeName !== one.after?.placeName || one.bookableBefore !== one.bookableAfter)
    .toSorted((a, b) => b.registeredUnemployed - a.registeredUnemployed);
}
