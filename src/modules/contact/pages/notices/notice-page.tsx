/** One notice: what it says, to whom, and how far each letter has come. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Details,
  Form,
  LinkButton,
  Notice as Said,
  SummaryList,
  Table,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Matter } from '../../notices/matters.ts';
import type { NoticeRecipient } from '../../notices/recipients.ts';
import { canNotice } from '../../notice-state.ts';
import type { ListedLetter } from '../../store/notice-letters.ts';
import type { Notice } from '../../store/notices.ts';
import { Paragraphs } from '../paragraphs.tsx';
import { Address } from './bodies-page.tsx';
import { LetterTable } from './letter-table.tsx';
import { NoticeTag } from './notices-page.tsx';

export interface NoticePageProps {
  notice: Notice;
  matters: readonly Matter[];
  /** Of a draft: who would get it now. */
  recipients: readonly NoticeRecipient[];
  /** Of an approved notice. */
  letters: readonly ListedLetter[];
  registerVersion: number;
  may: { change: boolean; approve: boolean };
  /** Whether a mail server is set, and where files lie when it is not. */
  sends: { byMail: boolean; folder: string };
  done: string | null;
  newId: () => Uuid;
}

export function NoticePage(props: NoticePageProps) {
  const { notice, matters, letters, may, done } = props;
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <>
      {done !== null && <Said tone="success">{t(`contact:staffNotices.notice.done.${done}`)}</Said>}
      <h1>{notice.title}</h1>
      <p>
        <NoticeTag state={notice.state} />
      </p>
      <SummaryList
        items={[
          { term: t('contact:staffNotices.field.number'), value: notice.number ?? t('contact:staffNotices.notice.numberLater') },
          {
            term: t('contact:staffNotices.notice.changed'),
            value: date(localTime(notice.changedAt).date),
          },
          ...(notice.approvedAt === null
            ? []
            : [{ term: t('contact:staffNotices.notice.approved'), value: date(localTime(notice.approvedAt).date) }]),
          {
            term: t('contact:staffNotices.notice.reply'),
            value:
              notice.replyTo === null || notice.replyBy === null
                ? t('contact:staffNotices.notice.noReply')
                : t('contact:staffNotices.notice.replyWhere', { to: notice.replyTo, date: date(notice.replyBy) }),
          },
        ]}
      />
      <Matters matters={matters} />
      {notice.state === 'draft' && <Draft {...props} />}
      {notice.state === 'approved' && (
        <LetterTable notice={notice} letters={letters} mayNote={may.change} sends={props.sends} newId={props.newId} />
      )}
      {notice.state !== 'draft' && (
        <Details summary={t('contact:staffNotices.notice.template')}>
          <Paragraphs text={notice.words} />
        </Details>
      )}
      {notice.state === 'draft' && canNotice(notice.state, 'change') && may.change && (
        <p>
          <a href={href(language, `/notices/${notice.id}/withdraw`)}>{t('contact:staffNotices.withdraw.title')}</a>
        </p>
      )}
    </>
  );
}

function Matters({ matters }: { matters: readonly Matter[] }) {
  const t = useText();
  const { language } = usePage();
  const { date, number } = useFormats();
  const table = (
    <Table
      id="matters"
      caption={t('contact:staffNotices.notice.matters')}
      cards
      rows={matters}
      columns={[
        {
          header: t('contact:staffNotices.decision.what'),
          rowHeader: true,
          cell: ({ id, name }) => <a href={href(language, `/decisions/${id}`)}>{name}</a>,
        },
        {
          header: t('contact:staffNotices.decision.decidedOn'),
          cell: ({ decidedOn }) => (decidedOn === null ? '–' : date(decidedOn)),
        },
        {
          header: t('contact:staffNotices.decision.lastDay'),
          cell: ({ places: [first] }) =>
            first?.lastDay == null ? t('contact:staffNotices.decision.stays') : date(first.lastDay),
        },
      ]}
    />
  );
  return matters.length <= 5 ? (
    table
  ) : (
    <Details summary={t('contact:staffNotices.notice.mattersMany', { number: number(matters.length) })}>{table}</Details>
  );
}

function Draft({ notice, recipients, registerVersion, may, sends, newId }: NoticePageProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const missing = recipients.filter(({ body }) => body.email === null && body.street === null).length;
  return (
    <>
      <h2>{t('contact:staffNotices.notice.recipients', { number: number(recipients.length) })}</h2>
      <p>{t('contact:staffNotices.notice.look')}</p>
      {missing > 0 && (
        <Said tone="warning">
          <p>{t('contact:staffNotices.notice.missing', { number: number(missing) })}</p>
          <p>
            <a href={href(language, '/bodies?missing=yes')}>{t('contact:staffNotices.notice.missingLink')}</a>
          </p>
        </Said>
      )}
      {!sends.byMail && <Said>{t('contact:staffNotices.notice.folder', { folder: sends.folder })}</Said>}
      <Table
        id="recipients"
        caption={t('contact:staffNotices.notice.recipientsCaption')}
        captionHidden
        cards
        rows={recipients}
        columns={[
          { header: t('contact:staffNotices.field.name'), rowHeader: true, cell: ({ body }) => body.name },
          {
            header: t('contact:staffNotices.notice.why'),
            cell: ({ why }) =>
              why.length === 0
                ? t('contact:staffNotices.group.chosen')
                : why.map((group) => t(`contact:staffNotices.group.${group}`)).join('; '),
          },
          { header: t('contact:staffNotices.bodies.address'), cell: ({ body }) => <Address {...body} /> },
          {
            header: t('contact:staffNotices.notice.letter'),
            cell: ({ body }) => (
              <a href={href(language, `/notices/${notice.id}/preview/${encodeURIComponent(body.key)}`)}>
                {t('contact:staffNotices.notice.preview')}
                <span class="ds-sr-only">: {body.name}</span>
              </a>
            ),
          },
        ]}
      />
      {may.change && (
        <LinkButton variant="secondary" href={href(language, `/notices/${notice.id}/change`)}>
          {t('contact:staffNotices.change.title')}
        </LinkButton>
      )}
      <h2>{t('contact:staffNotices.approve.title')}</h2>
      {may.approve ? (
        <Form action={href(language, `/notices/${notice.id}/approve`)} requestId={newId()}>
          <input type="hidden" name="version" value={String(notice.version)} />
          <input type="hidden" name="registerVersion" value={String(registerVersion)} />
          <p>{t('contact:staffNotices.approve.lead', { number: number(recipients.length - missing) })}</p>
          <Buttons>
            <Button>{t('contact:staffNotices.approve.submit')}</Button>
          </Buttons>
        </Form>
      ) : (
        <p>{t('contact:staffNotices.approve.another')}</p>
      )}
    </>
  );
}
