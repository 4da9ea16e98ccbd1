/** Where people travel from, how many they are, and which groups their municipality belongs to. */
import type { Database } from '../../../platform/db/index.ts';
import { listLocalities, listMunicipalities, listMunicipalityFacts, type Municipality } from '../../network/index.ts';
import type { TravelOrigin } from '../../network/index.ts';
import { valueWords } from '../../insight/index.ts';

export const pointKinds = ['municipalities', 'localities'] as const;
/** The seats of municipalities with all who live there, or every locality: who lives outside localities is then in no figure. */
export type PointKind = (typeof pointKinds)[number];

export const weightings = ['registered', 'population'] as const;
/**
 * Registered unemployed (mean of the months of 2018) or residents. What is registered is known by municipality only; localities share it by
 * their residents, and a municipality without any of its own stands with its seat.
 */
export type Weighting = (typeof weightings)[number];

export const groupings = ['county', 'type', 'size', 'deprivation'] as const;
/**
 * type: kind of municipality (SKR 2017). size: residents. deprivation: municipalities by registered unemployed of those aged 16–64, in five parts
 * with about as many registered each, from the least to the most.
 */
export type Grouping = (typeof groupings)[number];

export interface ReachPoint extends TravelOrigin {
  name: string;
  weight: number;
}

export interface KnownMunicipality extends Municipality {
  /** Null: not known. */
  type: string | null;
  /** Registered unemployed / aged 16–64; null: not known. */
  deprivation: number | null;
  groups: Readonly<Record<Grouping, string>>;
}

/** Bands of residents: a setting. */
const sizes = [
  { from: 100_000, code: '100000-', says: '100,000 residents and more' },
  { from: 50_000, code: '50000-99999', says: '50,000–99,999' },
  { from: 20_000, code: '20000-49999', says: '20,000–49,999' },
  { from: 10_000, code: '10000-19999', says: '10,000–19,999' },
  { from: 0, code: '0-9999', says: 'fewer than 10,000' },
] as const;

export async function knownMunicipalities(db: Database): Promise<Map<string, KnownMunicipality>> {
  const facts = new Map((await listMunicipalityFacts(db)).map((one) => [one.code, one]));
  const known = (await listMunicipalities(db)).map((one) => {
    const fact = facts.get(one.code);
    return {
      ...one,
      type: fact?.type ?? null,
      deprivation: fact === undefined ? null : one.registeredUnemployed / fact.workingAge,
    };
  });
  const fifths = fifthsOf(known);
  return new Map(
    known.map((one) => {
      const size = sizes.find(({ from }) => one.population >= from)!.code;
      const groups = {
        county: one.countyCode,
        type: one.type ?? 'unknown',
        size,
        deprivation: fifths.get(one.code) ?? 'unknown',
      };
      return [one.code, { ...one, groups }];
    }),
  );
}

/** What a group is called in English. */
export function groupName(grouping: Grouping, code: string, municipalities: ReadonlyMap<string, KnownMunicipality>): string {
  if (code === 'unknown') return 'not known';
  switch (grouping) {
    case 'county':
      return [...municipalities.values()].find(({ countyCode }) => countyCode === code)!.county;
    case 'type':
      return `${code} ${valueWords.type?.[code]?.en ?? ''}`.trim();
    case 'size':
      return sizes.find((one) => one.code === code)!.says;
    default:
      return `${code} of 5${code === '1' ? ', least' : code === '5' ? ', most' : ''}`;
  }
}

/** Each municipality whole, in the fifth of the registered that its middle one belongs to: '1' least deprived … '5' most. */
function fifthsOf(
  known: readonly { code: string; deprivation: number | null; registeredUnemployed: number }[],
): Map<string, string> {
  const sorted = known
    .filter((one) => one.deprivation !== null)
    .toSorted((a, b) => a.deprivation! - b.deprivation! || a.code.localeCompare(b.code));
  const all = sorted.reduce((sum, one) => sum + one.registeredUnemployed, 0);
  let before = 0;
  return new Map(
    sorted.map((one) => {
      const fifth = all === 0 ? 0 : Math.floor((5 * (before + one.registeredUnemployed / 2)) / all);
      before += one.registeredUnemployed;
      return [one.code, String(Math.min(4, fifth) + 1)];
    }),
  );
}

/** Points by code, each with its weight. */
export async function loadPoints(
  db: Database,
  kind: PointKind,
  weighting: Weighting,
  municipalities: ReadonlyMap<string, KnownMunicipality>,
): Promise<ReachPoint[]> {
  const weightOf = (one: Municipality): number => (weighting === 'registered' ? one.registeredUnemployed : one.population);
  const seat = (one: Municipality): ReachPoint => ({ ...pointOf(one, one.code), weight: weightOf(one) });
  if (kind === 'municipalities') return [...municipalities.values()].map(seat);
  const localities = await listLocalities(db);
  const residents = new Map<string, number>();
  for (const { municipalityCode: code, population } of localities) residents.set(code, (residents.get(code) ?? 0) + population);
  const points = localities.map((one): ReachPoint => {
    const { municipalityCode, population } = one;
    const registered = municipalities.get(municipalityCode)!.registeredUnemployed / residents.get(municipalityCode)!;
    return { ...pointOf(one, municipalityCode), weight: population * (weighting === 'registered' ? registered : 1) };
  });
  // Some lie whole within the locality of a neighbour, where their residents are counted already.
  const within = weighting === 'registered' ? [...municipalities.values()].filter(({ code }) => !residents.has(code)) : [];
  return [...points, ...within.map(seat)];
}

const pointOf = (
  { code, name, latitude, longitude }: Pick<ReachPoint, 'code' | 'name' | 'latitude' | 'longitude'>,
  municipality: string,
): Omit<ReachPoint, 'weight'> => ({ code, name, municipality, latitude, longitude });
