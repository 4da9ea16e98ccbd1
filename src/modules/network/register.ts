/**
 * The register in memory, for the question that everyone asks: some hundred places, their presences and the travel times.
 * It is read whole when the process starts and again whenever the database says that it has changed, so that an answer
 * costs no query. The register's version stands in every answer.
 */
import { type Database, listen } from '../../platform/db/index.ts';
import { type Clock, type PlainDate, today } from '../../platform/clock/index.ts';
import { foldDigraphs, foldName } from './rules/name-match.ts';
import { estimate, travelGraph, type TravelGraph } from './rules/travel-estimate.ts';
import { ownAgency } from './desk-tasks.ts';
import type { TravelSource } from './kinds.ts';
import { offeredOf, type OfferedPresence } from './offered-presence.ts';
import {
  listLocalities,
  listMunicipalities,
  listRemoteChannels,
  type Locality,
  type Municipality,
  type RemoteChannel,
} from './store/geography.ts';
import { listPlaces, type Place } from './store/places.ts';
import { listCoverage } from './store/agreement-coverage.ts';
import { listPresence } from './store/presence.ts';
import { registerChannel, registerVersion } from './store/version.ts';
import { listLinks, timeBetween, travelMatrix, type TravelMatrix } from './travel/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';

/** A place with its presences of all periods, in stretches by what agreements in force cover. */
export interface KnownPlace {
  place: Place;
  presences: OfferedPresence[];
}

export interface Journey {
  to: KnownPlace;
  minutes: number;
  kilometres: number | null;
  source: TravelSource;
}

/** Where someone starts from: a municipality (its seat) or a locality. */
export interface Origin {
  kind: 'municipality' | 'locality';
  code: string;
  name: string;
  municipality: Municipality;
  latitude: number;
  longitude: number;
  population: number;
  /** Folded names to search by. */
  folded: readonly string[];
}

export interface Register {
  version: number;
  /** Tells this register from another of the same version. */
  identity: string;
  /** Every travel time, of which version and by the rule's value of which day. */
  times: { version: number; on: PlainDate; matrix: TravelMatrix };
  municipalities: ReadonlyMap<string, Municipality>;
  origins: readonly Origin[];
  places: readonly KnownPlace[];
  channels: readonly RemoteChannel[];
  findOrigin(kind: Origin['kind'], code: string): Origin | undefined;
  placesIn(municipalityCode: string): readonly KnownPlace[];
  /** Every place that can be reached, the nearest first. */
  journeysFrom(origin: Origin): readonly Journey[];
}

/** Reads the register as of one instant; the travel times of `before` are kept when they have not changed since. */
async function readRegister(db: Database, clock: Clock, before: Register | null): Promise<Register> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { number: version, travel, identity } = await registerVersion(tx);
      const municipalities = new Map((await listMunicipalities(tx)).map((one) => [one.code, one]));
      const localities = await listLocalities(tx);
      const coverage = await listCoverage(tx, { agency: ownAgency });
      const presences = offeredOf(await listPresence(tx, {}), coverage, today(clock));
      const places = groupPresences(await listPlaces(tx), presences);
      const local = Map.groupBy(places, (one) => one.place.municipalityCode);
      const origins = originsOf(municipalities, localities);
      const byCode = {
        municipality: new Map(origins.filter((one) => one.kind === 'municipality').map((one) => [one.code, one])),
        locality: new Map(origins.filter((one) => one.kind === 'locality').map((one) => [one.code, one])),
      };
      const graph = travelGraph([...municipalities.values()], await listLinks(tx), today(clock));
      const times =
        before?.times.version === travel && before.times.on === today(clock)
          ? before.times
          : { version: travel, on: today(clock), matrix: await travelMatrix(tx, today(clock)) };
      return {
        version,
        identity,
        times,
        municipalities,
        origins,
        places,
        channels: await listRemoteChannels(tx),
        placesIn: (code) => local.get(code) ?? [],
        findOrigin: (kind, code) => byCode[kind].get(code),
        journeysFrom: rememberJourneys((origin) => journeys(origin, places, graph, times.matrix)),
      };
    });
}

