/** An imported matrix: CSV with one journey per line, read as a stream, all or nothing. */
import { z } from 'zod';
import { type Actor, command, type CommandContext, execute, type House } from '../../../platform/auth/index.ts';
import { type RowError, rowError } from '../register-file/row.ts';
import { readCsv } from '../register-file/read-csv.ts';
import { FileFault, unreadable } from '../register-file/source.ts';
import { touchTravelTimes } from '../store/version.ts';
import { countStored, listDestinations, listOrigins, type NewTravelTime, writeTravelTimes } from './store.ts';

export interface TravelImport {
  applied: boolean;
  /** Journeys read that are right. */
  journeys: number;
  /** Of these: not imported before, imported before with other figures, imported before with the same. */
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  /** The first of the bad cells; all of them are given to `onBad` as they are met. */
  badCells: readonly RowError[];
}

/** So many bad cells are kept, so that a file of only wrong lines does not fill the memory. */
const keptBadCells = 1000;
/** Journeys written at a time. */
const batch = 5000;
const columns = ['origin', 'place_code', 'minutes', 'kilometres'] as const;

const input = z.object({
  path: z.string().min(1),
  apply: z.boolean(),
  onBad: z.custom<(cell: RowError) => void>((value) => typeof value === 'function', 'a function'),
});

/** Undoes a dry run or a file with bad rows: what was written is rolled back, the report stays. */
class Undone extends Error {
  readonly report: TravelImport;
  constructor(report: TravelImport) {
    super('nothing is imported');
    this.report = report;
  }
}

export const importTravelTimesCommand = command({
  name: 'network.import-travel-times',
  roles: ['planner', 'administrator'],
  input,
  async run({ tx, now }: CommandContext, { path, apply, onBad }) {
    const reading = new Reading(await listOrigins(tx), await listDestinations(tx, 'all'), onBad);
    const report = { applied: apply, journeys: 0, added: 0, changed: 0, unchanged: 0 };
    for await (const times of reading.batches(path)) {
      const stored = await countStored(tx, 'imported', times);
      report.journeys += times.length;
      report.unchanged += stored.same;
      report.changed += stored.existing - stored.same;
      report.added += times.length - stored.existing;
      await writeTravelTimes(tx, 'imported', times, now);
    }
    const result: TravelImport = { ...report, bad: reading.bad, badCells: reading.badCells };
    if (!apply || reading.bad > 0) throw new Undone({ ...result, applied: false });
    await touchTravelTimes(tx);
    const { badCells: _none, ...counts } = result;
    return { result, subject: 'travel-times:imported', details: counts };
  },
});

/**
 * Reads a matrix (header `origin,place_code,minutes,kilometres`; origin is a municipality's or locality's code, minutes are
 * whole, kilometres may be empty) and, with `apply`, replaces what was imported for the journeys it names. Without `apply`,
 * or when any row is bad, nothing is changed and the report says what would have been; a file that cannot be read is bad
 * on line 0. Roles: planner, administrator.
 */
export async function importTravelTimes(
  house: House,
  actor: Actor,
  path: string,
  options: { apply: boolean; onBad?: (cell: RowError) => void },
): Promise<TravelImport> {
  const { apply, onBad = () => undefined } = options;
  try {
    return await execute(house, actor, importTravelTimesCommand, { path, apply, onBad });
  } catch (error) {
    if (error instanceof Undone) return error.report;
    throw error;
  }
}

class Reading {
  readonly badCells: RowError[] = [];
  bad = 0;
  readonly #origins: ReadonlyMap<string, number>;
  readonly #places: ReadonlyMap<string, { index: number; id: NewTravelTime['placeId'] }>;
  readonly #onBad: (cell: RowError) => void;
  /** One bit per origin and place: which journeys the file has named so far. */
  readonly #seen: Uint8Array;

  constructor(
    origins: readonly string[],
    places: readonly { id: NewTravelTime['placeId']; code: string }[],
    onBad: (cell: RowError) => void,
  ) {
    this.#origins = new Map(origins.map((code, index) => [code, index]));
    this.#places = new Map(places.map(({ id, code }, index) => [code, { index, id }]));
    this.#onBad = onBad;
    this.#seen = new Uint8Array(Math.ceil((origins.length * places.length) / 8));
  }

  async *batches(path: string): AsyncGenerator<NewTravelTime[]> {
    let times: NewTravelTime[] = [];
    try {
      for await (const time of this.#times(path)) {
        times.push(time);
        if (times.length < batch) continue;
        yield times;
        times = [];
      }
    } catch (error) {
      this.#note(error instanceof FileFault ? error.error : unreadable(path, error));
    }
    if (times.length > 0) yield times;
  }

  async *#times(path: string): AsyncGenerator<NewTravelTime> {
    let header = false;
    for await (const { line, values } of readCsv(path)) {
      if (header) {
        const time = this.#time(values, line);
        if (time !== null) yield time;
        continue;
      }
      header = true;
      if (values.join(',') === columns.join(',')) continue;
      this.#note(rowError(line, '', values.join(','), `the header ${columns.join(',')}`));
      return;
    }
    if (!header) this.#note(rowError(1, '', '', `the header ${columns.join(',')}`));
  }

  #time(record: readonly string[], line: number): NewTravelTime | null {
    const before = this.bad;
    const wrong = (column: (typeof columns)[number], expected: string): void =>
      this.#note(rowError(line, column, record[columns.indexOf(column)] ?? '', expected));
    if (record.length !== columns.length) {
      this.#note(rowError(line, '', record.join(','), `${columns.length} values, not ${record.length}`));
      return null;
    }
    const [origin, placeCode, minutes, kilometres] = record as [string, string, string, string];
    const from = this.#origins.get(origin);
    const to = this.#places.get(placeCode);
    if (from === undefined) wrong('origin', 'the code of a municipality or a locality');
    if (to === undefined) wrong('place_code', 'the code of a place in the register');
    if (!/^\d{1,4}$/.test(minutes)) wrong('minutes', 'whole minutes, 0 to 9999');
    if (!/^(\d{1,4}([.,]\d{1,3})?)?$/.test(kilometres)) wrong('kilometres', 'kilometres such as 12.5, 0 to 9999, or nothing');
    if (from !== undefined && to !== undefined && this.#repeated(from * this.#places.size + to.index)) {
      wrong('place_code', 'each journey once; an earlier line has the same origin and place');
    }
    if (this.bad > before || to === undefined) return null;
    return {
      origin,
      placeId: to.id,
      minutes: Number(minutes),
      kilometres: kilometres === '' ? null : Number(kilometres.replace(',', '.')),
    };
  }

  #repeated(bit: number): boolean {
    const mask = 1 << (bit & 7);
    const was = (this.#seen[bit >> 3]! & mask) !== 0;
    this.#seen[bit >> 3]! |= mask;
    return was;
  }

  #note(cell: RowError): void {
    this.bad += 1;
    if (this.badCells.length < keptBadCells) this.badCells.push(cell);
    this.#onBad(cell);
  }
}
