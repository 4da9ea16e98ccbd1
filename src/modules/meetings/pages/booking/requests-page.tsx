/** Staff: who waits for an answer about another channel, the oldest first. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, EmptyState, Form, Pagination, Select, Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { askedGrounds, type ExceptionGround } from '../../rules/remote-first.ts';
import type { ChannelRequest } from '../../store/channel-request.ts';
import { useBookingText } from './words.tsx';

export interface RequestsPageProps {
  requests: readonly (Pick<ChannelRequest, 'personId' | 'id' | 'wanted' | 'ground' | 'askedAt'> & { name: string })[];
  count: number;
  ground: ExceptionGround | null;
  part: { offset: number; limit: number; href: (offset: number) => string };
}

export function RequestsPage({ requests, count, ground, part }: RequestsPageProps) {
  const all = useText();
  const t = (key: string, params?: Record<string, string | number>) => all(`meetings:staffBooking.requests.${key}`, params);
  const words = useBookingText();
  const { language } = usePage();
  const { date } = useFormats();
  const pathOf = (personId: string) => href(language, `/people/${personId}/meetings/another-channel`);
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <Form action={href(language, '/channel-requests')} method="get" inline>
        <Select
          name="ground"
          label={t('filter')}
          value={ground ?? ''}
          options={[
            { value: '', text: t('all') },
            ...askedGrounds.map((one) => ({ value: one, text: all(`meetings:ground.${one}`) })),
          ]}
        />
        <Button variant="secondary">{t('show')}</Button>
      </Form>
      {requests.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <>
          <p>{t('count', { count })}</p>
          <Table
            id="channel-requests"
            caption={t('title')}
            captionHidden
            cards
            rows={requests}
            columns={[
              { header: t('person'), rowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
              { header: t('asked'), cell: (row) => date(localTime(row.askedAt).date) },
              { header: t('wanted'), cell: (row) => words(`channel.${row.wanted}`) },
              { header: t('ground'), cell: (row) => all(`meetings:ground.${row.ground}`) },
              {
                header: t('answer'),
                cell: (row) => (
                  <a href={pathOf(row.personId)} aria-label={t('answerFor', { name: row.name })}>
                    {t('answer')}
                  </a>
                ),
              },
            ]}
          />
          <Pagination total={count} {...part} />
        </>
      )}
    </>
  );
}
