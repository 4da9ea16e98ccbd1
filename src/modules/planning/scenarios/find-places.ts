/** Places of the register to choose from for a scenario, and where people could turn instead of one that closes: pure. */
import { plainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { KnownPlace, Register } from '../../network/index.ts';
import type { Change, PlannedKind } from './change.ts';
import { isOwn, type Network, networkOn } from './planned.ts';

const lastDay = plainDate('2199-12-31');

export interface PlaceFilter {
  /** Part of the place's or its municipality's name. */
  text: string;
  countyCode: string;
  /** A kind that is there, `none` for places without any; '' for all. */
  kind: PlannedKind | 'none' | '';
}

export interface FoundPlace {
  known: KnownPlace;
  kinds: readonly PlannedKind[];
}

/** By municipality and name. */
export function findPlaces(register: Register, network: Network, { text, countyCode, kind }: PlaceFilter): FoundPlace[] {
  const looked = text.toLowerCase();
  return register.places
    .map((known): FoundPlace => ({ known, kinds: [...(network.get(known.place.id as Uuid) ?? [])] }))
    .filter(({ known: { place }, kinds }) => {
      if (!`${place.name} ${place.municipality}`.toLowerCase().includes(looked)) return false;
      if (!place.municipalityCode.startsWith(countyCode)) return false;
      return kind === '' || (kind === 'none' ? kinds.length === 0 : kinds.includes(kind));
    })
    .toSorted((a, b) =>
      `${a.known.place.municipality} ${a.known.place.name}`.localeCompare(
        `${b.known.place.municipality} ${b.known.place.name}`,
        'sv',
      ),
    );
}

export interface Turning {
  kind: 'own' | 'cooperation';
  /** The place's code. */
  code: string;
  known: KnownPlace;
  minutes: number;
}

/** How many are offered. */
const mostTurnings = 25;

/** Where people in the municipality of a place that closes could turn, the nearest first. `going`: places that close too. */
export function turningsFrom(register: Register, network: Network, closing: KnownPlace, going: ReadonlySet<string>): Turning[] {
  const origin = register.findOrigin('municipality', closing.place.municipalityCode);
  const journeys = origin === undefined ? [] : register.journeysFrom(origin);
  return journeys
    .flatMap(({ to, minutes }): Turning[] => {
      const kinds = [...(network.get(to.place.id as Uuid) ?? [])];
      if (to.place.id === closing.place.id || going.has(to.place.id) || kinds.length === 0) return [];
      return [{ kind: kinds.some(isOwn) ? 'own' : 'cooperation', code: to.place.code, known: to, minutes }];
    })
    .slice(0, mostTurnings);
}

/** The network without what the register ends sooner or later, unless the scenario itself opens it: where people can be referred to. */
export function lastingOf(register: Register, network: Network, changes: readonly Change[]): Network {
  const { network: lasting } = networkOn(register.places, lastDay);
  const opened = new Set(changes.flatMap((one) => (one.kind === 'open' || one.kind === 'change-kind' ? [one.placeId] : [])));
  return new Map([...network].filter(([id]) => lasting.has(id) || opened.has(id)));
}

/** Places that close in a list of changes. */
export const closingIn = (changes: readonly Change[]): Set<string> =>
  new Set(changes.flatMap((one) => (one.kind === 'close' ? [one.placeId] : [])));
