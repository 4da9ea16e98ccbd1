/** A place's desk, for everyone: who waits and for how long, and what one can do there. */
import { EmptyState, LinkButton, SummaryList, Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { DeskTask, OpenState } from '../../../network/index.ts';
import type { QueueFacts } from '../../queue-facts.ts';
import { nameIn, waitWords } from './words.ts';
import { useAgencyName } from '../agency-name.ts';

export interface OfficePageProps {
  placeId: string;
  name: string;
  address: string | null;
  municipality: string;
  /** Spans of today; null: not known. */
  hours: readonly (readonly [string, string])[] | null;
  open: OpenState;
  queue: QueueFacts;
  /** What the agreements allow, by authority: shown in the visitor's language, which the agreements' own words are not. */
  agreed: readonly { agency: string; tasks: readonly DeskTask[]; reference: string }[];
}

export function OfficePage({ placeId, name, address, municipality, hours, open, queue, agreed }: OfficePageProps) {
  const t = useText();
  const agencyName = useAgencyName();
  const { language } = usePage();
  const f = useFormats();
  const spans = hours?.map(([from, to]) => `${from}–${to}`).join(', ') ?? '';
  return (
    <div data-live={`/offices/${placeId}/events`}>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <SummaryList
        items={[
          { term: t('desk:queue.office.address'), value: <bdi>{address ?? municipality}</bdi> },
          {
            term: t('desk:queue.office.today'),
            value:
              hours === null ? t('desk:queue.office.hoursUnknown') : hours.length === 0 ? t('desk:queue.office.closed') : spans,
          },
          ...(open.state === 'unknown'
            ? []
            : [{ term: t('desk:queue.office.now'), value: t(`desk:queue.office.state.${open.state}`) }]),
        ]}
      />
      <h2>{t('desk:queue.office.waiting')}</h2>
      <div id="waits" data-fresh aria-live="polite">
        {queue.services.length === 0 ? (
          <EmptyState title={t('desk:queue.office.noQueue')} />
        ) : (
          <Table
            id="waits-table"
            caption={t('desk:queue.office.caption', { time: queue.time })}
            columns={[
              { header: t('desk:queue.office.line'), cell: (one) => nameIn(one.names, language), rowHeader: true },
              { header: t('desk:queue.office.count'), cell: (one) => f.number(one.waiting), numeric: true },
              { header: t('desk:queue.office.wait'), cell: (one) => waitWords(t, one.wait) },
            ]}
            rows={queue.services}
            cards
          />
        )}
      </div>
      <p>{t('desk:queue.office.interval')}</p>
      <h2>{t('desk:queue.office.can')}</h2>
      {agreed.length === 0 && <p>{t('desk:queue.office.noAgreement')}</p>}
      {agreed.map(({ agency, tasks, reference }) => (
        <>
          <h3>{agencyName(agency)}</h3>
          <ul>
            {tasks.map((one) => (
              <li>{t(`desk:queue.task.${one}`)}</li>
            ))}
          </ul>
          <p class="hint">{t('desk:queue.office.by', { reference })}</p>
        </>
      ))}
      <p>
        <LinkButton href={href(language, `/offices/${placeId}/display`)} variant="secondary">
          {t('desk:queue.office.display')}
        </LinkButton>
      </p>
      <p id="line-lost" hidden>
        {t('desk:queue.lost')}
      </p>
    </div>
  );
}
