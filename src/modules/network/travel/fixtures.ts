/** For tests: the country's geography and places at points of their own. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Point } from '../kinds.ts';
import { insertPlace, recordPlace } from '../store/places.ts';
import { insertGeography, type Records } from '../store/seed.ts';
import { timeBetween, travelMatrix, type TravelTime } from './matrix.ts';

const records = (name: string): Records => parse(readFileSync(`data/sweden/${name}.csv`), { columns: true, bom: true });

/** The 290 municipalities and the ways between them, without any place. */
export async function withMunicipalities(house: House): Promise<void> {
  const geography = {
    counties: records('counties'),
    municipalities: records('municipalities'),
    neighbours: records('neighbours'),
  };
  const localities = records('localities').slice(0, 20);
  await house.db.transaction().execute((tx) => insertGeography(tx, { ...geography, localities, channels: [], reported: [] }));
}

/** The seat of a municipality. */
export function seatOf(municipality: string): Point & { municipality: string } {
  const row = records('municipalities').find((one) => one['code'] === municipality)!;
  return { municipality, latitude: Number(row['latitude']), longitude: Number(row['longitude']) };
}

/** A new place at a point. */
export async function placeAt(house: House, code: string, at: Point & { municipality: string }): Promise<Uuid> {
  const id = house.newId();
  await house.db.transaction().execute(async (tx) => {
    await insertPlace(tx, id, code);
    await recordPlace(tx, { id: house.newId(), placeId: id, facts: facts(code, at), at: house.clock.now(), by: 'test' });
  });
  return id;
}

/** The register says that the place is somewhere else. */
export async function movePlace(house: House, id: Uuid, code: string, to: Point & { municipality: string }): Promise<void> {
  await house.db
    .transaction()
    .execute((tx) =>
      recordPlace(tx, { id: house.newId(), placeId: id, facts: facts(code, to), at: house.clock.now(), by: 'test' }),
    );
}

/** From one origin to every place that can be reached, the nearest first. */
export async function timesFrom(house: House, origin: string): Promise<TravelTime[]> {
  const matrix = await travelMatrix(house.db, today(house.clock));
  const times = [...matrix.places.keys()].map((id) => timeBetween(matrix, origin, id)).filter((time) => time !== null);
  return times.toSorted((a, b) => a.minutes - b.minutes);
}

function facts(name: string, at: Point & { municipality: string }) {
  const { municipality, latitude, longitude } = at;
  return {
    name,
    municipalityCode: municipality,
    localityCode: null,
    street: null,
    postalCode: null,
    latitude,
    longitude,
    accessibility: {},
  };
}
