/** Which month to report, until when, and the receipts of earlier ones. */
import type { Instant, PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Card, CardList, LinkButton, Table, Tag, usePage, useText } from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';

export interface ListedReport {
  month: PlainDate;
  opens: PlainDate;
  closes: PlainDate;
  state: 'none' | 'draft' | 'submitted' | 'reviewed';
  timely: 'in-time' | 'late' | 'undecided' | null;
  arrivedAt: Instant | null;
  receiptNumber: string | null;
}

export interface ReportListProps {
  /** Months whose report may be handed in and is not, the one that is most urgent first. */
  now: readonly ListedReport[];
  /** The month that comes next; null for someone who owes no reports. */
  next: Pick<ListedReport, 'month' | 'opens' | 'closes'> | null;
  handedIn: readonly ListedReport[];
  today: PlainDate;
  /** The path that stands before the month. */
  path: string;
}

export function ReportListPage({ now, next, handedIn, today, path }: ReportListProps) {
  const t = useText();
  const when = useWhen();
  const { language } = usePage();
  return (
    <>
      <h1>{t('cases:report.list.title')}</h1>
      <p class="lead">{t('cases:report.list.lead')}</p>
      <h2>{t('cases:report.list.now')}</h2>
      {now.length === 0 ? (
        <p>{t(next === null ? 'cases:report.list.noneYet' : 'cases:report.list.none')}</p>
      ) : (
        <CardList label={t('cases:report.list.now')}>
          {now.map((report) => (
            <Card>
              <h3>{t('cases:report.name', { month: when.month(report.month) })}</h3>
              <p>{t(today > report.closes ? 'cases:my.toDo.passed' : 'cases:report.due', when.day(report.closes))}</p>
              {today > report.closes && <p>{t('cases:my.toDo.reportLate')}</p>}
              <LinkButton href={href(language, `${path}/${report.month.slice(0, 7)}`)}>
                {t(report.state === 'draft' ? 'cases:report.go-on' : 'cases:report.write')}
              </LinkButton>
            </Card>
          ))}
        </CardList>
      )}
      {next !== null && (
        <p>
          {t('cases:report.list.next', {
            month: when.month(next.month),
            from: when.date(next.opens),
            to: when.date(next.closes),
          })}
        </p>
      )}
      <h2>{t('cases:report.list.earlier')}</h2>
      {handedIn.length === 0 ? <p>{t('cases:report.list.earlierNone')}</p> : <HandedIn reports={handedIn} path={path} />}
      <p>
        <a href={href(language, '/practice/report')}>{t('cases:report.practice.title')}</a>
      </p>
    </>
  );
}

function HandedIn({ reports, path }: { reports: readonly ListedReport[]; path: string }) {
  const t = useText();
  const when = useWhen();
  const { language } = usePage();
  return (
    <Table
      id="handed-in"
      caption={t('cases:report.list.earlier')}
      captionHidden
      cards
      rows={reports}
      columns={[
        {
          header: t('cases:report.list.month'),
          rowHeader: true,
          cell: (report) => (
            <a href={href(language, `${path}/${report.month.slice(0, 7)}/receipt`)}>{when.month(report.month)}</a>
          ),
        },
        {
          header: t('cases:report.list.arrived'),
          cell: (report) => (report.arrivedAt === null ? '' : when.at(report.arrivedAt).date),
        },
        { header: t('cases:report.list.number'), cell: (report) => <bdi>{report.receiptNumber}</bdi> },
        {
          header: t('cases:report.list.state'),
          cell: (report) =>
            report.timely === 'late' ? (
              <Tag tone="warning">{t('cases:report.receipt.late')}</Tag>
            ) : (
              t(`cases:report.state.${report.state === 'none' ? 'draft' : report.state}`)
            ),
        },
      ]}
    />
  );
}
