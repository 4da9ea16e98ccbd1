/** For those who help: whom they may act for, with what, until when. */
import { href } from '../../../platform/i18n/index.ts';
import { EmptyState, Table, useFormats, usePage, useText } from '../../../ui/index.ts';
import type { Task } from '../kinds.ts';
import type { Helped } from '../mandates-held.ts';

/** Where each task is done, below /people/:person. */
const places: Readonly<Record<Task, string>> = {
  registration: 'registration',
  'activity-report': 'report',
  plan: 'plan',
  'contact-details': 'details',
  meetings: 'meetings',
};

interface HelpingProps {
  helped: readonly Helped[];
  /** The organisation that the account acts for; null when none is known. */
  organisation: string | null;
}

export function HelpingPage({ helped, organisation }: HelpingProps) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const place = (personId: string, task: Task) => (
    <a href={href(language, `/people/${personId}/${places[task]}`)}>{t(`people:helping.task.${task}`)}</a>
  );
  return (
    <>
      <h1>{t('people:helping.title')}</h1>
      {helped.length === 0 ? (
        <EmptyState title={t('people:helping.emptyTitle')}>
          <p>{t('people:helping.emptyText')}</p>
          <p>
            {organisation === null ? t('people:helping.noOrganisation') : t('people:helping.yourOrganisation', { organisation })}
          </p>
        </EmptyState>
      ) : (
        <>
          <p class="lead">{t('people:helping.lead')}</p>
          <Table
            id="helped"
            caption={t('people:helping.title')}
            captionHidden
            cards
            rows={helped}
            columns={[
              { header: t('people:helping.person'), rowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
              {
                header: t('people:helping.tasks'),
                cell: (row) => (
                  <ul>
                    {row.tasks.map((task) => (
                      <li>{place(row.personId, task)}</li>
                    ))}
                  </ul>
                ),
              },
              { header: t('people:helping.until'), cell: (row) => date(row.to) },
              { header: t('people:helping.for'), cell: (row) => <bdi>{row.organisationName}</bdi> },
            ]}
          />
        </>
      )}
    </>
  );
}
