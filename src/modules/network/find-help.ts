/**
 * "Which help can a person here get on this date, by which channel, how far away?" The answer that everything stands on.
 * Reads the register in memory and writes nothing.
 *
 * Between two changes near an origin the answer differs only in the day and the day's hours. So what holds for a whole
 * period is worked out once and remembered with the register's version; a day only fills in its hours.
 */
import { addDays, type PlainDate } from '../../platform/clock/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { Help, Offer } from './help-answer.ts';
import type { Evidence, MunicipalityState } from './kinds.ts';
import { periodAround, type Period, within } from './period.ts';
import type { Journey, KnownPlace, Origin, Register } from './register.ts';
import { municipalityState, requireDay, stateOf } from './rules/municipality-state.ts';
import { hoursOn } from './rules/opening-hours.ts';
import { isWithinReach, reasonableTravel } from './rules/reasonable-travel.ts';
import { whyThis } from './rules/why-this-list.ts';
import type { Presence } from './store/presence.ts';

export type { Help, Offer } from './help-answer.ts';

/** Throws before-register for a day before the rules begin. */
export function findHelp(register: Register, origin: Origin, on: PlainDate): Help {
  const { help } = periodOf(register, origin, on);
  return {
    ...help,
    on,
    bookedMeeting: help.bookedMeeting.map((offer) => ({ ...offer, hours: hoursOf(offer, on) })),
    dropIn: help.dropIn.map((offer) => ({ ...offer, hours: hoursOf(offer, on) })),
    remote: register.channels.map(({ hours, ...channel }) => ({ ...channel, hours: hoursOn(on, hours, []) })),
  };
}

/** `findHelp` as JSON, and how many bytes it is in UTF-8: known here without looking through it again. */
export function findHelpJson(register: Register, origin: Origin, on: PlainDate): { json: string; bytes: number } {
  const period = periodOf(register, origin, on);
  period.template ??= templateOf(register, period.help);
  const { parts, fills } = period.template;
  let json = parts[0]!;
  let { bytes } = period.template;
  for (let index = 0; index < fills.length; index += 1) {
    const filled = fills[index]!(on);
    bytes += filled.length;
    json += filled + parts[index + 1]!;
  }
  return { json, bytes };
}

/** The answer's constant parts, their bytes and, between them, what the day fills in (digits and signs: a byte each). */
interface Template {
  parts: readonly string[];
  bytes: number;
  fills: readonly ((on: PlainDate) => string)[];
}

interface HelpPeriod extends Period {
  help: Help;
  template: Template | null;
}

const known = new WeakMap<Register, Map<Origin, HelpPeriod[]>>();

function periodOf(register: Register, origin: Origin, on: PlainDate): HelpPeriod {
  requireDay(on);
  let ofRegister = known.get(register);
  if (ofRegister === undefined) known.set(register, (ofRegister = new Map()));
  let periods = ofRegister.get(origin);
  if (periods === undefined) ofRegister.set(origin, (periods = []));
  const found = periods.find((one) => within(one, on));
  if (found !== undefined) return found;
  const made = makePeriod(register, origin, on);
  periods.push(made);
  return made;
}

/** How many places of each channel an answer names. */
const placesShown = 3;

function makePeriod(register: Register, origin: Origin, on: PlainDate): HelpPeriod {
  const period = periodAround(on);
  period.narrowToRule(reasonableTravel);
  period.narrowToRule(municipalityState);
  const limit = valueOn(reasonableTravel, on);
  const journeys = register.journeysFrom(origin);
  const offersMeeting = (one: Presence) => one.kind !== 'service_office' && one.services.includes('booked-meeting');
  const bookedMeeting = nearestWith(journeys, on, limit, offersMeeting, period.narrow);
  const dropIn = nearestWith(journeys, on, limit, (one) => one.services.includes('drop-in'), period.narrow);
  const { code, name, countyCode, county } = origin.municipality;
  const local = register.placesIn(code);
  for (const presence of local.flatMap((one) => one.presences)) period.narrow(presence);
  const state = stateOn(local, on);
  return {
    ...period.value(),
    template: null,
    help: {
      registerVersion: register.version,
      on,
      origin: { kind: origin.kind, code: origin.code, name: origin.name, latitude: origin.latitude, longitude: origin.longitude },
      municipality: { code, name, countyCode, county },
      state,
      stateEvidence: evidenceOf(local, state, on),
      why: whyThis(state, closedSince(local, on), bookedMeeting[0] ?? null, isWithheld(local, on)),
      maxMinutes: limit.maxMinutes,
      bookedMeeting,
      dropIn,
      remote: [],
    },
  };
}

const isValid = (presence: Presence, on: PlainDate): boolean =>
  presence.validFrom <= on && (presence.validTo === null || on <= presence.validTo);

