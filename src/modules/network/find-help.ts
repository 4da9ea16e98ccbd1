/**
 * "Which help can a person here get on this date, by which channel, how far away?" The answer that everything stands on.
 * Reads the register in memory and writes nothing.
 */
import { z } from 'zod';
import { addDays, type PlainDate } from '../../platform/clock/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { accessibility, channels, evidences, hoursException, municipalityStates, presenceKinds, services, travelSources, weeklyHours } from './kinds.ts';
import type { Journey, KnownPlace, Origin, Register } from './register.ts';
import { municipalityState, requireDay, stateOf } from './rules/municipality-state.ts';
import { hoursOn } from './rules/opening-hours.ts';
import { isWithinReach, reasonableTravel } from './rules/reasonable-travel.ts';
import { type Why, whyThis } from './rules/why-this-list.ts';
import type { Presence } from './store/presence.ts';

const nearest = z.object({ name: z.string(), municipality: z.string(), minutes: z.number() });

export const whyAnswer = z.object({
  code: z.enum(['staffed', 'visiting', 'cooperation', 'closed', 'none', 'nothing']),
  since: z.string().nullable().optional(),
  nearest: nearest.optional(),
});

export const offerAnswer = z.object({
  placeId: z.string(),
  placeCode: z.string(),
  name: z.string(),
  kind: z.enum(presenceKinds),
  municipalityCode: z.string(),
  municipality: z.string(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  accessibility,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  services: z.array(z.enum(services)),
  languages: z.array(z.string()),
  weeklyHours: weeklyHours.nullable(),
  exceptions: z.array(hoursException),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
  /** Hours on the day asked for: [] closed, null not known. */
  hours: z.array(z.tuple([z.string(), z.string()])).nullable(),
  minutes: z.number(),
  kilometres: z.number().nullable(),
  /** `estimate` is shown as one. */
  travelSource: z.enum(travelSources),
  withinReach: z.boolean(),
});
export type Offer = z.output<typeof offerAnswer>;

export const remoteAnswer = z.object({
  channel: z.enum(channels),
  contact: z.string().nullable(),
  hours: z.array(z.tuple([z.string(), z.string()])).nullable(),
  source: z.string(),
});

export const helpAnswer = z.object({
  registerVersion: z.number(),
  on: z.string(),
  origin: z.object({
    kind: z.enum(['municipality', 'locality']),
    code: z.string(),
    name: z.string(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  municipality: z.object({ code: z.string(), name: z.string(), countyCode: z.string(), county: z.string() }),
  state: z.enum(municipalityStates),
  why: whyAnswer,
  /** Limit in minutes for "within reach" on that day. */
  maxMinutes: z.number(),
  /** Where a meeting can be booked, the nearest first. */
  bookedMeeting: z.array(offerAnswer),
  /** Where one can come without an appointment, the nearest first. */
  dropIn: z.array(offerAnswer),
  remote: z.array(remoteAnswer),
});
export type Help = z.output<typeof helpAnswer>;

/** How many places of each channel an answer names. */
const placesShown = 3;

/** Throws before-register for a day before the rules begin. */
export function findHelp(register: Register, origin: Origin, on: PlainDate): Help {
  requireDay(on);
  const limit = valueOn(reasonableTravel, on);
  const journeys = register.journeysFrom(origin);
  const bookedMeeting = nearestWith(journeys, on, limit, (presence) => presence.kind !== 'service_office' && presence.services.includes('booked-meeting'));
  const dropIn = nearestWith(journeys, on, limit, (presence) => presence.services.includes('drop-in'));
  const { code, name, countyCode, county } = origin.municipality;
  const local = placesIn(register, code);
  const state = stateOn(local, on);
  const first = bookedMeeting[0] ?? dropIn[0] ?? null;
  return {
    registerVersion: register.version,
    on,
    origin: { kind: origin.kind, code: origin.code, name: origin.name, latitude: origin.latitude, longitude: origin.longitude },
    municipality: { code, name, countyCode, county },
    state,
    why: whyThis(state, closedSince(local, on), first) satisfies Why,
    maxMinutes: limit.maxMinutes,
    bookedMeeting,
    dropIn,
    remote: register.channels.map(({ hours, ...channel }) => ({ ...channel, hours: hoursOn(on, hours, []) })),
  };
}

const isValid = (presence: Presence, on: PlainDate): boolean =>
  presence.validFrom <= on && (presence.validTo === null || on <= presence.validTo);

function nearestWith(
  journeys: readonly Journey[],
  on: PlainDate,
  limit: { maxMinutes: number },
  offers: (presence: Presence) => boolean,
): Offer[] {
  const found: Offer[] = [];
  for (const journey of journeys) {
    const presence = journey.to.presences.find((one) => isValid(one, on) && offers(one));
    if (presence === undefined) continue;
    found.push(offerOf(journey, presence, on, limit));
    if (found.length === placesShown) break;
  }
  return found;
}

function offerOf(journey: Journey, presence: Presence, on: PlainDate, limit: { maxMinutes: number }): Offer {
  const { place } = journey.to;
  return {
    placeId: place.id,
    placeCode: place.code,
    name: place.name,
    kind: presence.kind,
    municipalityCode: place.municipalityCode,
    municipality: place.municipality,
    street: place.street,
    postalCode: place.postalCode,
    latitude: place.latitude,
    longitude: place.longitude,
    accessibility: place.accessibility,
    validFrom: presence.validFrom,
    validTo: presence.validTo,
    services: presence.services,
    languages: presence.languages,
    weeklyHours: presence.hours,
    exceptions: presence.exceptions,
    evidence: presence.evidence,
    source: presence.source,
    method: presence.method,
    assumed: presence.assumed,
    hours: hoursOn(on, presence.hours, presence.exceptions),
    minutes: journey.minutes,
    kilometres: journey.kilometres,
    travelSource: journey.source,
    withinReach: isWithinReach(journey.minutes, limit),
  };
}

const placesByMunicipality = new WeakMap<Register, Map<string, KnownPlace[]>>();

function placesIn(register: Register, code: string): readonly KnownPlace[] {
  let grouped = placesByMunicipality.get(register);
  if (grouped === undefined) {
    grouped = Map.groupBy(register.places, (one) => one.place.municipalityCode);
    placesByMunicipality.set(register, grouped);
  }
  return grouped.get(code) ?? [];
}

function stateOn(local: readonly KnownPlace[], on: PlainDate) {
  const kinds = new Set(local.flatMap((one) => one.presences).filter((one) => isValid(one, on)).map((one) => one.kind));
  return stateOf(kinds, valueOn(municipalityState, on));
}

/** The first day since which the municipality has no own office; null when it has one, or the register knows of none before. */
function closedSince(local: readonly KnownPlace[], on: PlainDate): string | null {
  const own = local.flatMap((one) => one.presences).filter((one) => one.kind === 'staffed_office' || one.kind === 'visiting_office');
  if (own.some((one) => isValid(one, on))) return null;
  const ends = own.flatMap((one) => (one.validTo !== null && one.validTo < on ? [one.validTo] : []));
  const last = ends.toSorted().at(-1);
  return last === undefined ? null : addDays(last as PlainDate, 1);
}
