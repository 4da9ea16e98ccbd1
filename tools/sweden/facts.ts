import { join } from 'node:path';
import { cell, numberCell, readTable } from './csv.ts';
import { travelOver } from './travel.ts';
import type { Travel } from './travel.ts';

export type Municipality = {
  code: string;
  name: string;
  county: string;
  seat: string;
  latitude: number;
  longitude: number;
  unemployed: number;
  labourMarketArea: string;
  /** Code of the locality named like the seat, or '' where the tables have none. */
  seatLocality: string;
};

export type Link = { a: string; b: string; ferryMinutes: number };

/** One statement of a source. `on` is as precise as the source: '2019', '2019-12', '2020-02-11' or '2019-2020'. */
export type Statement = { municipality: string; place: string; event: string; on: string; offices: number; source: string };

export type Facts = {
  municipalities: readonly Municipality[];
  byCode: ReadonlyMap<string, Municipality>;
  travel: Travel;
  /** Statements about offices of the employment authority, 2018-2020. */
  offices: readonly Statement[];
  /** Statements about state service offices 2018-2020, and those of later years (which only rule out or suggest). */
  serviceOffices: readonly Statement[];
  laterServiceOffices: readonly Statement[];
};

function statements(file: string, authority: string): Statement[] {
  const rows = readTable(file).filter((row) => cell(row, 'authority') === authority);
  return rows.map((row) => ({
    municipality: cell(row, 'municipality_code'),
    place: cell(row, 'place'),
    event: cell(row, 'event'),
    on: cell(row, 'on'),
    offices: numberCell(row, 'offices'),
    source: cell(row, 'source'),
  }));
}

function readMunicipalities(folder: string): Municipality[] {
  const localities = readTable(join(folder, 'localities.csv'));
  const named = new Map(localities.map((row) => [`${cell(row, 'municipality_code')} ${cell(row, 'name')}`, cell(row, 'code')]));
  return readTable(join(folder, 'municipalities.csv')).map((row) => ({
    code: cell(row, 'code'),
    name: cell(row, 'name'),
    county: cell(row, 'county_code'),
    seat: cell(row, 'seat'),
    latitude: numberCell(row, 'latitude'),
    longitude: numberCell(row, 'longitude'),
    unemployed: numberCell(row, 'registered_unemployed'),
    labourMarketArea: cell(row, 'labour_market_area'),
    seatLocality: named.get(`${cell(row, 'code')} ${cell(row, 'seat')}`) ?? '',
  }));
}

/** Everything the reconstruction knows, read from data/sweden only. */
export function readFacts(folder: string): Facts {
  const municipalities = readMunicipalities(folder);
  const links = readTable(join(folder, 'neighbours.csv')).map((row) => ({
    a: cell(row, 'code_a'),
    b: cell(row, 'code_b'),
    ferryMinutes: Number(cell(row, 'minutes')),
  }));
  return {
    municipalities,
    byCode: new Map(municipalities.map((m) => [m.code, m])),
    travel: travelOver(municipalities, links),
    offices: statements(join(folder, 'sourced-events.csv'), 'employment'),
    serviceOffices: statements(join(folder, 'sourced-events.csv'), 'service'),
    laterServiceOffices: statements(join(folder, 'later-events.csv'), 'service'),
  };
}

/** The municipality with a code. Throws if there is none. */
export function municipality(facts: Facts, code: string): Municipality {
  const found = facts.byCode.get(code);
  if (found === undefined) throw new Error(`unknown municipality ${code}`);
  return found;
}

/** The first statement about a municipality with one of the events, in the order of the events given. */
export function stated(list: readonly Statement[], code: string, events: readonly string[]): Statement | undefined {
  for (const event of events) {
    const found = list.find((s) => s.municipality === code && s.event === event);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Events that say an office of the authority ends. */
export const ENDING = ['planned_closure', 'closed', 'to_close', 'lease_extended_pending_solution'];
/** Events that say an office stays or comes back with permanent staff, and those that say staff will travel to it. */
export const STAFFED = ['staffed_end_2020', 'staffed_restored', 'staffed_kept', 'planned_to_remain'];
export const TRAVELLED_TO = ['travel_in_end_2020', 'kept_as_travel_in'];
