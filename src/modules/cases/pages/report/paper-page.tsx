/** The paper form: to print, fill in by hand and hand in where one usually gets help (AFFS 2021:1 §3). */
import { href } from '../../../../platform/i18n/index.ts';
import { SummaryList, Table, usePage, useText } from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';
import { activityKinds } from '../../rules/report-content.ts';
import type { ReportView } from './view.ts';

/** As many as fit on one sheet beside the rest. */
const emptyRows = Array.from({ length: 10 }, (_, row) => row);

export function PaperPage({ report, back }: { report: Pick<ReportView, 'month' | 'closes'>; back: string }) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(report.month);
  return (
    <>
      <h1>{t('cases:report.paper.title')}</h1>
      <p class="lead">{t('cases:report.paper.about', { month, ...when.day(report.closes) })}</p>
      <p>{t('cases:report.paper.how')}</p>
      <p>
        <a href={href(language, '/get-help?from=activity-report')}>{t('cases:report.paper.find')}</a>
      </p>
      <div class="write-in">
        <SummaryList
          items={(['name', 'number', 'month'] as const).map((line) => ({
            term: t(`cases:report.paper.${line}`),
            value: line === 'month' ? month : '',
          }))}
        />
        <Table
          id="paper"
          caption={t('cases:report.paper.table')}
          rows={emptyRows}
          columns={(['kind', 'date', 'what', 'where'] as const).map((column) => ({
            header: t(`cases:report.activities.${column}`),
            cell: () => '\u00a0',
          }))}
        />
        <p class="hint">
          {t('cases:report.activities.kind')}: {activityKinds.map((kind) => t(`cases:report.kind.${kind}`)).join(' · ')}
        </p>
        <SummaryList
          items={(['more', 'lateReason', 'sign'] as const).map((line) => ({ term: t(`cases:report.paper.${line}`), value: '' }))}
        />
      </div>
      <p class="hint">{t('cases:report.activities.ill')}</p>
      <p>
        <a href={href(language, back)}>{t('cases:report.back')}</a>
      </p>
    </>
  );
}
