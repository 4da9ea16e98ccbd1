/** The parts of the map's answer: the map, the chart, the tables beside them, and the plan as files. */
import { href } from '../../../../platform/i18n/index.ts';
import { BarChart, Details, Figure, niceTop, Swatch, Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { queryOf } from '../../map/question.ts';
import type { Change } from '../../scenarios/change.ts';

import { byGroup, type GroupDifference } from '../../scenarios/compare.ts';
import type { ReachRow, ScenarioResult } from '../../scenarios/result.ts';
import { useGroup, useMinutes, useWords } from '../words.tsx';
import type { MapPageProps } from './map-page.tsx';
import { PlanMap, type ReachClass, reachClasses, reachClassOf, reachLooks, symbolLegend, SymbolSwatch } from './plan-map.tsx';
import { useMapWords } from './words.ts';

export function MapFigure({ answer: { result }, shown, municipalities }: MapPageProps) {
  const t = useMapWords();
  const text = useText();
  const minutes = useMinutes();
  const nameOf = (code: string): string => municipalities.get(code)?.name ?? code;
  const symbols = symbolLegend(
    (kind) => text(`network:planner.kind.${kind}`),
    (state) => t(`state.${state}`),
  );
  return (
    <Figure
      id="map"
      caption={t('mapTitle')}
      picture={
        <PlanMap
          title={t('mapTitle')}
          rows={result.municipalities}
          places={shown}
          areaText={(row) => t('areaText', { name: nameOf(row.code), before: minutes(row.before), after: minutes(row.after) })}
          classText={(one) => t(`reach.${one}`)}
          legend={null}
        />
      }
      table={
        <>
          <h3>{t('legend')}</h3>
          <ul class="plain" role="list">
            {symbols.map(({ kind, state, text: words }) => (
              <li>
                <SymbolSwatch kind={kind} state={state} /> {words}
              </li>
            ))}
          </ul>
          <ReachTable result={result} />
        </>
      }
    />
  );
}

interface ClassRow {
  id: ReachClass;
  before: number;
  after: number;
}

function classRows({ municipalities }: ScenarioResult): ClassRow[] {
  const sum = (side: 'before' | 'after', id: ReachClass): number =>
    municipalities.reduce((all, row) => all + (reachClassOf(row[side]) === id ? row.weight : 0), 0);
  return reachClasses.map((id) => ({ id, before: sum('before', id), after: sum('after', id) }));
}

function ReachTable({ result }: { result: ScenarioResult }) {
  const t = useMapWords();
  const words = useWords();
  const { number } = useFormats();
  return (
    <Table<ClassRow>
      id="reach"
      caption={t('chart')}
      columns={[
        {
          header: t('chartClass'),
          rowHeader: true,
          cell: ({ id }) => (
            <>
              <Swatch look={reachLooks[id]} /> {t(`reach.${id}`)}
            </>
          ),
        },
        { header: words('before'), numeric: true, cell: ({ before }) => number(Math.round(before)) },
        { header: words('after'), numeric: true, cell: ({ after }) => number(Math.round(after)) },
      ]}
      rows={classRows(result)}
    />
  );
}

/** Mean minutes before and after by type of municipality: who bears it. */
export function GroupChart({ answer: { result }, municipalities }: MapPageProps) {
  const t = useMapWords();
  const words = useWords();
  const name = useGroup(municipalities);
  const minutes = useMinutes();
  const { number } = useFormats();
  const typeOf = (code: string): string | null => municipalities.get(code)?.groups.type ?? null;
  const list = result.municipalities.map(({ code, weight, before, after }) => ({ code, weight, from: before, to: after }));
  const types = [...new Set(list.map(({ code }) => typeOf(code)).filter((one) => one !== null))].toSorted();
  const rows = byGroup(list, types, typeOf);
  const most = niceTop(Math.max(1, ...rows.flatMap(({ from, to }) => [from ?? 0, to ?? 0])));
  const title = t('groupChart');
  return (
    <Figure
      id="types"
      caption={title}
      picture={
        <BarChart
          title={title}
          width="narrow"
          most={most}
          marks={[0, most / 2, most].map((value) => ({ value, text: number(value) }))}
          columns={rows.map(({ group, from, to }) => ({
            name: group,
            bars: [
              { from: 0, to: from ?? 0, at: [0.12, 0.48], tone: 'soft' },
              { from: 0, to: to ?? 0, at: [0.52, 0.88], tone: 'strong' },
            ],
          }))}
          named={12}
          legend={[
            { tone: 'soft', text: words('before') },
            { tone: 'strong', text: words('after') },
          ]}
        />
      }
      table={
        <Table<GroupDifference>
          id="types-table"
          caption={title}
          captionHidden
          columns={[
            { header: words('group'), rowHeader: true, cell: ({ group }) => `${group} ${name('type', group)}` },
            { header: words('before'), numeric: true, cell: ({ from }) => minutes(from) },
            { header: words('after'), numeric: true, cell: ({ to }) => minutes(to) },
          ]}
          rows={rows}
        />
      }
    />
  );
}

export function MunicipalityTable({ answer: { result }, municipalities, names }: MapPageProps) {
  const t = useMapWords();
  const words = useWords();
  const minutes = useMinutes();
  const { number, decimal } = useFormats();
  const name = (code: string): string => municipalities.get(code)?.name ?? code;
  const rows = result.municipalities.toSorted((a, b) => name(a.code).localeCompare(name(b.code), 'sv'));
  const by = ({ before, after }: ReachRow): string =>
    before === null || after === null || before === after
      ? ''
      : `${after > before ? '+' : '−'}${decimal(Math.abs(after - before))}`;
  return (
    <Details summary={`${t('municipalities')} (${number(rows.length)})`}>
      <Table<ReachRow>
        id="municipalities"
        caption={t('municipalities')}
        captionHidden
        columns={[
          { header: words('municipality'), rowHeader: true, cell: ({ code }) => name(code) },
          { header: words('before'), numeric: true, cell: ({ before }) => minutes(before) },
          { header: words('after'), numeric: true, cell: ({ after }) => minutes(after) },
          { header: t('change'), numeric: true, cell: by },
          { header: t('nearest'), cell: ({ afterPlace }) => (afterPlace === null ? '–' : names.place(afterPlace)) },
          { header: words('weight'), numeric: true, cell: ({ weight }) => number(Math.round(weight)) },
        ]}
        rows={rows}
      />
    </Details>
  );
}

export function ChangeLists({ answer: { changes }, names }: MapPageProps) {
  const t = useMapWords();
  const text = useText();
  const { number } = useFormats();
  const parts = [
    { id: 'closesList', list: changes.filter(({ kind }) => kind === 'close') },
    { id: 'opensList', list: changes.filter(({ kind }) => kind !== 'close') },
  ];
  const say = (one: Change): string =>
    'presence' in one
      ? `${names.place(one.placeId)}: ${text(`network:planner.kind.${one.presence}`).toLowerCase()}`
      : names.place(one.placeId);
  return (
    <>
      <h2 id="changes">{t('changes')}</h2>
      {changes.length === 0 && <p>{t('noChanges')}</p>}
      {parts
        .filter(({ list }) => list.length > 0)
        .map(({ id, list }) => (
          <Details summary={t(id, { n: number(list.length) })} open={list.length <= 12}>
            <ul class="columns">
              {list.map((one) => (
                <li>{say(one)}</li>
              ))}
            </ul>
          </Details>
        ))}
    </>
  );
}

export const planFiles = ['csv', 'geojson', 'svg', 'png', 'pdf'] as const;
export type PlanFile = (typeof planFiles)[number];

export function Exports({ answer: { question } }: MapPageProps) {
  const t = useMapWords();
  const { language } = usePage();
  return (
    <>
      <h2 id="exports">{t('exports')}</h2>
      <ul>
        {planFiles.map((file) => (
          <li>
            <a href={href(language, `/planning/map/plan.${file}?${queryOf(question)}`)} download>
              {t(`file.${file}`)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
