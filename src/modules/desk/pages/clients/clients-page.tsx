/** Other authorities' programs: their keys are made and ended here; a key is shown once. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  Notice,
  Select,
  Table,
  Tag,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Client } from '../../store/clients.ts';
import { useAgencyName } from '../agency-name.ts';

function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`desk:staffClients.${key}`, params);
}

export interface TypedClient {
  agency: string;
  name: string;
}

export interface ClientsProps {
  clients: readonly Client[];
  /** Codes of the authorities that have topics. */
  agencies: readonly string[];
  typed: TypedClient;
  wrong: readonly (keyof TypedClient)[];
  /** Right after it was made; it is never shown again. */
  secret: string | null;
  ended: boolean;
  requestId: Uuid;
}

export function ClientsPage({ clients, agencies, typed, wrong, secret, ended, requestId }: ClientsProps) {
  const t = useWords();
  const { language } = usePage();
  const nameOf = useAgencyName();
  const fault = (field: keyof TypedClient) => (wrong.includes(field) ? t(`wrong.${field}`) : undefined);
  return (
    <>
      <ErrorSummary errors={wrong.map((field) => ({ field, text: t(`wrong.${field}`) }))} />
      {secret !== null && (
        <Notice tone="success" title={t('made')} answer>
          <p class="long-code">
            <bdi dir="ltr">
              <code>{secret}</code>
            </bdi>
          </p>
          <p>{t('once')}</p>
          <p>
            <a href={`${href(language, '/docs')}#desk`}>{t('howTo')}</a>
          </p>
        </Notice>
      )}
      {ended && (
        <Notice tone="success" answer>
          {t('ended')}
        </Notice>
      )}
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {clients.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <Clients clients={clients} nameOf={nameOf} requestId={requestId} />
      )}
      <h2>{t('add')}</h2>
      <Form action={href(language, '/desks/clients')} requestId={requestId}>
        <Select
          name="agency"
          label={t('agency')}
          value={typed.agency}
          error={fault('agency')}
          options={[{ value: '', text: '–' }, ...agencies.map((value) => ({ value, text: nameOf(value) }))]}
        />
        <Field name="name" label={t('name')} hint={t('nameHint')} value={typed.name} error={fault('name')} maxLength={60} />
        <Button>{t('addButton')}</Button>
      </Form>
    </>
  );
}

function Clients({
  clients,
  nameOf,
  requestId,
}: Pick<ClientsProps, 'clients' | 'requestId'> & { nameOf: (agency: string) => string }) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <Table
      id="clients"
      caption={t('title')}
      captionHidden
      cards
      rows={clients}
      columns={[
        { header: t('name'), rowHeader: true, cell: ({ name }) => name },
        { header: t('agency'), cell: ({ agency }) => nameOf(agency) },
        { header: t('since'), cell: ({ madeAt }) => date(localTime(madeAt).date) },
        {
          header: t('state'),
          cell: ({ id, name, endedAt }) =>
            endedAt === null ? (
              <>
                <Tag tone="success">{t('inUse')}</Tag>
                <Form action={href(language, `/desks/clients/${id}/end`)} inline>
                  <HiddenValues values={{ _requestId: requestId }} />
                  <Button variant="secondary">
                    {t('end')}
                    <span class="ds-sr-only"> {name}</span>
                  </Button>
                </Form>
              </>
            ) : (
              t('endedOn', { on: date(localTime(endedAt).date) })
            ),
        },
      ]}
    />
  );
}
