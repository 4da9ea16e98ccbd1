/**
 * Works out what is told of each group in each place, for months whose counts are stored as they are shown, and stores it: once, like them.
 * From exact counts of the cube; what comes out has gone through disclosure control (disclosure/verdicts.ts).
 */
import { setImmediate as others } from 'node:timers/promises';
import { plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { cubeFigures } from '../cube/figures.ts';
import { type Cell, verdictsOf } from '../disclosure/verdicts.ts';
import type { groupKeys, Key } from '../metric.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import { largerThanChance, type Share } from '../rules/larger-than-chance.ts';
import { placeAndGroup } from '../rules/place-and-group.ts';
import { type CubeMetric, hasAmounts } from '../store/cube-pieces.ts';
import { type CubeCount, cubeCounts } from '../store/cube-read.ts';
import { columnName, readShown, shownTables } from '../store/shown.ts';
import { insertTold, type ToldLevel, toldTables, type Verdicts } from '../store/told.ts';
import { type Subject, subjects } from './subjects.ts';

type Split = (typeof groupKeys)[number];
export const toldLevels = ['municipality', 'county'] as const satisfies readonly ToldLevel[];

interface Table {
  db: Database;
  subject: Subject;
  metric: CubeMetric;
  /** YYYY-MM. */
  month: string;
  split: Split;
}

/** Stores what is missing. */
export async function keepTold(db: Database, metrics: readonly CubeMetric[]): Promise<void> {
  for (const subject of subjects)
    for (const metric of metrics.filter(({ id, disclosure }) => id === subject.metric && disclosure === 'persons')) {
      const [shown, there] = [await shownTables(db, metric), await toldTables(db, metric, subject.id)];
      for (const name of [...shown]
        .filter((one) => !there.has(one))
        .toSorted()
        .toReversed()) {
        const [month, split] = name.split(' ') as [string, Split | ''];
        if (split !== '') await keepTable({ db, subject, metric, month, split });
        // Whoever waits for an answer comes in between.
        await others();
      }
    }
}

async function keepTable(table: Table): Promise<void> {
  const { db, subject, metric, month, split } = table;
  const isShown = await shownIn(table);
  const counted = await counter(table);
  const country = await counted([split]);
  const day = plainDate(`${month}-01`);
  const limits = {
    ...valueOn(disclosureControl, day),
    ...valueOn(placeAndGroup, day),
    ...valueOn(largerThanChance, day),
  };
  for (const level of toldLevels) {
    const exact = await counted([level, split]);
    const cells = [...exact].flatMap(([name, share]): Cell[] => {
      const [place, group] = name.split('\n') as [string, string];
      // A municipality that is not known is no place.
      return place === '' ? [] : [{ place, group, ...share, isShown: isShown(level, place, group) }];
    });
    const all = split === 'need' ? apart(cells, await counted([level])) : cells;
    const { answers } = verdictsOf({ cells: all, country, isPartKnown: !hasAmounts(metric), limits });
    const verdicts: Record<string, Record<string, Verdicts[string][string]>> = {};
    for (const { cell, verdict, tenth } of answers) (verdicts[cell.place.split(' ')[0]!] ??= {})[cell.group] = [verdict, tenth];
    await insertTold(db, { metric, subject: subject.id, month, level, split, verdicts });
  }
}

/** Someone may have several needs: each is a table of its own, of those with it and those without. */
const apart = (cells: readonly Cell[], everyone: ReadonlyMap<string, Share>): Cell[] =>
  cells.flatMap((cell) => {
    const all = everyone.get(cell.place) ?? cell;
    const without = { part: all.part - cell.part, whole: all.whole - cell.whole };
    const place = `${cell.place} ${cell.group}`;
    return [
      { ...cell, place },
      { ...without, place, group: '', isShown: false },
    ];
  });

/** Whether all that a verdict leans on is shown: the group there, everyone’s part there, and the group’s part in the country. */
async function shownIn({ db, subject, metric, month, split }: Table) {
  const levels = ['country', ...toldLevels] as const;
  const read = async (of: Split | '') => {
    const found = await readShown(db, metric, { split: of, months: [month], levels });
    return new Map(found.map(({ level, figures }) => [level, figures]));
  };
  const [everyone, groups] = [await read(''), await read(split)];
  const part = partOf(metric, subject);
  return (level: ToldLevel, place: string, group: string): boolean => {
    const [here, there] = [everyone.get(level)?.[place], groups.get('country')?.['']];
    return (
      groups.get(level)?.[place]?.[columnName(group, null)] !== undefined &&
      there?.[columnName(group, part)] !== undefined &&
      (part === null || (here?.[columnName(null, part)] !== undefined && here[columnName(null, null)] !== undefined))
    );
  };
}

/** The part that is compared; null: those who waited longer than half of the group in the country. */
const partOf = (metric: CubeMetric, { part }: Subject): string | null => (hasAmounts(metric) ? null : (part?.code ?? 'yes'));

/** Reads exact counts, by the keys that are asked for (codes with a line between). */
async function counter({ db, subject, metric, month, split }: Table) {
  const months = { from: month, to: month };
  const part = partOf(metric, subject);
  const halves = part === null ? await cubeFigures(db, metric, { by: [split], where: { percentile: ['p50'] }, months }) : [];
  const half = new Map(halves.map(({ keys, value }) => [keys[0]!, value ?? Infinity]));
  const having = ({ keys, n, amounts, times, part: of }: CubeCount): number => {
    if (part !== null) return of === part ? n : 0;
    const most = half.get(keys.at(-1)!) ?? Infinity;
    return (amounts ?? []).reduce((sum, amount, at) => sum + (amount > most ? times![at]! : 0), 0);
  };
  return async (keys: readonly Key[]): Promise<Map<string, Share>> => {
    const rows = await cubeCounts(db, { metric, keys, asked: keys, byPart: false, parts: null, where: {}, months });
    const found = new Map<string, { part: number; whole: number }>();
    for (const row of rows) {
      const name = row.keys.join('\n');
      const sum = found.get(name) ?? { part: 0, whole: 0 };
      found.set(name, { part: sum.part + having(row), whole: sum.whole + wholeOf(row) });
    }
    return found;
  };
}

const wholeOf = ({ n, times }: CubeCount): number => times?.reduce((sum, one) => sum + one, 0) ?? n;
