/**
 * A metric explains itself, like a rule: what it counts, in which unit, from which records, by whose definition, and how far it may be
 * shown. Its statement is SQL over the views `<module>.stat_*` and nothing else. A changed definition is a new version, never an edit
 * (definitions.ts refuses it).
 */
import type { RawBuilder } from 'kysely';
import type { Instant, PlainDate } from '../../platform/clock/index.ts';

export const units = ['count', 'share', 'minutes', 'days', 'index'] as const;
/** A share is from 0 to 1; an index has no unit (Gini and the like). */
export type Unit = (typeof units)[number];

/**
 * What a metric may be broken down by. `type` is the kind of municipality (SKR 2017); `age`, `language` and `need` are groups of persons
 * and are asked for one at a time.
 */
export const keys = [
  'county',
  'municipality',
  'type',
  'kind',
  'state',
  'service',
  'channel',
  'outcome',
  'threshold',
  'percentile',
  'measure',
  'among',
  'age',
  'language',
  'need',
] as const;
export type Key = (typeof keys)[number];
export const groupKeys = ['age', 'language', 'need'] as const satisfies readonly Key[];

/** A text for people, in the languages of statistics. */
export interface Words {
  sv: string;
  en: string;
}

/** Only rows with these values; a key left out: all. */
export type Where = Partial<Readonly<Record<Key, readonly string[]>>>;

/** The day that is asked about (or the column that it stands in), and the instant whose knowledge counts; null: what is known now. */
export interface At {
  on: PlainDate | RawBuilder<PlainDate>;
  known: Instant | null;
}

interface Common {
  /** Kebab case; in addresses, templates and files. */
  id: string;
  version: number;
  /** The days that can be asked about; null: without end. */
  from: PlainDate;
  to: PlainDate | null;
  title: Words;
  /** The definition in a sentence or two. */
  says: Words;
  unit: Unit;
  /** Whose definition: a law, a report, a paper, or "setting". */
  source: string;
  /** open: facts about the network. persons: counts of people, shown only through disclosure control. */
  disclosure: 'open' | 'persons';
  keys: readonly Key[];
  /** The codes of its keys besides county, municipality and type (SKR), which are the country’s; their words: words.ts. */
  values: Partial<Readonly<Record<Key, readonly string[]>>>;
  /** Keys that are not summed over but stand for another measure: the code that counts when nothing is said of them. */
  usual: Partial<Readonly<Record<Key, string>>>;
  /** Something in its records may be reconstructed or generated; said wherever a figure of it is shown. */
  mayBeReconstructed: boolean;
}

/**
 * What is so on a day. The statement gives one row for each combination of `by` (columns named by the keys, text) with `value`
 * (numeric; null: there is none) and, for a share, `part` and `whole`. Without `by`: exactly one row. `where` decides which rows are
 * counted, also for keys that it is not broken down by. The day is only compared with what begins and ends (network.stat_change_day), never
 * counted from: days between two changes are worked out once (states.ts).
 */
export interface StateMetric extends Common {
  time: 'day';
  statement(at: At, by: readonly Key[], where: Where): RawBuilder<unknown>;
}

/** From where a statement of persons reads their groups; the answers are alike. */
export type Groups =
  | 'people.stat_group'
  /** For few persons: looked up for each of them. */
  | 'people.stat_group_of_few'
  /** What a rebuild has copied for everybody: the groups of a person are worked out once and not for each event. */
  | 'pg_temp.person_group'
  /** For metrics of the same rows: those rows, copied with the groups of their persons. */
  | 'pg_temp.person_event';

/**
 * What happens over time, counted by calendar month from records with a day (cube/). The statement gives one row for each record:
 * `day` date, `municipality` text, `age` text, `language` text, `need` text[] (from copies its text), `part` text (the value of its `partKey`;
 * 'yes' and 'no' for a share without one), `amount` integer (days or minutes; null otherwise).
 */
export interface EventMetric extends Common {
  time: 'month';
  counts: 'events';
  /** The key that `part` is a value of; null: a plain count, or a share of 'yes'. */
  partKey: Key | null;
  /**
   * The municipality is where it happened and not where the person lives: one without any in the month is as if it could have had none.
   * No part of the definition, as it changes no count.
   */
  isByPlace?: true;
  /**
   * Its records are those of a part of another metric: what that shows and this shows could be taken from each other. So its figures are shown
   * only where the other shows that part. How far it is shown is no part of the definition.
   */
  within?: { metric: EventMetric; part: string };
  /** Groups of persons for the whole country alone: another metric of its records has them by place (as `within`). */
  hasGroupsOnlyInCountry?: true;
  /** Its parts by county and larger alone: another metric parts the same records otherwise, and stands by municipality (as `within`). */
  hasPartsOnlyByCounty?: true;
  /** The records that are made up, by `day` date; left out: none can be. Which they are is no part of the definition. */
  generated?(): RawBuilder<unknown>;
  /** The view that its rows of persons are from (ofPersons): metrics of the same one are counted together. */
  rowsOf?: string;
  events(groups?: Groups): RawBuilder<unknown>;
}

/** Who is there at the end of each month: rows with `from_day`, `until_day` (the day after the last; null: still), and the groups as above. */
export interface StockMetric extends Common {
  time: 'month';
  counts: 'stock';
  generated?(): RawBuilder<unknown>;
  spells(groups?: Groups): RawBuilder<unknown>;
}

/**
 * What follows from figures of months as they are shown, and from nothing else: whoever has those can work it out again, and it tells no more of any
 * person than they do. Its keys are its own; the figures behind it are asked for in each of `among`.
 */
export interface DerivedMetric extends Common {
  time: 'derived';
  /** What is unevenly spread: its usual figure (a median) in each group. */
  spread: EventMetric;
  /** How many people a group stands for. */
  weighted: StockMetric;
  /** In words, for whoever wants to do the same; a part of the definition. */
  method: string;
  /** A measure by its code; null: not defined for these. */
  work(measure: string, groups: readonly { value: number; weight: number }[]): number | null;
}

export type Metric = StateMetric | EventMetric | StockMetric | DerivedMetric;

/** Checked when the program is read: a definition is frozen. */
export function metric<One extends Metric>(definition: One): One {
  return Object.freeze(definition);
}
