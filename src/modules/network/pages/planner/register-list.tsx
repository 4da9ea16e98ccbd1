/** The register as a list: who is where on a day. */
import { href } from '../../../../platform/i18n/index.ts';
import { byName } from '../../../../platform/text/index.ts';
import {
  Details,
  EmptyState,
  LinkButton,
  optionsOf,
  Pagination,
  Table,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { evidences, presenceKinds } from '../../kinds.ts';
import type { County, Municipality } from '../../store/geography.ts';
import type { ListedPresence, RegisterFilter } from '../../store/planner.ts';
import { Choice, CountyChoice, CsvLink, SearchForm, searchQuery } from '../search.tsx';
import { EvidenceTag, useKind, usePeriod, useRegisterHref } from './words.tsx';

export interface RegisterList {
  filter: RegisterFilter;
  counties: readonly County[];
  municipalities: readonly Municipality[];
  rows: readonly ListedPresence[];
  total: number;
  offset: number;
  limit: number;
  /** The person may add a place. */
  mayAdd: boolean;
}

/** Above so many rows a list is not read through: the page says how to narrow it. */
const readable = 400;

export function RegisterListPage(page: RegisterList) {
  const t = useText();
  const { number, date } = useFormats();
  const { language } = usePage();
  const { filter, total, offset, limit } = page;
  const address = (path: string, more: Record<string, string> = {}) =>
    `${href(language, path)}?${searchQuery({ ...filter }, more)}`;
  return (
    <>
      <h1>{t('network:planner.list.title')}</h1>
      <p class="lead">{t('network:planner.list.lead')}</p>
      {page.mayAdd && (
        <p>
          <LinkButton href={href(language, '/register/places/new')} variant="secondary">
            {t('network:planner.addPlace.title')}
          </LinkButton>
        </p>
      )}
      <Filters {...page} />
      <div role="status">
        <p>
          <strong>{t('network:planner.list.count', { total: number(total), date: date(filter.on) })}</strong>
        </p>
      </div>
      {total > readable && <p class="hint">{t('network:planner.list.tooMany', { most: number(readable) })}</p>}
      {page.rows.length > 0 && <Rows rows={page.rows} />}
      {total === 0 && (
        <EmptyState title={t('network:planner.list.emptyTitle')}>
          <p>{t('network:planner.list.emptyText')}</p>
          <p>
            <a href={href(language, '/register')}>{t('network:planner.list.clear')}</a>
          </p>
        </EmptyState>
      )}
      {total > 0 && page.rows.length === 0 && (
        <EmptyState title={t('network:planner.list.pastEnd')}>
          <p>
            <a href={address('/register')}>{t('network:planner.list.firstPage')}</a>
          </p>
        </EmptyState>
      )}
      <Pagination {...{ total, offset, limit }} href={(at) => address('/register', { offset: String(at) })} />
      {total > 0 && (
        <>
          <h2>{t('network:planner.list.moreTitle')}</h2>
          <ul>
            <li>
              <CsvLink href={address('/register.csv')} rows={total} />
            </li>
          </ul>
        </>
      )}
      <Details summary={t('network:planner.list.importTitle')}>
        <p>{t('network:planner.list.importText')}</p>
        <p>
          <code>npx narvaro network import FILE</code>
        </p>
      </Details>
    </>
  );
}

function Filters({ filter, counties, municipalities }: RegisterList) {
  const t = useText();
  const kind = useKind();
  const address = useRegisterHref();
  return (
    <SearchForm action={address()} on={filter.on} text={{ label: t('network:field.text'), value: filter.text }}>
      <CountyChoice value={filter.county} counties={counties} />
      <Choice
        name="municipality"
        label={t('network:field.municipality')}
        value={filter.municipality}
        options={optionsOf(municipalities.toSorted(byName))}
      />
      <Choice
        name="kind"
        label={t('network:field.kind')}
        value={filter.kind}
        options={presenceKinds.map((one) => ({ value: one, text: kind(one) }))}
      />
      <Choice
        name="evidence"
        label={t('network:field.evidence')}
        value={filter.evidence}
        options={evidences.map((one) => ({ value: one, text: t(`network:planner.evidence.${one}`) }))}
      />
    </SearchForm>
  );
}

function Rows({ rows }: { rows: readonly ListedPresence[] }) {
  const t = useText();
  const kind = useKind();
  const period = usePeriod();
  const address = useRegisterHref();
  return (
    <Table
      id="places"
      caption={t('network:planner.list.caption')}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('network:field.name'),
          rowHeader: true,
          cell: (row) => <a href={address(`/places/${row.placeId}`)}>{row.placeName}</a>,
        },
        {
          header: t('network:field.municipality'),
          cell: (row) => <a href={address(`/municipalities/${row.municipalityCode}`)}>{row.municipality}</a>,
        },
        { header: t('network:field.kind'), cell: (row) => kind(row.kind) },
        { header: t('network:field.period'), cell: (row) => period(row.validFrom, row.validTo) },
        { header: t('network:field.evidence'), cell: (row) => <EvidenceTag evidence={row.evidence} /> },
      ]}
    />
  );
}
