/** How people were met: channels, exceptions from remote first, and how long they waited. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  EmptyState,
  Field,
  Form,
  Notice,
  Table,
  Tabs,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { FigureColumn, MeetingFigures } from '../../figures.ts';
import { type Dimension, dimensions } from '../../store/fact.ts';

export interface MeetingFiguresPageProps {
  figures: MeetingFigures;
  /** What a row's key is called. */
  nameOf: (key: string) => string;
  /** What was wrong with the months asked for; null when nothing was. */
  error: string | null;
}

const counted: readonly FigureColumn[] = ['meetings', 'on-site', 'video', 'phone', 'exceptions', 'interpreted'];

export function MeetingFiguresPage({ figures, nameOf, error }: MeetingFiguresPageProps) {
  const all = useText();
  const t = (key: string) => all(`meetings:staffMeetingFigures.${key}`);
  const { language } = usePage();
  const { number } = useFormats();
  const { by, months, rows, all: whole } = figures;
  const address = (to: Dimension, ending = '') =>
    `${href(language, `/figures/meetings${ending}`)}?${new URLSearchParams({ by: to, from: months.from.slice(0, 7), to: months.to.slice(0, 7) })}`;
  const cell = (count: number | null) => (count === null ? t('hidden') : number(count));
  const share = (percent: number | null) => (percent === null ? t('hidden') : `${percent} %`);
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <Form action={href(language, '/figures/meetings')} method="get" inline>
        <input type="hidden" name="by" value={by} />
        <Field name="from" label={t('from')} hint={t('monthHint')} value={months.from.slice(0, 7)} short />
        <Field name="to" label={t('to')} hint={t('monthHint')} value={months.to.slice(0, 7)} short />
        <Button variant="secondary">{t('show')}</Button>
      </Form>
      {error !== null && <Notice tone="warning">{error}</Notice>}
      <Tabs
        label={t('byLabel')}
        tabs={dimensions.map((one) => ({ href: address(one), text: t(`by.${one}`), current: one === by }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <>
          <Table
            id="meeting-figures"
            caption={t(`by.${by}`)}
            rows={rows}
            columns={[
              { header: t(`key.${by}`), rowHeader: true, cell: (row) => <bdi>{nameOf(row.key)}</bdi> },
              ...counted.map((column) => ({
                header: t(`column.${column}`),
                numeric: true,
                cell: (row: (typeof rows)[number]) => cell(row.shown[column]),
              })),
              { header: t('column.onSiteShare'), numeric: true, cell: (row) => share(row.onSiteShare) },
              { header: t('column.waited'), numeric: true, cell: (row) => cell(row.waited) },
              { header: t('column.travelHalf'), numeric: true, cell: (row) => cell(row.travel.half) },
              { header: t('column.travelMost'), numeric: true, cell: (row) => cell(row.travel.most) },
            ]}
            totals={[
              t('all'),
              ...counted.map((column) => cell(whole.shown[column])),
              share(whole.onSiteShare),
              cell(whole.waited),
              cell(whole.travel.half),
              cell(whole.travel.most),
            ]}
          />
          <p>
            <a href={address(by, '.csv')}>{t('csv')}</a>
          </p>
        </>
      )}
      <Details summary={t('how.title')}>
        {(['what', 'exceptions', 'waited', 'travel', 'hidden', 'protected'] as const).map((one) => (
          <p>{t(`how.${one}`)}</p>
        ))}
      </Details>
    </>
  );
}
