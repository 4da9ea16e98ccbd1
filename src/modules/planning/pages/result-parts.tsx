/** What a network does to people, as the pages show it: measures side by side, who gains and who loses, the map. */
import { href } from '../../../platform/i18n/index.ts';
import { choroplethSize, Details, Figure, Notice, Table, useFormats, usePage, useText } from '../../../ui/index.ts';
import type { Grouping, KnownMunicipality } from '../reach/points.ts';
import { plannedKinds } from '../scenarios/change.ts';
import { byGroup, changed, type Difference, differenceOf, direction, type GroupDifference } from '../scenarios/compare.ts';
import type { ScenarioMeasures, ScenarioResult } from '../scenarios/result.ts';
import { useGroup, useMinutes, useWords } from './words.tsx';

/** What the two networks that are compared are called at the heads of columns. */
export interface Sides {
  from: string;
  to: string;
}

export type Municipalities = ReadonlyMap<string, KnownMunicipality>;

/** Said wherever figures of travel are shown: what they count, their source, and that some of the register is reconstructed. */
export function ResultNotice({ result }: { result: ScenarioResult }) {
  const t = useWords();
  const { number } = useFormats();
  const { estimate, imported, routed } = result.sources;
  return (
    <Notice tone={result.isReconstructed || estimate > 0 ? 'warning' : 'info'} title={t('howCounted')}>
      <p>{t('howCountedText')}</p>
      <p>{t('sources', { estimate: number(estimate), imported: number(imported), routed: number(routed) })}</p>
      {result.isReconstructed && <p>{t('reconstructed')}</p>}
    </Notice>
  );
}

export interface Measured {
  name: string;
  measures: ScenarioMeasures | null;
  places: ScenarioResult['places']['before'];
}

type Line = { name: string; text(of: Measured): string };

/** A column for each network. */
export function MeasuresTable({ id, columns }: { id: string; columns: readonly Measured[] }) {
  const t = useWords();
  const text = useText();
  const minutes = useMinutes();
  const { number, decimal } = useFormats();
  const percent = (share: number): string => `${decimal(share * 100)} %`;
  const shareOf = (share: number | undefined): string => (share === undefined ? t('noFigure') : percent(share));
  const index = (value: number | null | undefined, steps = 1000): string =>
    value === null || value === undefined ? t('noFigure') : rounded(value, steps);
  const rounded = (value: number, steps: number): string =>
    `${Math.round(value * steps) / steps}`.replace('.', decimal(0.5).slice(1, 2));
  const none = (one: Measured, say: (measures: ScenarioMeasures) => string): string =>
    one.measures === null ? t('noFigure') : say(one.measures);
  const limits = columns[0]?.measures?.within ?? [];
  const lines: Line[] = [
    ...plannedKinds.map((kind): Line => ({
      name: text(`network:planner.kind.${kind}`),
      text: ({ places }) => number(places[kind]),
    })),
    ...(['mean', 'p50', 'p95', 'max'] as const).map((key): Line => ({
      name: t(`measure.${key}`),
      text: (one) => none(one, (measures) => minutes(measures[key])),
    })),
    ...limits.map(({ limit }): Line => ({
      name: t('measure.within', { limit }),
      text: (one) => none(one, ({ within }) => shareOf(within.find((other) => other.limit === limit)?.share)),
    })),
    { name: t('measure.unreached'), text: (one) => none(one, ({ unreached }) => percent(unreached)) },
    ...(['gini', 'palma', 'theil', 'concentration'] as const).map((key): Line => ({
      name: t(`measure.${key}`),
      text: (one) => none(one, (measures) => index(measures[key])),
    })),
    {
      name: t('measure.depth', { limit: columns[0]?.measures?.beyond.limit ?? 60 }),
      // Far smaller than the others, and 0 only when nobody has so far.
      text: (one) => none(one, ({ beyond }) => index(beyond.depth, 10_000)),
    },
  ];
  return (
    <Table<Line>
      id={id}
      caption={t('measures')}
      columns={[
        { header: t('measureName'), rowHeader: true, cell: ({ name }) => name },
        ...columns.map((column) => ({ header: column.name, numeric: true, cell: (line: Line) => line.text(column) })),
      ]}
      rows={lines}
    />
  );
}

interface Changed {
  rows: readonly Difference[];
  municipalities: Municipalities;
  sides: Sides;
}

