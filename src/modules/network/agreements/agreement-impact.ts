/** What falls with an agreement, before it does: asked of the register as if its end were decided. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { ownAgency } from '../desk-tasks.ts';
import type { AgreementOffer, MunicipalityState, Service, WeeklyHours } from '../kinds.ts';
import { offeredOf, type OfferedPresence } from '../offered-presence.ts';
import { networkProblem } from '../problems.ts';
import type { Journey, KnownPlace, Register } from '../register.ts';
import { municipalityState, requireDay, stateOf } from '../rules/municipality-state.ts';
import { placeAgreement } from '../rules/place-agreement.ts';
import { listCoverage } from '../store/agreement-coverage.ts';
import { type AgreementRecord, agreementRecord } from '../store/agreement-record.ts';
import { listPresence, type Presence } from '../store/presence.ts';

/** Where someone who lives there meets an officer. */
export interface NearestMeeting {
  placeCode: string;
  name: string;
  municipality: string;
  minutes: number;
}

export interface LostPlace {
  placeId: string;
  code: string;
  name: string;
  municipalityCode: string;
  municipality: string;
  /** What nothing covers there any more; empty where another agreement does. */
  loses: AgreementOffer[];
  services: Service[];
  /** The hours of what is lost; null: not known. */
  hours: WeeklyHours | null;
  /** From the municipality's seat, on the day after; null when there is none. */
  instead: NearestMeeting | null;
}

export interface LostWay {
  municipalityCode: string;
  municipality: string;
  /** Registered as unemployed, mean of the months of 2018. */
  jobseekers: number;
  before: NearestMeeting | null;
  after: NearestMeeting | null;
  stateBefore: MunicipalityState;
  stateAfter: MunicipalityState;
}

export interface AgreementImpact {
  agreement: AgreementRecord;
  lastDay: PlainDate;
  /** The day after. */
  from: PlainDate;
  places: LostPlace[];
  /** Municipalities whose nearest place with meetings is another then, or farther, the most jobseekers first. */
  municipalities: LostWay[];
  /** Of all of them, by jobseekers; minutes from the municipality's seat. */
  travel: { jobseekers: number; minutesBefore: number | null; minutesAfter: number | null; withoutAny: number };
}

/**
 * What an agreement's end does from the day after `lastDay`; of one that ends by its period, `lastDay` may be that day. `placeIds`: only
 * these places leave it. A cooperation place counts for its municipality's state here only while meetings are offered. Throws agreement-unknown,
 * before-register.
 */
export async function agreementImpact(
  db: Database,
  register: Register,
  agreementId: string,
  lastDay: PlainDate,
  placeIds: readonly string[] | null = null,
): Promise<AgreementImpact> {
  requireDay(lastDay);
  const agreement = await agreementRecord(db, agreementId, lastDay);
  if (agreement === null) throw networkProblem('agreement-unknown');
  const from = addDays(lastDay, 1);
  const leaving = agreement.placeList.filter(({ placeId }) => placeIds === null || placeIds.includes(placeId));
  const [before, after] = await registersAround(db, register, agreement, lastDay, new Set(leaving.map(({ placeId }) => placeId)));
  const ways = waysLost(before, after, from);
  return {
    agreement,
    lastDay,
    from,
    places: leaving.map((place) => lostPlace(place, before, after, from)),
    municipalities: ways.toSorted((a, b) => b.jobseekers - a.jobseekers || a.municipality.localeCompare(b.municipality, 'sv')),
    travel: travelOf(ways),
  };
}

/** The register as it would be if the agreement went on, and as it would be if it ended: nothing else that happens on those days is its doing. */
async function registersAround(
  db: Database,
  register: Register,
  agreement: AgreementRecord,
  lastDay: PlainDate,
  leaving: ReadonlySet<string>,
): Promise<[Register, Register]> {
  const coverage = await listCoverage(db, { agency: ownAgency });
  const said = new Map<string, Presence[]>();
  for (const placeId of leaving) said.set(placeId, await listPresence(db, { placeId }));
  const until = (to: string | null): Register => {
    const then = coverage.map((one) => {
      const isIt = one.agreementId === agreement.id && leaving.has(one.placeId) && one.from <= lastDay;
      return isIt && (one.to === null || one.to >= lastDay) ? { ...one, to } : one;
    });
    const offered = [...said].map(([placeId, presences]) => [placeId, offeredOf(presences, then, lastDay)] as const);
    return withPresences(register, new Map(offered));
  };
  return [until(null), until(lastDay)];
}