/** `looked` is told of every presence that could have been in the list on another day. */
function nearestWith(
  journeys: readonly Journey[],
  on: PlainDate,
  limit: { maxMinutes: number },
  offers: (presence: Presence) => boolean,
  looked: (presence: Presence) => void,
): Offer[] {
  const found: Offer[] = [];
  for (const journey of journeys) {
    const candidates = journey.to.presences.filter(offers);
    candidates.forEach(looked);
    const presence = candidates.find((one) => isValid(one, on));
    if (presence === undefined) continue;
    found.push(offerOf(journey, presence, limit));
    if (found.length === placesShown) break;
  }
  return found;
}

function offerOf(journey: Journey, presence: Presence, limit: { maxMinutes: number }): Offer {
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
    assumed: presence.assumed,
    hours: null,
    minutes: journey.minutes,
    kilometres: journey.kilometres,
    travelSource: journey.source,
    withinReach: isWithinReach(journey.minutes, limit),
  };
}

const hoursOf = (offer: Offer, on: PlainDate) => hoursOn(on, offer.weeklyHours, offer.exceptions);

/** Its cooperation places would take meetings that day, but no agreement in force covers any of them. */
function isWithheld(local: readonly KnownPlace[], on: PlainDate): boolean {
  const there = local.flatMap((one) => one.presences).filter((one) => one.kind === 'cooperation_place' && isValid(one, on));
  return (
    there.some(({ withheld }) => withheld.includes('booked-meeting')) &&
    !there.some(({ services }) => services.includes('booked-meeting'))
  );
}

function stateOn(local: readonly KnownPlace[], on: PlainDate) {
  const valid = local.flatMap((one) => one.presences).filter((one) => isValid(one, on));
  return stateOf(new Set(valid.map((one) => one.kind)), valueOn(municipalityState, on));
}

/** What says so: the rows of that kind; for a neighbour the row of the office that was closed, if there was one. */
function evidenceOf(local: readonly KnownPlace[], state: MunicipalityState, on: PlainDate): Evidence {
  const all = local.flatMap((one) => one.presences);
  const saying =
    state === 'neighbour'
      ? ownOffices(all).filter((one) => one.validTo !== null && one.validTo < on)
      : all.filter((one) => one.kind === state && isValid(one, on));
  const silent = state === 'neighbour' ? 'valid_to' : 'kind';
  if (saying.some((one) => one.evidence === 'sourced' && !one.assumed.includes(silent))) return 'sourced';
  return saying.some((one) => one.evidence === 'entered') ? 'entered' : 'reconstructed';
}

const ownOffices = (presences: readonly Presence[]): Presence[] =>
  presences.filter((one) => one.kind === 'staffed_office' || one.kind === 'visiting_office');

/** The first day since which the municipality has no own office; null when it has one, or the register knows of none before. */
function closedSince(local: readonly KnownPlace[], on: PlainDate): string | null {
  const own = ownOffices(local.flatMap((one) => one.presences));
  if (own.some((one) => isValid(one, on))) return null;
  const ends = own.flatMap((one) => (one.validTo !== null && one.validTo < on ? [one.validTo] : []));
  const last = ends.toSorted().at(-1);
  return last === undefined ? null : addDays(last as PlainDate, 1);
}

/** Puts a mark where the day fills in and cuts the JSON there; the mark is no text that a register can hold. */
function templateOf(register: Register, help: Help): Template {
  const mark = '\u0000fill';
  const fills: Fill[] = [];
  const hole = (fill: Fill): string => {
    fills.push(fill);
    return mark;
  };
  const withHoles = (offer: Offer) => ({ ...offer, hours: hole(jsonOfHours(offer.weeklyHours, offer.exceptions)) });
  const whole = {
    ...help,
    on: hole((on) => `"${on}"`),
    bookedMeeting: help.bookedMeeting.map(withHoles),
    dropIn: help.dropIn.map(withHoles),
    remote: register.channels.map(({ hours, ...channel }) => ({ ...channel, hours: hole(jsonOfHours(hours, [])) })),
  };
  return cut(JSON.stringify(whole), JSON.stringify(mark), fills);
}

/** Where the fill is the same on every day it becomes part of what is constant. */
function cut(json: string, mark: string, marked: readonly Fill[]): Template {
  const texts = json.split(mark);
  const fills: ((on: PlainDate) => string)[] = [];
  const parts = [texts[0]!];
  for (const [index, fill] of marked.entries()) {
    if (typeof fill === 'string') {
      parts.push(parts.pop()! + fill + texts[index + 1]!);
    } else {
      fills.push(fill);
      parts.push(texts[index + 1]!);
    }
  }
  return { parts, fills, bytes: Buffer.byteLength(parts.join('')) };
}

/** JSON that is the same on every day, or depends on the day. */
type Fill = string | ((on: PlainDate) => string);

function jsonOfHours(weekly: Offer['weeklyHours'], exceptions: Offer['exceptions']): Fill {
  if (weekly === null && exceptions.length === 0) return 'null';
  return (on) => JSON.stringify(hoursOn(on, weekly, exceptions));
}
