/** The calendar of reports, and the assignments that ask for them. */
import { daysBetween, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, EmptyState, LinkButton, Notice, SummaryList, Table, useFormats, usePage } from '../../../../ui/index.ts';
import { reminderOn } from '../../rules/report-reminder.ts';
import type { Assignment, Report } from '../../store/reports.ts';
import { StateTag, useWords } from './words.tsx';

export interface ReportsProps {
  reports: readonly Report[];
  assignments: readonly Assignment[];
  today: PlainDate;
  mayWrite: boolean;
  /** What was done just now; null: nothing. */
  done: 'assignment' | null;
}

export function ReportsPage({ reports, assignments, today, mayWrite, done }: ReportsProps) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  const soon = reports.filter(({ state, dueOn }) => state !== 'frozen' && reminderOn(today, dueOn) !== null);
  return (
    <>
      {done !== null && (
        <Notice tone="success" answer>
          {t(`done.${done}`)}
        </Notice>
      )}
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {soon.length > 0 && (
        <Notice tone="warning" title={t('reminders')}>
          <ul>
            {soon.map(({ title, code, dueOn }) => (
              <li>
                <a href={href(language, `/reports/${code}`)}>{t('reminder', { title, day: date(dueOn) })}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {mayWrite && (
        <Buttons>
          <LinkButton href={href(language, '/reports/new')}>{t('newReport')}</LinkButton>
          <LinkButton href={href(language, '/reports/new-assignment')} variant="secondary">
            {t('newAssignment')}
          </LinkButton>
        </Buttons>
      )}
      <h2>{t('calendar')}</h2>
      {reports.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <Calendar reports={reports} today={today} />
      )}
      <h2>{t('assignments')}</h2>
      {assignments.map((one) => (
        <OneAssignment assignment={one} />
      ))}
    </>
  );
}

function Calendar({ reports, today }: Pick<ReportsProps, 'reports' | 'today'>) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  const left = ({ state, dueOn }: Report): string => {
    const days = daysBetween(today, dueOn);
    if (state === 'frozen') return t('delivered');
    if (days === 0) return t('dueToday');
    return days > 0 ? t('daysLeft', { count: days }) : t('overdue', { count: -days });
  };
  return (
    <Table
      id="reports"
      caption={t('calendar')}
      captionHidden
      cards
      rows={reports}
      columns={[
        {
          header: t('report'),
          rowHeader: true,
          cell: ({ code, title }) => <a href={href(language, `/reports/${code}`)}>{title}</a>,
        },
        { header: t('dueOn'), cell: ({ dueOn }) => <time dateTime={dueOn}>{date(dueOn)}</time> },
        { header: t('left'), cell: left },
        { header: t('stateName'), cell: ({ state }) => <StateTag state={state} /> },
        { header: t('assignment'), cell: ({ assignmentTitle }) => assignmentTitle },
      ]}
    />
  );
}

function OneAssignment({ assignment }: { assignment: Assignment }) {
  const t = useWords();
  const { title, givenIn, paragraph, asks, source } = assignment;
  return (
    <>
      <h3>{title}</h3>
      <SummaryList
        items={[
          { term: t('givenIn'), value: givenIn },
          { term: t('paragraph'), value: paragraph ?? t('unknown') },
          { term: t('asks'), value: asks },
          { term: t('source'), value: source === null ? t('unknown') : <a href={source}>{source}</a> },
        ]}
      />
    </>
  );
}