function withPresences(register: Register, presences: ReadonlyMap<string, OfferedPresence[]>): Register {
  const changed = (known: KnownPlace): KnownPlace => {
    const now = presences.get(known.place.id);
    return now === undefined ? known : { ...known, presences: now };
  };
  return {
    ...register,
    places: register.places.map(changed),
    placesIn: (code) => register.placesIn(code).map(changed),
    journeysFrom: (origin) => register.journeysFrom(origin).map((journey): Journey => ({ ...journey, to: changed(journey.to) })),
  };
}

const on = (known: KnownPlace | undefined, day: PlainDate): OfferedPresence[] =>
  (known?.presences ?? []).filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));

const offersMeeting = (known: KnownPlace | undefined, day: PlainDate): boolean =>
  on(known, day).some(({ kind, services }) => kind !== 'service_office' && services.includes('booked-meeting'));

function nearest(register: Register, municipalityCode: string, day: PlainDate): NearestMeeting | null {
  const origin = register.findOrigin('municipality', municipalityCode);
  if (origin === undefined) return null;
  const journey = register.journeysFrom(origin).find(({ to }) => offersMeeting(to, day));
  if (journey === undefined) return null;
  const { code, name, municipality } = journey.to.place;
  return { placeCode: code, name, municipality, minutes: journey.minutes };
}

function lostPlace(place: AgreementRecord['placeList'][number], before: Register, after: Register, from: PlainDate): LostPlace {
  const find = (register: Register) => register.places.find((one) => one.place.id === place.placeId);
  const there = on(find(before), from);
  const services = [...new Set(on(find(after), from).flatMap(({ withheld }) => withheld))].filter((service) =>
    there.some((one) => one.services.includes(service)),
  );
  const { needs } = valueOn(placeAgreement, from);
  return {
    placeId: place.placeId,
    code: place.placeCode,
    name: place.placeName,
    municipalityCode: place.municipalityCode,
    municipality: place.municipality,
    loses: (['meetings', 'desk'] as const).filter((offer) => needs[offer].some((service) => services.includes(service))),
    services,
    hours: there.find((one) => one.services.some((service) => services.includes(service)))?.hours ?? null,
    instead: nearest(after, place.municipalityCode, from),
  };
}

/** Municipalities for which the nearest place with meetings is not the same afterwards. */
function waysLost(before: Register, after: Register, from: PlainDate): LostWay[] {
  const ways: LostWay[] = [];
  for (const { code, name, registeredUnemployed } of before.municipalities.values()) {
    const [was, willBe] = [nearest(before, code, from), nearest(after, code, from)];
    const [stateBefore, stateAfter] = [meetingState(before, code, from), meetingState(after, code, from)];
    if (was?.placeCode === willBe?.placeCode && stateBefore === stateAfter) continue;
    ways.push({
      municipalityCode: code,
      municipality: name,
      jobseekers: registeredUnemployed,
      before: was,
      after: willBe,
      stateBefore,
      stateAfter,
    });
  }
  return ways;
}

function meetingState(register: Register, municipalityCode: string, day: PlainDate): MunicipalityState {
  const kinds = register
    .placesIn(municipalityCode)
    .flatMap((known) => on(known, day))
    .filter(({ kind, services }) => kind !== 'cooperation_place' || services.includes('booked-meeting'))
    .map(({ kind }) => kind);
  return stateOf(new Set(kinds), valueOn(municipalityState, day));
}

function travelOf(ways: readonly LostWay[]): AgreementImpact['travel'] {
  const sum = (list: readonly LostWay[], of: (way: LostWay) => number): number => list.reduce((total, way) => total + of(way), 0);
  const jobseekers = sum(ways, (way) => way.jobseekers);
  // Before and after are of the same people: those who have somewhere to go both times.
  const both = ways.filter((way) => way.before !== null && way.after !== null);
  const weight = sum(both, (way) => way.jobseekers);
  const mean = (minutes: (way: LostWay) => number): number | null =>
    weight === 0 ? null : Math.round(sum(both, (way) => way.jobseekers * minutes(way)) / weight);
  return {
    jobseekers: Math.round(jobseekers),
    minutesBefore: mean((way) => way.before!.minutes),
    minutesAfter: mean((way) => way.after!.minutes),
    withoutAny: Math.round(
      sum(
        ways.filter((way) => way.after === null),
        (way) => way.jobseekers,
      ),
    ),
  };
}
