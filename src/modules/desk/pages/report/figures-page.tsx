/** What the pilot yields: visits, waiting, what was not offered, guidance and documents, as pictures and tables. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  EmptyState,
  Field,
  Form,
  Notice,
  Select,
  Table,
  Tabs,
  useFormats,
  usePage,
} from '../../../../ui/index.ts';
import type { Summary } from '../../report/figures.ts';
import { type DeskFigures, keysOf, type TableName, tables } from '../../report/tables.ts';
import { hasChart, ReportChart, RowBar } from './report-chart.tsx';
import { useFigureText, useFigureWords } from './words.ts';

export interface DeskFiguresPageProps {
  figures: DeskFigures;
  summary: Summary;
  places: readonly { id: string; name: string }[];
  /** What a topic, a place or a language is called. */
  nameOf: (of: string, key: string) => string | null;
  /** What was wrong with the days asked for; null when nothing was. */
  error: string | null;
}

export function DeskFiguresPage(props: DeskFiguresPageProps) {
  const t = useFigureText();
  const { figures, error } = props;
  const address = useAddress(figures);
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <Filter {...props} />
      {error !== null && <Notice tone="warning">{error}</Notice>}
      {props.summary.generated && <Notice tone="info">{t('generated')}</Notice>}
      <InShort {...props} />
      <Tabs
        label={t('tablesLabel')}
        tabs={tables.map((one) => ({ href: address(one), text: t(`table.${one}`), current: one === figures.table }))}
      />
      {figures.rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <>
          {hasChart(figures) && (
            <div class="chart">
              <ReportChart figures={figures} title={t(`caption.${figures.table}`)} />
            </div>
          )}
          <FigureTable {...props} />
          <p>
            <a href={address(figures.table, '.csv')}>{t('csv')}</a>
          </p>
        </>
      )}
      <Details summary={t('how.title')}>
        {(['visits', 'waiting', 'repeats', 'not-offered', 'documents', 'imported', 'hidden'] as const).map((one) => (
          <p>{t(`how.${one}`)}</p>
        ))}
      </Details>
    </>
  );
}

function useAddress({ filter }: DeskFigures) {
  const { language } = usePage();
  return (table: TableName, ending = ''): string => {
    const query = new URLSearchParams({ table, from: filter.from, to: filter.to });
    if (filter.placeId !== null) query.set('place', filter.placeId);
    return `${href(language, `/figures/desk${ending}`)}?${query}`;
  };
}

function Filter({ figures, places }: DeskFiguresPageProps) {
  const t = useFigureText();
  const { language } = usePage();
  const { from, to, placeId } = figures.filter;
  return (
    <Form action={href(language, '/figures/desk')} method="get" inline>
      <input type="hidden" name="table" value={figures.table} />
      <Field name="from" type="date" label={t('from')} value={from} />
      <Field name="to" type="date" label={t('to')} value={to} />
      <Select
        name="place"
        label={t('place')}
        value={placeId ?? ''}
        options={[{ value: '', text: t('allPlaces') }, ...places.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Button variant="secondary">{t('show')}</Button>
    </Form>
  );
}

function InShort({ summary }: DeskFiguresPageProps) {
  const t = useFigureText();
  const { number } = useFormats();
  const { visits, waitHalf, waitMost, servedHalf, repeatShare, notHelpedShare, bookedShare, importedShare } = summary;
  if (visits === null) return <p>{t('short.hidden')}</p>;
  return (
    <div class="in-short">
      <p>
        <strong>
          {t(bookedShare === null ? 'short.visits' : 'short.visitsBooked', { visits: number(visits), booked: bookedShare ?? 0 })}
        </strong>
        {waitHalf !== null &&
          ` ${t(waitMost === null ? 'short.waited' : 'short.waitedMost', { half: waitHalf, most: waitMost ?? 0 })}`}
        {servedHalf !== null && ` ${t('short.served', { half: servedHalf })}`}
      </p>
      <p>
        {[
          ...(repeatShare === null ? [] : [t('short.repeats', { share: repeatShare })]),
          ...(notHelpedShare === null ? [] : [t('short.notHelped', { share: notHelpedShare })]),
          ...(importedShare === null ? [] : [t('short.imported', { share: importedShare })]),
        ].join(' ')}
      </p>
    </div>
  );
}

function FigureTable({ figures, nameOf }: DeskFiguresPageProps) {
  const t = useFigureText();
  const words = useFigureWords();
  const { table, columns, rows, all } = figures;
  const keys = keysOf(table);
  const cell = (unit: DeskFigures['columns'][number]['unit'], value: number | null) => words.figure(unit, value);
  const most = Math.max(1, ...rows.map(({ figures: [first] }) => first ?? 0));
  type Row = DeskFigures['rows'][number];
  return (
    <Table
      id="desk-table"
      caption={t(`caption.${table}`)}
      rows={rows}
      columns={[
        ...keys.map((key, at) => ({
          header: t(`key.${key}`),
          rowHeader: at === 0,
          cell: (row: Row) => <bdi>{nameOf(key, row.keys[at]!) ?? words.key(key, row.keys[at]!)}</bdi>,
        })),
        ...(hasChart(figures) ? [] : [{ header: t('bar'), cell: (row: Row) => <RowBar value={row.figures[0]!} most={most} /> }]),
        ...columns.map(({ name, unit }, at) => ({
          header: t(`column.${name}`),
          numeric: true,
          cell: (row: Row) => cell(unit, row.figures[at]!),
        })),
      ]}
      totals={
        all === null
          ? undefined
          : [
              t('all'),
              ...keys.slice(1).map(() => ''),
              ...(hasChart(figures) ? [] : ['']),
              ...columns.map(({ unit }, at) => cell(unit, all[at]!)),
            ]
      }
    />
  );
}