/** Who gains and who loses: in all, by group, and municipality by municipality. */
export function WhoChanges({ id, rows, municipalities, sides }: Changed & { id: string }) {
  const t = useWords();
  const { number } = useFormats();
  const all = differenceOf(rows);
  const said = ({ municipalities: count, weight }: { municipalities: number; weight: number }) => ({
    count,
    n: number(count),
    weight: number(Math.round(weight)),
  });
  return (
    <>
      <p>
        {t('loses', said(all.worse))} {t('gains', said(all.better))}
      </p>
      <Listed id={`${id}-worse`} title={t('worse')} rows={changed(rows, 1)} municipalities={municipalities} sides={sides} />
      <Listed id={`${id}-better`} title={t('better')} rows={changed(rows, -1)} municipalities={municipalities} sides={sides} />
      {(['type', 'size', 'county', 'deprivation'] as const).map((grouping) => (
        <Groups id={`${id}-${grouping}`} grouping={grouping} rows={rows} municipalities={municipalities} sides={sides} />
      ))}
    </>
  );
}

const openRows = 12;

function Listed({ id, title, rows, municipalities, sides }: Changed & { id: string; title: string }) {
  const t = useWords();
  const minutes = useMinutes();
  const { number } = useFormats();
  const table = (
    <Table<Difference>
      id={id}
      caption={title}
      empty={t('nobody')}
      columns={[
        { header: t('municipality'), rowHeader: true, cell: ({ code }) => municipalities.get(code)?.name ?? code },
        { header: sides.from, numeric: true, cell: ({ from }) => minutes(from) },
        { header: sides.to, numeric: true, cell: ({ to }) => minutes(to) },
        { header: t('weight'), numeric: true, cell: ({ weight }) => number(Math.round(weight)) },
      ]}
      rows={rows}
    />
  );
  return rows.length > openRows ? <Details summary={t('listOf', { title, n: rows.length })}>{table}</Details> : table;
}

function Groups({ id, grouping, rows, municipalities, sides }: Changed & { id: string; grouping: Grouping }) {
  const t = useWords();
  const minutes = useMinutes();
  const { number } = useFormats();
  const name = useGroup(municipalities);
  const groupOf = (code: string): string | null => municipalities.get(code)?.groups[grouping] ?? null;
  const codes = [...new Set(rows.map(({ code }) => groupOf(code)).filter((one) => one !== null))].toSorted(inOrder);
  const found = byGroup(rows, codes, groupOf);
  const shown =
    grouping === 'county' ? found.filter(({ worse, better }) => worse.municipalities + better.municipalities > 0) : found;
  return (
    <Details summary={t(`by.${grouping}`)}>
      <Table<GroupDifference>
        id={id}
        caption={t(`by.${grouping}`)}
        captionHidden
        empty={t('nobody')}
        columns={[
          { header: t('group'), rowHeader: true, cell: ({ group }) => name(grouping, group) },
          { header: t('meanOf', { side: sides.from }), numeric: true, cell: ({ from }) => minutes(from) },
          { header: t('meanOf', { side: sides.to }), numeric: true, cell: ({ to }) => minutes(to) },
          { header: t('worseWeight'), numeric: true, cell: ({ worse }) => number(Math.round(worse.weight)) },
          { header: t('betterWeight'), numeric: true, cell: ({ better }) => number(Math.round(better.weight)) },
          { header: t('weight'), numeric: true, cell: ({ weight }) => number(Math.round(weight)) },
        ]}
        rows={shown}
      />
    </Details>
  );
}

/** Codes by number where they begin with one: bands of residents from the least. */
const inOrder = (a: string, b: string): number => a.localeCompare(b, 'sv', { numeric: true });

/** The map of differences with those that it is about beside it. */
export function DifferenceFigure({
  id,
  caption,
  picture,
  rows,
  municipalities,
  sides,
}: Changed & { id: string; caption: string; picture: string }) {
  const t = useWords();
  const { language } = usePage();
  const most = [...changed(rows, 1), ...changed(rows, -1)].slice(0, openRows);
  const minutes = useMinutes();
  return (
    <Figure
      id={id}
      caption={caption}
      picture={
        <img
          class="picture"
          src={href(language, picture)}
          alt={caption}
          width={choroplethSize.width / 2}
          loading="lazy"
          data-inline
        />
      }
      table={
        <Table<Difference>
          id={`${id}-table`}
          caption={t('mostChanged')}
          empty={t('nobody')}
          columns={[
            { header: t('municipality'), rowHeader: true, cell: ({ code }) => municipalities.get(code)?.name ?? code },
            { header: t('becomes'), cell: (one) => t(direction(one) > 0 ? 'farther' : 'nearer') },
            { header: sides.from, numeric: true, cell: ({ from }) => minutes(from) },
            { header: sides.to, numeric: true, cell: ({ to }) => minutes(to) },
          ]}
          rows={most}
        />
      }
    />
  );
}
