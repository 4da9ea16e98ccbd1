/**
 * What may be told of a group in a place: whether it is served more or less than the same group in the rest of the country, and in which tenth
 * the share lies. Both are intervals of the exact count. They are told only where everyone's counts by group and by part are shown, and where the
 * count has room to either side, so that persons can still be exchanged among groups in a place (decision 0017).
 */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import { chanceOf, found, type Share } from '../rules/larger-than-chance.ts';
import type { ToldLimits } from '../rules/place-and-group.ts';

export type Told = 'more' | 'less' | 'alike';

/** A group in a place, exactly. */
export interface Cell extends Share {
  place: string;
  group: string;
  /** Its whole, and the place's part of everyone, are shown; also the group's part in the country. */
  isShown: boolean;
}

export interface Asked {
  cells: readonly Cell[];
  /** The groups of the whole country. */
  country: ReadonlyMap<string, Share>;
  /** Whether the place's part of everyone is known: then what one group has more another has less. */
  isPartKnown: boolean;
  limits: DisclosureLimits & ToldLimits & { falseAmongFound: number };
}

export interface Answer {
  cell: Cell;
  verdict: Told;
  /** 0 to 9; null: not told. */
  tenth: number | null;
}

interface Range {
  /** The exact counts between which everything would be told alike, as far as it matters. */
  least: number;
  most: number;
}

/** In the order of `cells`; what is too small to tell is left out. */
export function verdictsOf(asked: Asked): { answers: Answer[]; cuts: Cuts } {
  const { cells, limits } = asked;
  const compared = cells.filter((cell) => cell.isShown && cell.whole > limits.hideUpTo && asked.country.has(cell.group));
  const chances = compared.map((cell) => chanceOf(cell, restOf(asked, cell), 0));
  const isFound = found(chances, limits.falseAmongFound);
  const n = isFound.filter(Boolean).length;
  const step = limits.falseAmongFound / Math.max(1, compared.length);
  const cuts = { found: n * step, alike: (n + 1) * step };
  const told = compared.flatMap((cell, at) => answerOf(asked, cell, isFound[at] === true, cuts) ?? []);
  const kept = asked.isPartKnown
    ? [...Map.groupBy(told, ({ answer }) => answer.cell.place).values()].flatMap((same) => exchangeable(asked, same))
    : told;
  return { answers: kept.map(({ answer }) => answer), cuts };
}

/** Probabilities: one that was found would be still up to `found`, and one that was not would be up to `alike`. */
interface Cuts {
  found: number;
  alike: number;
}

interface Tellable extends Range {
  answer: Answer;
}

/** Whether the verdict would be the same if so many had it. */
export function isJudged(asked: Pick<Asked, 'country'>, cell: Cell, verdict: Told, part: number, cuts: Cuts): boolean {
  const rest = restOf(asked, cell);
  const chance = chanceOf({ part, whole: cell.whole }, rest, 0);
  return verdict === 'alike' ? chance > cuts.alike : chance <= cuts.found && isMore(part, cell, rest) === (verdict === 'more');
}

const isMore = (part: number, { whole }: Cell, rest: Share): boolean => part * rest.whole > rest.part * whole;

export const tenthOf = (part: number, whole: number): number => Math.min(9, Math.floor((10 * part) / whole));

/** All others of the group in the country, who stay as they are. */
function restOf({ country }: Pick<Asked, 'country'>, cell: Cell): Share {
  const all = country.get(cell.group)!;
  return { part: all.part - cell.part, whole: all.whole - cell.whole };
}

function answerOf(asked: Asked, cell: Cell, isFound: boolean, cuts: Cuts): Tellable | null {
  const { room, shareFrom } = asked.limits;
  const verdict = !isFound ? 'alike' : isMore(cell.part, cell, restOf(asked, cell)) ? 'more' : 'less';
  const [least, most] = [Math.max(0, cell.part - room), Math.min(cell.whole, cell.part + room)];
  const isSame = (part: number): boolean => isJudged(asked, cell, verdict, part, cuts);
  if (!isSame(least) || !isSame(most)) return null;
  const tenth = tenthOf(cell.part, cell.whole);
  const isCoarse =
    Math.min(cell.part, cell.whole - cell.part) >= shareFrom &&
    tenthOf(least, cell.whole) === tenth &&
    tenthOf(most, cell.whole) === tenth;
  return { answer: { cell, verdict, tenth: isCoarse ? tenth : null }, least, most };
}

/**
 * Those of a place that may be told so that each small count of its groups could still be `keepOpen` more or less in all, by exchanging
 * persons with other groups within what is told. The least ones go first where not.
 */
function exchangeable({ cells, limits }: Pick<Asked, 'cells' | 'limits'>, told: readonly Tellable[]): readonly Tellable[] {
  const inPlace = cells.filter(({ place }) => place === told[0]!.answer.cell.place);
  const rangeOf = (cell: Cell): Range => told.find(({ answer }) => answer.cell === cell) ?? { least: 0, most: cell.whole };
  const sum = (of: (cell: Cell) => number, but: Cell): number =>
    inPlace.reduce((all, cell) => (cell === but ? all : all + of(cell)), 0);
  const isOpen = (cell: Cell): boolean => {
    if (Math.min(cell.part, cell.whole - cell.part) > limits.hideUpTo) return true;
    const give = sum((other) => other.part - rangeOf(other).least, cell);
    const take = sum((other) => rangeOf(other).most - other.part, cell);
    // A small group is hidden itself, and could have `keepOpen` persons at least.
    if (cell.whole < limits.keepOpen) return give >= limits.keepOpen && take >= limits.keepOpen;
    const { least, most } = rangeOf(cell);
    return Math.min(most - cell.part, give) + Math.min(cell.part - least, take) >= limits.keepOpen;
  };
  if (inPlace.every(isOpen)) return told;
  const fewest = told.reduce((one, other) => (other.answer.cell.whole < one.answer.cell.whole ? other : one));
  const rest = told.filter((one) => one !== fewest);
  return rest.length === 0 ? [] : exchangeable({ cells, limits }, rest);
}
