/** Which places have a desk, which have an agreement in force, and who lacks one. */
import {
  Button,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Pagination,
  Select,
  Table,
  Tag,
  useFormats,
  useText,
} from '../../../../ui/index.ts';
import { type DeskState, deskStates, type ListedDesk } from '../../setup.ts';
import { useAgency, useDeskHref } from './words.tsx';

export interface DeskListProps {
  filter: { text: string; state: DeskState };
  rows: readonly ListedDesk[];
  total: number;
  offset: number;
  limit: number;
  /** How many lack an agreement, whatever is looked for. */
  lacking: number;
}

export function DeskListPage({ filter, rows, total, offset, limit, lacking }: DeskListProps) {
  const t = useText();
  const { number } = useFormats();
  const address = useDeskHref();
  const query = (at: number) => new URLSearchParams({ text: filter.text, state: filter.state, offset: String(at) });
  return (
    <>
      <h1>{t('desk:staffSetup.list.title')}</h1>
      <p class="lead">{t('desk:staffSetup.list.lead')}</p>
      <Form action={address()} method="get" inline>
        <Field name="text" type="search" label={t('desk:staffSetup.list.text')} value={filter.text} maxLength={80} optional />
        <Select
          name="state"
          label={t('desk:staffSetup.list.state')}
          value={filter.state}
          options={deskStates.map((one) => ({ value: one, text: t(`desk:staffSetup.list.states.${one}`) }))}
        />
        <Button>{t('desk:staffSetup.list.show')}</Button>
      </Form>
      <p class="hint">{t('desk:staffSetup.list.others')}</p>
      <div role="status">
        <p>
          <strong>{t('desk:staffSetup.list.count', { count: total, number: number(total) })}</strong>{' '}
          {t('desk:staffSetup.list.lacking', { count: lacking, number: number(lacking) })}
        </p>
      </div>
      {rows.length > 0 ? <Rows rows={rows} /> : <NothingFound />}
      <Pagination {...{ total, offset, limit }} href={(at) => `${address()}?${query(at)}`} />
      <h2>{t('desk:staffSetup.list.forAll')}</h2>
      <p>
        <LinkButton variant="secondary" href={address('/settings')}>
          {t('desk:staffSetup.settings.title')}
        </LinkButton>
      </p>
    </>
  );
}

function NothingFound() {
  const t = useText();
  const address = useDeskHref();
  return (
    <EmptyState title={t('desk:staffSetup.list.emptyTitle')}>
      <p>
        <a href={address()}>{t('desk:staffSetup.list.clear')}</a>
      </p>
    </EmptyState>
  );
}

function Rows({ rows }: { rows: readonly ListedDesk[] }) {
  const t = useText();
  const address = useDeskHref();
  const agency = useAgency();
  return (
    <Table
      id="desks"
      caption={t('desk:staffSetup.list.caption')}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('desk:staffSetup.list.place'),
          rowHeader: true,
          cell: ({ placeId, name }) => <a href={address(`/${placeId}`)}>{name}</a>,
        },
        { header: t('desk:staffSetup.list.municipality'), cell: ({ municipality }) => municipality },
        { header: t('desk:staffSetup.list.kind'), cell: ({ kind }) => t(`network:planner.kind.${kind}`) },
        {
          header: t('desk:staffSetup.list.agreement'),
          cell: ({ agencies }) =>
            agencies.length === 0 ? (
              <Tag tone="warning">{t('desk:staffSetup.list.noAgreement')}</Tag>
            ) : (
              agencies.map(agency).join(', ')
            ),
        },
        {
          header: t('desk:staffSetup.list.desk'),
          cell: ({ services, counters, staff }) =>
            services === 0 ? (
              <span class="hint">{t('desk:staffSetup.list.noDesk')}</span>
            ) : (
              t('desk:staffSetup.list.lines', { services, counters, staff })
            ),
        },
      ]}
    />
  );
}

/** For someone of an office who leads none today. */
export function NoDeskPage() {
  const t = useText();
  return (
    <>
      <h1>{t('desk:staffSetup.list.title')}</h1>
      <EmptyState title={t('desk:staffSetup.list.noneTitle')}>{t('desk:staffSetup.list.noneText')}</EmptyState>
    </>
  );
}
