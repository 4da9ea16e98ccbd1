/** A figure’s rows as a table for people: what stands beside each chart and map, in every format. */
import { classesOf, type AreaClass, type Look, withoutFigure } from '../../../../ui/index.ts';
import { unitWords } from '../../words.ts';
import type { MadeFigure, MadeRow, ReportDocument } from '../document.ts';
import { figureText, pointOf, wordsOf } from './words.ts';

export interface ReadTable {
  columns: { name: string; isNumeric: boolean; width?: number }[];
  rows: string[][];
}

/** Values of the second key become columns when there are no more of them. */
const mostColumns = 8;

export function tableOf(document: ReportDocument, figure: MadeFigure): ReadTable {
  if (figure.kind === 'map') return classTable(document, figure);
  const { unit } = figure;
  const text = (row: MadeRow | undefined): string => (row === undefined ? '–' : figureText(row, unit, document.language));
  const say = wordsOf(document);
  if (figure.isOverTime) {
    const series = seriesOf(figure);
    return {
      columns: [
        { name: say('month'), isNumeric: false },
        ...series.map(({ name }) => ({
          name: figure.by.length === 0 ? unitWords[unit][document.language] : name,
          isNumeric: true,
        })),
      ],
      rows: figure.answers.map(({ on }, at) => [pointOf(figure, on), ...series.map(({ rows }) => text(rows[at]))]),
    };
  }
  const { rows } = figure.answers[0]!;
  const seconds = new Map(rows.map((row) => [row.keys[1]!, row.names[1]!]));
  if (figure.by.length === 2 && seconds.size <= mostColumns) {
    const firsts = new Map(rows.map((row) => [row.keys[0]!, row.names[0]!]));
    const of = (first: string, second: string) => rows.find(({ keys }) => keys[0] === first && keys[1] === second);
    return {
      columns: [
        { name: figure.byNames[0]!, isNumeric: false, width: 2 },
        ...[...seconds.values()].map((name) => ({ name, isNumeric: true })),
      ],
      rows: [...firsts].map(([first, name]) => [name, ...[...seconds.keys()].map((second) => text(of(first, second)))]),
    };
  }
  return {
    columns: [
      ...figure.byNames.map((name) => ({ name, isNumeric: false, width: 2 })),
      { name: unitWords[unit][document.language], isNumeric: true },
    ],
    rows: rows.map((row) => [...row.names, text(row)]),
  };
}

/** A line for each value of the first key; one line without any. */
export function seriesOf(figure: MadeFigure): { name: string; rows: (MadeRow | undefined)[] }[] {
  if (figure.by.length === 0) return [{ name: figure.title, rows: figure.answers.map(({ rows }) => rows[0]) }];
  const names = new Map(figure.answers.flatMap(({ rows }) => rows.map((row) => [row.keys.join('|'), row.names.join(', ')])));
  return [...names].map(([code, name]) => ({
    name,
    // Where nothing was counted that month there was nothing.
    rows: figure.answers.map(
      ({ rows }) => rows.find(({ keys }) => keys.join('|') === code) ?? (figure.unit === 'count' ? none(code) : undefined),
    ),
  }));
}

const none = (code: string): MadeRow => ({ keys: code.split('|'), names: [], value: 0, part: null, whole: null, hidden: false });

const fills: Readonly<Record<number, readonly Look[]>> = {
  1: ['solid'],
  2: ['solid', 'pale'],
  3: ['solid', 'stripes', 'pale'],
  4: ['solid', 'stripes', 'dots', 'pale'],
};
const five: readonly Look[] = ['solid', 'grid', 'stripes', 'dots', 'pale'];

export interface MapFacts {
  classes: readonly AreaClass[];
  areas: { id: string; name: string; class: string; text: string }[];
}

/** A map’s areas with their classes: by the values of a key, or by the size of the figure. */
export function mapFacts(document: ReportDocument, figure: MadeFigure): MapFacts {
  const { rows } = figure.answers[0]!;
  const none = wordsOf(document)('noFigure');
  if (figure.classes !== null) {
    const looks = fills[figure.classes.length] ?? five;
    const classes = figure.classes.map(({ code, name }, at): AreaClass => ({
      id: code,
      look: looks[at % looks.length]!,
      text: name,
    }));
    return {
      classes,
      areas: rows
        .filter(({ value }) => value !== null && value > 0)
        .map(({ keys, names }) => ({ id: keys[0]!, name: names[0]!, class: keys[1]!, text: `${names[0]}: ${names[1]}` })),
    };
  }
  const text = (value: number | null): string => figureText({ value, hidden: false }, figure.unit, document.language);
  const shown = rows.map((row) => (row.hidden ? null : row.value));
  const { classes, classOf } = classesOf(shown, (from, to) => (from === to ? text(from) : `${text(from)} – ${text(to)}`), none);
  return {
    classes,
    areas: rows.map(({ keys, names }, at) => ({
      id: keys[0]!,
      name: names[0]!,
      class: shown[at] === undefined ? withoutFigure : classOf(shown[at]),
      text: `${names[0]}: ${shown[at] === null ? none : text(shown[at]!)}`,
    })),
  };
}

const byName = new Intl.Collator('sv').compare;

function classTable(document: ReportDocument, figure: MadeFigure): ReadTable {
  const say = wordsOf(document);
  const { classes, areas } = mapFacts(document, figure);
  return {
    columns: [
      { name: say('class'), isNumeric: false, width: 2 },
      { name: say('areas'), isNumeric: true },
      { name: figure.byNames[0]!, isNumeric: false, width: 6 },
    ],
    rows: classes.map(({ id, text }) => {
      const within = areas.filter((area) => area.class === id).map(({ name }) => name);
      return [text, String(within.length), within.toSorted(byName).join(', ')];
    }),
  };
}