function groupPresences(places: Place[], presences: OfferedPresence[]): KnownPlace[] {
  const known = new Map(places.map((place) => [place.id, { place, presences: [] as OfferedPresence[] }]));
  for (const presence of presences) known.get(presence.placeId)?.presences.push(presence);
  return [...known.values()];
}

function originsOf(municipalities: ReadonlyMap<string, Municipality>, localities: Locality[]): Origin[] {
  const folded = (name: string) => [...new Set([foldName(name), foldDigraphs(name)])];
  return [
    ...[...municipalities.values()].map((one): Origin => ({
      ...one,
      kind: 'municipality',
      municipality: one,
      folded: folded(one.name),
    })),
    ...localities.map((one): Origin => ({
      ...one,
      kind: 'locality',
      municipality: municipalities.get(one.municipalityCode)!,
      folded: folded(one.name),
    })),
  ];
}

/** Stored times stand before the estimate, which is computed here for origins (localities) that have none stored. */
function journeys(origin: Origin, places: readonly KnownPlace[], graph: TravelGraph, matrix: TravelMatrix): Journey[] {
  const from = { municipality: origin.municipality.code, latitude: origin.latitude, longitude: origin.longitude };
  const found: Journey[] = [];
  for (const to of places) {
    const time = timeBetween(matrix, origin.code, to.place.id as Uuid);
    if (time !== null) {
      found.push({ to, minutes: time.minutes, kilometres: time.kilometres, source: time.source });
      continue;
    }
    const { latitude, longitude, municipalityCode } = to.place;
    const estimated = estimate(graph, from, { municipality: municipalityCode, latitude, longitude });
    if (estimated !== null) found.push({ to, ...estimated, source: 'estimate' });
  }
  return found.toSorted(
    (a, b) =>
      a.minutes - b.minutes || (a.kilometres ?? 0) - (b.kilometres ?? 0) || a.to.place.code.localeCompare(b.to.place.code),
  );
}

function rememberJourneys(compute: (origin: Origin) => Journey[]): (origin: Origin) => readonly Journey[] {
  const remembered = new WeakMap<Origin, Journey[]>();
  return (origin) => {
    let found = remembered.get(origin);
    if (found === undefined) remembered.set(origin, (found = compute(origin)));
    return found;
  };
}

/** The register read once, for what runs beside the service. */
export const registerNow = (db: Database, clock: Clock): Promise<Register> => readRegister(db, clock, null);

export interface LiveRegister {
  current(): Register;
  /** Reads the register again if the database has a newer version. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const lookEveryMs = 15_000;

/** Keeps the register in memory and fresh for as long as the process lives. */
export async function openRegister(
  source: { db: Database; url: string; clock: Clock },
  onError: (error: unknown) => void,
): Promise<LiveRegister> {
  let current = await readRegister(source.db, source.clock, null);
  let reading: Promise<void> | null = null;
  let askedAgain = false;
  const read = async (): Promise<void> => {
    try {
      do {
        askedAgain = false;
        const { number } = await registerVersion(source.db);
        if (number !== current.version) current = await readRegister(source.db, source.clock, current);
      } while (askedAgain);
    } finally {
      reading = null;
    }
  };
  const refresh = (): Promise<void> => {
    askedAgain = true;
    reading ??= read();
    return reading;
  };
  const look = (): void => void refresh().catch(onError);
  const listener = listen(source.url, registerChannel, look);
  // A notice that was lost, or a reading that failed, is made good by the next look.
  const looking = setInterval(look, lookEveryMs);
  looking.unref();
  return {
    current: () => current,
    refresh,
    async close() {
      clearInterval(looking);
      await listener.close();
    },
  };
}
