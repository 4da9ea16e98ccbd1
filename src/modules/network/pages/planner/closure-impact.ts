/** What closing an office does to those who live there: the register's own answer, asked as if it were decided. */
import { addDays, type PlainDate } from '../../../../platform/clock/index.ts';
import { valueOn } from '../../../../platform/rule/index.ts';
import { findHelp, type Help } from '../../find-help.ts';
import type { Journey, KnownPlace, Register } from '../../register.ts';
import { closureReplacement, mayReplace } from '../../rules/closure-replacement.ts';
import { registerBegins } from '../../rules/municipality-state.ts';
import type { Presence } from '../../store/presence.ts';

export interface Replacement {
  /** A place's code, or a municipality's. */
  code: string;
  name: string;
  /** From the municipality's seat; null when no way is known. */
  minutes: number | null;
}

export interface Replacements {
  own: Replacement[];
  cooperation: Replacement[];
  neighbour: Replacement[];
}

/** How many of each are offered, the nearest first. */
const offeredMost = 60;

/** Where people can turn when an office closes: own offices and cooperation places that are open then or later, and municipalities with an own office. */
export function replacements(register: Register, closing: Presence, endDate: PlainDate): Replacements {
  const origin = register.findOrigin('municipality', closing.municipalityCode);
  const journeys = origin === undefined ? [] : register.journeysFrom(origin);
  const after = addDays(endDate, 1);
  const kinds = valueOn(closureReplacement, endDate < registerBegins ? registerBegins : endDate);
  const others = journeys.filter(({ to }) => to.place.id !== closing.placeId);
  const own = others.filter(({ to }) => mayReplace(kinds.own, to.presences, after));
  const inOther = own.filter(({ to }) => to.place.municipalityCode !== closing.municipalityCode);
  const firstOfEach = [...new Map(inOther.toReversed().map((one) => [one.to.place.municipalityCode, one])).values()];
  return {
    own: own.map(placeOf).slice(0, offeredMost),
    cooperation: others
      .filter(({ to }) => mayReplace(kinds.cooperation, to.presences, after))
      .map(placeOf)
      .slice(0, offeredMost),
    neighbour: firstOfEach
      .toSorted((a, b) => a.minutes - b.minutes)
      .map(({ to, minutes }) => ({ code: to.place.municipalityCode, name: to.place.municipality, minutes }))
      .slice(0, offeredMost),
  };
}

const placeOf = ({ to, minutes }: Journey): Replacement => ({ code: to.place.code, name: to.place.name, minutes });

export interface Impact {
  /** On the last day, and on the day after. */
  before: Help;
  after: Help;
}

/** What a person in the municipality is told on the last day and the day after; null when the register cannot answer for those days. */
export function closureImpact(register: Register, closing: Presence, endDate: PlainDate): Impact | null {
  const origin = register.findOrigin('municipality', closing.municipalityCode);
  if (origin === undefined || endDate < registerBegins) return null;
  const dayAfter = addDays(endDate, 1);
  return {
    before: findHelp(register, origin, endDate),
    after: findHelp(closedRegister(register, closing, endDate), origin, dayAfter),
  };
}

/** The register as it would be with the decision. */
function closedRegister(register: Register, closing: Presence, endDate: PlainDate): Register {
  const closed = (known: KnownPlace): KnownPlace =>
    known.place.id !== closing.placeId
      ? known
      : {
          ...known,
          presences: known.presences.map((one) => (one.presenceId === closing.presenceId ? { ...one, validTo: endDate } : one)),
        };
  return {
    ...register,
    places: register.places.map(closed),
    placesIn: (code) => register.placesIn(code).map(closed),
    journeysFrom: (origin) => register.journeysFrom(origin).map((journey) => ({ ...journey, to: closed(journey.to) })),
  };
}
