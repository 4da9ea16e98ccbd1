/** What runs out in the coming months: the last day, the day by which notice must be given, and who must act. */
import { plainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import { EmptyState, Table, Tag, useFormats, useText } from '../../../../ui/index.ts';
import { CsvLink } from '../search.tsx';
import { noticeDay } from '../../rules/agreement-notice.ts';
import type { AgreementSummary } from '../../store/agreement-records.ts';
import { AgreementTabs, Parties, StateTag, useAgreementHref } from './words.tsx';

interface Ending {
  rows: readonly AgreementSummary[];
  on: PlainDate;
  to: PlainDate;
  months: number;
}

export function AgreementsEndingPage({ rows, on, to, months }: Ending) {
  const t = useText();
  const { number, date } = useFormats();
  const address = useAgreementHref();
  return (
    <>
      <h1>{t('network:staffAgreements.title')}</h1>
      <AgreementTabs current="/ending" />
      <h2>{t('network:staffAgreements.ending.title', { months })}</h2>
      <p>{t('network:staffAgreements.ending.text', { from: date(on), to: date(to) })}</p>
      <div role="status">
        <p>
          <strong>{t('network:staffAgreements.ending.count', { total: number(rows.length) })}</strong>
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('network:staffAgreements.ending.none')}>
          <p>{t('network:staffAgreements.ending.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            id="ending"
            caption={t('network:staffAgreements.ending.title', { months })}
            captionHidden
            cards
            rows={rows}
            columns={[
              {
                header: t('network:staffAgreements.field.title'),
                rowHeader: true,
                cell: (one) => <a href={address(`/${one.id}`)}>{one.title}</a>,
              },
              { header: t('network:staffAgreements.field.parties'), cell: ({ partyNames }) => <Parties names={partyNames} /> },
              { header: t('network:field.state'), cell: ({ state }) => <StateTag state={state} /> },
              { header: t('network:staffAgreements.field.places'), numeric: true, cell: ({ places }) => places },
              { header: t('network:staffAgreements.ending.lastDay'), cell: ({ lastDay }) => lastDay !== null && date(lastDay) },
              { header: t('network:staffAgreements.ending.notice'), cell: (one) => <NoticeBy of={one} on={on} /> },
              { header: t('network:staffAgreements.ending.who'), cell: (one) => <WhoActs of={one} /> },
            ]}
          />
          <p>
            <CsvLink href={`${address('/ending.csv')}?on=${on}`} rows={rows.length} />
          </p>
        </>
      )}
    </>
  );
}

/** The last day on which notice can be given; one that has passed is said to have. */
function NoticeBy({ of, on }: { of: AgreementSummary; on: PlainDate }) {
  const t = useText();
  const { date } = useFormats();
  const day = of.lastDay === null ? null : noticeDay(plainDate(of.lastDay), of.noticeMonths);
  if (day === null) return <>{t('network:staffAgreements.noNotice')}</>;
  return (
    <>
      {date(day)}
      {day < on && (
        <>
          {' '}
          <Tag tone="warning">{t('network:staffAgreements.ending.noticePassed')}</Tag>
        </>
      )}
    </>
  );
}

function WhoActs({ of }: { of: AgreementSummary }) {
  const t = useText();
  const decided = of.next?.state === 'ended' || of.next?.state === 'replaced';
  return <>{t(`network:staffAgreements.ending.${decided ? 'whoDecided' : 'whoPlanner'}`)}</>;
}
