/** Everything that may be shown of a table, by level of place. */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import { columnName, type ShownFigures, type SplitName } from '../store/shown.ts';
import { levels, type Place, protect, type RawTable } from './protect.ts';

export type ShownLevels = ReadonlyMap<Place['level'], ShownFigures>;

export interface ToShow {
  table: RawTable;
  split: SplitName;
  limits: DisclosureLimits;
}

export const noFigures: ShownLevels = new Map(levels.map((level) => [level, {}]));

export function levelsOf({ table, split, limits }: ToShow): ShownLevels {
  const safe = protect(table, limits);
  const { areas, parts } = table;
  const codes = {
    country: [''],
    county: [...new Set(areas.map(({ county }) => county))],
    type: [...new Set(areas.flatMap(({ type }) => type ?? []))],
    municipality: areas.map(({ code }) => code),
  };
  const columns: { group: string | null; part: string | null }[] =
    split === ''
      ? [null, ...parts].map((part) => ({ group: null, part }))
      : table.split!.groups.flatMap((group) => [null, ...parts].map((part) => ({ group, part })));
  const figuresAt = (place: Place): Record<string, number> =>
    Object.fromEntries(
      columns.flatMap(({ group, part }) => {
        const count = safe.shown(place, group, part);
        return count === null ? [] : [[columnName(group, part), count]];
      }),
    );
  const atLevel = (level: Place['level']): ShownFigures =>
    Object.fromEntries(
      codes[level].map((code) => [code, figuresAt({ level, code })] as const).filter(([, found]) => hasAny(found)),
    );
  return new Map(levels.map((level) => [level, atLevel(level)]));
}

const hasAny = (found: object): boolean => Object.keys(found).length > 0;
