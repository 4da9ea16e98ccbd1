/** Partners' programs that are told of meetings at their places, and what became of what was sent. */
import { type Instant, localTime } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  Notice,
  SummaryList,
  Table,
  Tag,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../ui/index.ts';
import type { Delivery, Webhook } from '../store/webhook.ts';

function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffWebhooks.${key}`, params);
}

function useMoment(): (at: Instant) => string {
  const { date } = useFormats();
  return (at) => {
    const { date: day, time } = localTime(at);
    return `${date(day)} ${time}`;
  };
}

/** Without what stands after the path, where a partner's key may be. */
const shortAddress = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
};

export interface TypedWebhook {
  name: string;
  url: string;
  places: string;
}

export interface WebhooksProps {
  webhooks: readonly Webhook[];
  /** Whether the setting is there without which none can be made. */
  isSetUp: boolean;
  typed: TypedWebhook;
  /** Field → what to put right. */
  wrong: Partial<Record<keyof TypedWebhook, string>>;
  ended: boolean;
  requestId: Uuid;
}

export function WebhooksPage({ webhooks, isSetUp, typed, wrong, ended, requestId }: WebhooksProps) {
  const t = useWords();
  const { language } = usePage();
  const moment = useMoment();
  const errors = Object.entries(wrong).map(([field, text]) => ({ field, text }));
  return (
    <>
      <ErrorSummary errors={errors} />
      {ended && (
        <Notice tone="success" answer>
          {t('ended')}
        </Notice>
      )}
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {webhooks.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <Table
          id="webhooks"
          caption={t('title')}
          captionHidden
          cards
          rows={webhooks}
          columns={[
            {
              header: t('name'),
              rowHeader: true,
              cell: ({ id, name }) => <a href={href(language, `/webhooks/${id}`)}>{name}</a>,
            },
            { header: t('address'), cell: ({ url }) => <bdi dir="ltr">{shortAddress(url)}</bdi> },
            { header: t('places'), numeric: true, cell: ({ placeIds }) => placeIds.length },
            {
              header: t('lastDelivered'),
              cell: ({ lastDeliveredAt: at }) => (at === null ? t('never') : moment(at)),
            },
            { header: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
            {
              header: t('failed'),
              numeric: true,
              cell: ({ failed }) => (failed === 0 ? 0 : <Tag tone="danger">{failed}</Tag>),
            },
          ]}
        />
      )}
      <h2>{t('add')}</h2>
      {isSetUp ? (
        <AddForm typed={typed} wrong={wrong} requestId={requestId} />
      ) : (
        <Notice tone="warning" title={t('closed')}>
          {t('closedText')}
        </Notice>
      )}
    </>
  );
}

function AddForm({ typed, wrong, requestId }: Pick<WebhooksProps, 'typed' | 'wrong' | 'requestId'>) {
  const t = useWords();
  const { language } = usePage();
  return (
    <Form action={href(language, '/webhooks')} requestId={requestId}>
      <Field name="name" label={t('name')} hint={t('nameHint')} value={typed.name} error={wrong.name} maxLength={80} />
      <Field
        name="url"
        type="url"
        label={t('address')}
        hint={t('addressHint')}
        value={typed.url}
        error={wrong.url}
        maxLength={500}
        dir="ltr"
        spellcheck={false}
      />
      <TextArea name="places" label={t('placeCodes')} hint={t('placeCodesHint')} value={typed.places} error={wrong.places} />
      <p>{t('tells')}</p>
      <Button>{t('addButton')}</Button>
    </Form>
  );
}

export interface WebhookProps {
  webhook: Webhook;
  placeNames: readonly string[];
  deliveries: readonly Delivery[];
  /** Right after it was made; it is never shown again. */
  secret: string | null;
  requestId: Uuid;
}

export function WebhookPage({ webhook, placeNames, deliveries, secret, requestId }: WebhookProps) {
  const t = useWords();
  const { language } = usePage();
  const moment = useMoment();
  const { id, name, url, madeAt, endedAt } = webhook;
  return (
    <>
      <h1>{name}</h1>
      {secret !== null && (
        <Notice tone="success" title={t('made')} answer>
          <p>
            <bdi dir="ltr">
              <code>{secret}</code>
            </bdi>
          </p>
          <p>{t('secretOnce')}</p>
          <p>
            <a href={`${href(language, '/docs')}#webhooks`}>{t('howToRead')}</a>
          </p>
        </Notice>
      )}
      <SummaryList
        items={[
          { term: t('address'), value: <bdi dir="ltr">{shortAddress(url)}</bdi> },
          { term: t('places'), value: placeNames.join(', ') },
          { term: t('since'), value: moment(madeAt) },
          ...(endedAt === null ? [] : [{ term: t('endedAt'), value: moment(endedAt) }]),
        ]}
      />
      <h2>{t('deliveries')}</h2>
      {deliveries.length === 0 ? (
        <EmptyState title={t('noDeliveries')}>{t('noDeliveriesText')}</EmptyState>
      ) : (
        <Deliveries rows={deliveries} />
      )}
      {endedAt === null && (
        <>
          <h2>{t('end')}</h2>
          <p>
            {t('endText')} {t('endAgain')}
          </p>
          <Form action={href(language, `/webhooks/${id}/end`)} requestId={requestId}>
            <Button variant="secondary">{t('end')}</Button>
          </Form>
        </>
      )}
    </>
  );
}

function Deliveries({ rows }: { rows: readonly Delivery[] }) {
  const t = useWords();
  const moment = useMoment();
  const state = ({ deliveredAt, failedAt, attempts, nextAttempt }: Delivery) => {
    if (deliveredAt !== null) return <Tag tone="success">{t('state.delivered', { at: moment(deliveredAt) })}</Tag>;
    if (failedAt !== null) return <Tag tone="danger">{t('state.failed', { at: moment(failedAt) })}</Tag>;
    return <Tag tone="info">{attempts === 0 ? t('state.new') : t('state.waiting', { at: moment(nextAttempt) })}</Tag>;
  };
  return (
    <Table
      id="deliveries"
      caption={t('deliveries')}
      captionHidden
      cards
      rows={rows}
      columns={[
        { header: t('happened'), rowHeader: true, cell: ({ occurredAt }) => moment(occurredAt) },
        { header: t('webhookId'), cell: ({ id }) => <code>{id}</code> },
        { header: t('outcome'), cell: state },
        { header: t('attempts'), numeric: true, cell: ({ attempts }) => attempts },
        { header: t('answer'), cell: ({ lastStatus }) => <Answer status={lastStatus} /> },
      ]}
    />
  );
}

/** A status as HTTP says it, or why there was no answer. */
function Answer({ status }: { status: string | null }) {
  const t = useWords();
  if (status === null) return <>–</>;
  return /^\d+$/.test(status) ? <code>HTTP {status}</code> : <>{t(`noAnswer.${status}`)}</>;
}
