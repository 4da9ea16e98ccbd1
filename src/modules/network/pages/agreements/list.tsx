/** The register of agreements: with whom, about what, in which state on a day. */
import { Buttons, EmptyState, LinkButton, Pagination, Table, useFormats, useText } from '../../../../ui/index.ts';
import { agreementStates, type AgreementState } from '../../agreement-state.ts';
import { agreementKinds } from '../../kinds.ts';
import type { AgreementFilter, AgreementSummary } from '../../store/agreement-records.ts';
import type { County } from '../../store/geography.ts';
import { Choice, CountyChoice, CsvLink, SearchForm, searchQuery } from '../search.tsx';
import { EvidenceTag } from '../planner/words.tsx';
import { AgreementTabs, Parties, StateTag, useAgreedPeriod, useAgreementHref } from './words.tsx';

export type ListFilter = Pick<AgreementFilter, 'on' | 'kind' | 'state' | 'countyCode' | 'text'>;

export interface AgreementList {
  filter: ListFilter;
  counties: readonly County[];
  rows: readonly AgreementSummary[];
  total: number;
  /** Of the filter without its state. */
  counts: readonly { state: AgreementState | null; count: number }[];
  offset: number;
  limit: number;
  mayStart: boolean;
}

export function AgreementListPage(page: AgreementList) {
  const t = useText();
  const { number, date } = useFormats();
  const address = useAgreementHref();
  const { filter, total, offset, limit } = page;
  const at = (path: string, more: Record<string, string> = {}) => `${address(path)}?${queryOf(filter, more)}`;
  return (
    <>
      <h1>{t('network:staffAgreements.title')}</h1>
      <p class="lead">{t('network:staffAgreements.lead')}</p>
      {page.mayStart && (
        <Buttons>
          <LinkButton href={address('/new')}>{t('network:staffAgreements.start')}</LinkButton>
          <LinkButton href={address('/import')} variant="secondary">
            {t('network:staffAgreements.import.title')}
          </LinkButton>
        </Buttons>
      )}
      <AgreementTabs current="" />
      <Filters {...page} />
      <States {...page} />
      <div role="status">
        <p>
          <strong>{t('network:staffAgreements.count', { total: number(total), date: date(filter.on) })}</strong>
        </p>
      </div>
      {page.rows.length > 0 && <AgreementTable id="agreements" caption={t('network:staffAgreements.title')} rows={page.rows} />}
      {page.rows.length === 0 && (
        <EmptyState title={t(`network:staffAgreements.${total === 0 ? 'emptyTitle' : 'pastEnd'}`)}>
          <p>{t('network:staffAgreements.emptyText')}</p>
          <p>
            <a href={address()}>{t('network:planner.list.clear')}</a>
          </p>
        </EmptyState>
      )}
      <Pagination {...{ total, offset, limit }} href={(from) => at('', { offset: String(from) })} />
      {total > 0 && (
        <p>
          <CsvLink href={at('.csv')} rows={total} />
        </p>
      )}
    </>
  );
}

function queryOf({ countyCode, ...rest }: ListFilter, more: Record<string, string>): string {
  return searchQuery({ ...rest, county: countyCode }, more);
}

function Filters({ filter, counties }: AgreementList) {
  const t = useText();
  const address = useAgreementHref();
  return (
    <SearchForm action={address()} on={filter.on} text={{ label: t('network:staffAgreements.textLabel'), value: filter.text }}>
      <Choice
        name="kind"
        label={t('network:field.kind')}
        value={filter.kind}
        options={agreementKinds.map((one) => ({ value: one, text: t(`network:staffAgreements.kind.${one}`) }))}
      />
      <Choice
        name="state"
        label={t('network:field.state')}
        value={filter.state}
        options={agreementStates.map((one) => ({ value: one, text: t(`network:staffAgreements.state.${one}`) }))}
      />
      <CountyChoice value={filter.countyCode} counties={counties} />
    </SearchForm>
  );
}

/** How many are in each state; each leads to its own. */
function States({ filter, counts }: AgreementList) {
  const t = useText();
  const { number } = useFormats();
  const address = useAgreementHref();
  const of = (state: AgreementState | null): number => counts.find((one) => one.state === state)?.count ?? 0;
  const notBegun = of(null);
  return (
    <ul>
      {agreementStates
        .filter((state) => of(state) > 0)
        .map((state) => (
          <li>
            <a href={`${address()}?${queryOf({ ...filter, state }, {})}`}>{t(`network:staffAgreements.state.${state}`)}</a>:{' '}
            <strong>{number(of(state))}</strong>
          </li>
        ))}
      {notBegun > 0 && (
        <li>
          {t('network:staffAgreements.notBegun')}: <strong>{number(notBegun)}</strong>
        </li>
      )}
    </ul>
  );
}

export function AgreementTable({ id, caption, rows }: { id: string; caption: string; rows: readonly AgreementSummary[] }) {
  const t = useText();
  const { date } = useFormats();
  const address = useAgreementHref();
  const period = useAgreedPeriod();
  return (
    <Table
      id={id}
      caption={caption}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('network:staffAgreements.field.title'),
          rowHeader: true,
          cell: (one) => <a href={address(`/${one.id}`)}>{one.title}</a>,
        },
        { header: t('network:field.kind'), cell: ({ kind }) => t(`network:staffAgreements.kind.${kind}`) },
        { header: t('network:staffAgreements.field.parties'), cell: ({ partyNames }) => <Parties names={partyNames} /> },
        { header: t('network:staffAgreements.field.places'), numeric: true, cell: ({ places }) => places },
        {
          header: t('network:field.state'),
          cell: ({ state, next }) => (
            <>
              <StateTag state={state} />
              {next !== null && (
                <>
                  <br />
                  {t('network:staffAgreements.nextState', {
                    state: t(`network:staffAgreements.state.${next.state}`),
                    date: date(next.since),
                  })}
                </>
              )}
            </>
          ),
        },
        { header: t('network:field.period'), cell: (one) => period(one) },
        { header: t('network:field.evidence'), cell: ({ evidence }) => <EvidenceTag evidence={evidence} /> },
      ]}
    />
  );
}
