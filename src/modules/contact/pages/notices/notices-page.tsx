/** Every notice, the latest first. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, LinkButton, Pagination, Table, Tag, type Tone, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { NoticeState } from '../../notice-state.ts';
import type { ListedNotice } from '../../store/notices.ts';

const tones: Readonly<Record<NoticeState, Tone | 'neutral'>> = { draft: 'warning', approved: 'success', withdrawn: 'neutral' };

export function NoticeTag({ state }: { state: NoticeState }) {
  const t = useText();
  return <Tag tone={tones[state]}>{t(`contact:staffNotices.state.${state}`)}</Tag>;
}

export function NoticeTable({ notices, caption }: { notices: readonly ListedNotice[]; caption: string }) {
  const t = useText();
  const { language } = usePage();
  const { date, number } = useFormats();
  return (
    <Table
      id="notices"
      caption={caption}
      captionHidden
      cards
      rows={notices}
      columns={[
        {
          header: t('contact:staffNotices.field.title'),
          rowHeader: true,
          cell: ({ id, title }) => <a href={href(language, `/notices/${id}`)}>{title}</a>,
        },
        { header: t('contact:staffNotices.field.number'), cell: (one) => one.number ?? '–' },
        { header: t('contact:staffNotices.notices.stateHeader'), cell: ({ state }) => <NoticeTag state={state} /> },
        { header: t('contact:staffNotices.notices.day'), cell: (one) => date(localTime(one.approvedAt ?? one.changedAt).date) },
        { header: t('contact:staffNotices.notices.decisions'), numeric: true, cell: ({ matters }) => number(matters.length) },
        { header: t('contact:staffNotices.notices.letters'), numeric: true, cell: ({ letters }) => number(letters) },
        {
          header: t('contact:staffNotices.notices.left'),
          numeric: true,
          cell: ({ unfinished, waiting }) => number(unfinished + waiting),
        },
      ]}
    />
  );
}

export interface NoticesPageProps {
  notices: readonly ListedNotice[];
  total: number;
  offset: number;
  limit: number;
}

export function NoticesPage({ notices, total, offset, limit }: NoticesPageProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('contact:staffNotices.notices.title')}</h1>
      <p class="lead">{t('contact:staffNotices.notices.lead')}</p>
      <p>
        <LinkButton href={href(language, '/decisions')}>{t('contact:staffNotices.notices.choose')}</LinkButton>
      </p>
      {notices.length === 0 ? (
        <EmptyState title={t('contact:staffNotices.notices.none')}>{t('contact:staffNotices.notices.noneText')}</EmptyState>
      ) : (
        <NoticeTable notices={notices} caption={t('contact:staffNotices.notices.title')} />
      )}
      <Pagination total={total} offset={offset} limit={limit} href={(from) => href(language, `/notices?offset=${from}`)} />
    </>
  );
}
