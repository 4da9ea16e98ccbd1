/** The decisions that bodies are told of, and whom each touches: by what the register says now. */
import { addDays, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import {
  agreementRecord,
  type Closure,
  coveringOn,
  decidedEnds,
  findHelp,
  type KnownPlace,
  leftOut,
  listClosures,
  listCoverage,
  type Register,
} from '../../network/index.ts';
import { contactProblem } from '../problems.ts';
import type { Touched } from '../rules/notice-recipients.ts';

export const matterKinds = ['closure', 'agreement'] as const;
export type MatterKind = (typeof matterKinds)[number];

export interface MatterRef {
  kind: MatterKind;
  id: Uuid;
}

/** Where one meets someone, and how far it is from the municipality's seat. */
export interface Nearest {
  place: string;
  minutes: number;
  isEstimate: boolean;
}

/** A place that loses something, as the register has it now. */
export interface MatterPlace {
  name: string;
  municipality: string;
  municipalityCode: string;
  /** The last day there; null when it stays after all. */
  lastDay: PlainDate | null;
  /** Where people are referred to; null when nothing is said. */
  referredTo: {
    kind: 'own' | 'cooperation' | 'neighbour';
    name: string;
    municipality: string;
    municipalityCode: string;
    /** The first day for a booked meeting there, when that is later than the day after; 'none' when none is known. */
    from: PlainDate | 'none' | null;
  } | null;
  /** Municipalities for whose seat another place becomes the nearest for a booked meeting. */
  nearest: { municipalityCode: string; municipality: string; before: Nearest; after: Nearest | null }[];
}

export interface Matter extends MatterRef {
  /** As lists name it. */
  name: string;
  /** Null: it follows from what was agreed on or read in, and nobody decided it. */
  decidedOn: PlainDate | null;
  places: MatterPlace[];
  /** False when it rests on what has been reconstructed. */
  isSourced: boolean;
}

/** A place by its name, and by its municipality when the name does not say it. */
export const placeNamed = (name: string, municipality: string): string =>
  name.includes(municipality) ? name : `${name}, ${municipality}`;

const anyDay = plainDate('2199-12-31');

/** Decisions to close, the latest first. */
export async function listDecisions(db: Database): Promise<Closure[]> {
  const closures = await listClosures(db, { on: anyDay });
  return closures.toSorted(
    (a, b) => b.decidedOn.localeCompare(a.decidedOn) || a.municipality.localeCompare(b.municipality, 'sv'),
  );
}

/** The decisions by their references, in that order. Throws decision-unknown. */
export async function mattersOf(db: Database, register: Register, refs: readonly MatterRef[]): Promise<Matter[]> {
  const near = nearestIn(register);
  const closures = refs.some(({ kind }) => kind === 'closure')
    ? new Map((await listClosures(db, { on: anyDay })).map((one) => [one.id, one]))
    : new Map<string, Closure>();
  const found: Matter[] = [];
  for (const ref of refs) {
    const closure = closures.get(ref.id);
    const matter =
      ref.kind === 'agreement'
        ? await agreementMatter(db, register, near, ref.id)
        : closure && closureMatter(register, near, closure);
    if (matter === undefined || matter === null) throw contactProblem('decision-unknown');
    found.push(matter);
  }
  return found;
}

/** What an id in an address is a decision of. Throws decision-unknown. */
export async function requireMatter(db: Database, register: Register, text: string): Promise<Matter> {
  const id = parseUuid(text);
  if (id === null) throw contactProblem('decision-unknown');
  const isClosure = (await listClosures(db, { on: anyDay, id })).length > 0;
  return (await mattersOf(db, register, [{ kind: isClosure ? 'closure' : 'agreement', id }]))[0]!;
}

export const touchedBy = ({ places }: Matter): Touched[] =>
  places.map(({ municipalityCode, nearest, referredTo }) => ({
    municipalityCode,
    nearest: nearest.map((one) => one.municipalityCode),
    referred: referredTo === null || referredTo.municipalityCode === municipalityCode ? null : referredTo.municipalityCode,
  }));

function closureMatter(register: Register, near: NearestOn, closure: Closure): Matter {
  const lastDay = plainDate(closure.endDate);
  const stays = closure.state === 'restored' || closure.replacedByKind === 'restored';
  const place: MatterPlace = {
    name: closure.placeName,
    municipality: closure.municipality,
    municipalityCode: closure.municipalityCode,
    lastDay: stays ? null : lastDay,
    referredTo: stays ? null : referredTo(register, closure),
    nearest: stays ? [] : changesOf(register, near, closure.placeId, lastDay),
  };
  return {
    kind: 'closure',
    id: closure.id as Uuid,
    name: placeNamed(closure.placeName, closure.municipality),
    decidedOn: plainDate(closure.decidedOn),
    places: [place],
    isSourced: closure.evidence !== 'reconstructed',
  };
}

function referredTo(register: Register, { replacedByKind: kind, replacedBy, endDate }: Closure): MatterPlace['referredTo'] {
  if (kind === 'restored' || replacedBy === null) return null;
  if (kind === 'neighbour') {
    const one = register.municipalities.get(replacedBy);
    return one === undefined ? null : { kind, name: one.name, municipality: one.name, municipalityCode: one.code, from: null };
  }
  const known = register.places.find(({ place }) => place.code === replacedBy);
  if (known === undefined) return null;
  const { name, municipality, municipalityCode } = known.place;
  return { kind, name, municipality, municipalityCode, from: bookableFrom(known, plainDate(endDate)) };
}

/** Null when a meeting can be booked there already on the day after. A stretch of a presence that no agreement covers offers none. */
function bookableFrom({ presences }: KnownPlace, lastDay: PlainDate): PlainDate | 'none' | null {
  const offered = presences.filter(
    ({ services, validTo }) => services.includes('booked-meeting') && (validTo === null || validTo > lastDay),
  );
  const first = offered.map(({ validFrom }) => validFrom).toSorted()[0];
  if (first === undefined) return 'none';
  return first <= addDays(lastDay, 1) ? null : plainDate(first);
}

/** An agreement that ends: each of its places. Null when there is none. */
async function agreementMatter(db: Database, register: Register, near: NearestOn, id: Uuid): Promise<Matter | null> {
  const agreement = await agreementRecord(db, id, anyDay);
  if (agreement === null) return null;
  const end = agreement.lastDay;
  const decidedOn = (await decidedEnds(db, [id])).get(id) ?? null;
  const coverage = await listCoverage(db, { agency: agreement.agency });
  // What another agreement covers from the day after goes on; one that is only meant to covers nothing.
  const goesOn = (place: (typeof agreement.placeList)[number], last: PlainDate): boolean =>
    leftOut([place], coveringOn(coverage, addDays(last, 1), id)).length === 0;
  const places = agreement.placeList.map((place): MatterPlace => {
    const { placeId, placeName, municipality, municipalityCode, until } = place;
    const last = until ?? end;
    const lastDay = last === null || goesOn(place, plainDate(last)) ? null : plainDate(last);
    const nearest = lastDay === null ? [] : changesOf(register, near, placeId, lastDay);
    return { name: placeName, municipality, municipalityCode, lastDay, referredTo: null, nearest };
  });
  return {
    kind: 'agreement',
    id,
    name: agreement.title,
    decidedOn,
    places,
    // An end that was decided here is what it is, whatever its agreement rests on.
    isSourced: decidedOn !== null || agreement.evidence !== 'reconstructed',
  };
}

type NearestOn = (on: PlainDate) => ReadonlyMap<string, Nearest & { placeId: string }>;

/** The nearest place for a booked meeting, from each municipality's seat; each day is asked for once. */
function nearestIn(register: Register): NearestOn {
  const known = new Map<PlainDate, ReadonlyMap<string, Nearest & { placeId: string }>>();
  return (on) => {
    const before = known.get(on);
    if (before !== undefined) return before;
    const found = new Map<string, Nearest & { placeId: string }>();
    for (const code of register.municipalities.keys()) {
      const origin = register.findOrigin('municipality', code);
      const [first] = origin === undefined ? [] : findHelp(register, origin, on).bookedMeeting;
      if (first === undefined) continue;
      const place = placeNamed(first.name, first.municipality);
      found.set(code, { placeId: first.placeId, place, minutes: first.minutes, isEstimate: first.travelSource === 'estimate' });
    }
    known.set(on, found);
    return found;
  };
}

function changesOf(register: Register, near: NearestOn, placeId: string, lastDay: PlainDate): MatterPlace['nearest'] {
  const [before, after] = [near(lastDay), near(addDays(lastDay, 1))];
  return [...register.municipalities.values()].flatMap(({ code, name }) => {
    const [was, becomes] = [before.get(code), after.get(code)];
    if (was?.placeId !== placeId || becomes?.placeId === placeId) return [];
    return [{ municipalityCode: code, municipality: name, before: was, after: becomes ?? null }];
  });
}
