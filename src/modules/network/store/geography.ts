/** SQL for counties, municipalities, localities and channels. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { channels, weeklyHours } from '../kinds.ts';

const county = z.object({ code: z.string(), name: z.string() });
export type County = z.output<typeof county>;

export const municipalityRow = z.object({
  code: z.string(),
  name: z.string(),
  countyCode: z.string(),
  county: z.string(),
  seat: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  population: z.number(),
  registeredUnemployed: z.number(),
  labourMarketArea: z.string(),
});
export type Municipality = z.output<typeof municipalityRow>;

const locality = z.object({
  code: z.string(),
  name: z.string(),
  municipalityCode: z.string(),
  population: z.number(),
  latitude: z.number(),
  longitude: z.number(),
});
export type Locality = z.output<typeof locality>;

/** `type`: kind of municipality (SKR 2017: A1 … C9); `workingAge`: people aged 16–64. */
const municipalityFacts = z.object({ code: z.string(), type: z.string(), workingAge: z.number() });
export type MunicipalityFacts = z.output<typeof municipalityFacts>;

const remoteChannel = z.object({
  channel: z.enum(channels),
  contact: z.string().nullable(),
  hours: weeklyHours.nullable(),
  source: z.string(),
});
export type RemoteChannel = z.output<typeof remoteChannel>;

const municipalityColumns = sql`
  m.code, m.name, m.county_code as "countyCode", c.name as county, m.seat, m.latitude, m.longitude,
  m.population, m.registered_unemployed as "registeredUnemployed", m.labour_market_area as "labourMarketArea"`;

export function listCounties(db: Database): Promise<County[]> {
  return rows(db, county, sql`select code, name from network.county order by code`);
}

export function listMunicipalities(db: Database): Promise<Municipality[]> {
  return rows(
    db,
    municipalityRow,
    sql`select ${municipalityColumns} from network.municipality m join network.county c on c.code = m.county_code order by m.code`,
  );
}

export function findMunicipality(db: Database, code: string): Promise<Municipality | null> {
  return one(
    db,
    municipalityRow,
    sql`select ${municipalityColumns} from network.municipality m join network.county c on c.code = m.county_code where m.code = ${code}`,
  );
}

export function listLocalities(db: Database): Promise<Locality[]> {
  return rows(
    db,
    locality,
    sql`select code, name, municipality_code as "municipalityCode", population, latitude, longitude
        from network.locality order by code`,
  );
}

/** More of the municipalities, where the country was loaded with it. */
export function listMunicipalityFacts(db: Database): Promise<MunicipalityFacts[]> {
  return rows(
    db,
    municipalityFacts,
    sql`select municipality_code as code, type, working_age as "workingAge" from network.municipality_facts order by municipality_code`,
  );
}

export function findLocality(db: Database, code: string): Promise<Locality | null> {
  return one(
    db,
    locality,
    sql`select code, name, municipality_code as "municipalityCode", population, latitude, longitude
        from network.locality where code = ${code}`,
  );
}

export function listRemoteChannels(db: Database): Promise<RemoteChannel[]> {
  return rows(
    db,
    remoteChannel,
    sql`select channel, contact, hours, source from network.remote_channel
        order by array_position(array['phone', 'chat', 'video', 'web'], channel)`,
  );
}
