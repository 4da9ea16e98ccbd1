/** What no agreement covers: places that offer what needs one, and municipalities without one. */
import { Details, EmptyState, Pagination, Table, useFormats, useText } from '../../../../ui/index.ts';
import { Choice, CountyChoice, CsvLink, SearchForm, searchQuery } from '../search.tsx';
import { municipalityStates, type MunicipalityState } from '../../kinds.ts';
import type { MunicipalityOn } from '../../municipalities-on.ts';
import type { MunicipalityAgreement, UncoveredPlace } from '../../store/agreement-gaps.ts';
import type { County } from '../../store/geography.ts';
import { useKind, useRegisterHref } from '../planner/words.tsx';
import { AgreementTabs, StateTag, useAgreementHref } from './words.tsx';

/** A municipality without an agreement in force, and what is under way. */
export interface WithoutAgreement {
  municipality: MunicipalityOn;
  underWay: MunicipalityAgreement | null;
}

export interface MissingFilter {
  on: string;
  county?: string | undefined;
  state?: MunicipalityState | undefined;
}

export interface Missing {
  filter: MissingFilter;
  counties: readonly County[];
  places: readonly UncoveredPlace[];
  municipalities: readonly WithoutAgreement[];
  /** How many municipalities have an agreement in force. */
  covered: number;
  offset: number;
  limit: number;
}

export function AgreementsMissingPage(page: Missing) {
  const t = useText();
  const { number, date } = useFormats();
  const { filter, places, municipalities } = page;
  return (
    <>
      <h1>{t('network:staffAgreements.title')}</h1>
      <AgreementTabs current="/missing" />
      <Filters {...page} />
      <h2>{t('network:staffAgreements.missing.places')}</h2>
      <p>{t('network:staffAgreements.missing.placesText')}</p>
      {places.length === 0 ? (
        <EmptyState title={t('network:staffAgreements.missing.noPlaces', { date: date(filter.on) })} />
      ) : (
        <>
          <p>
            <strong>{t('network:staffAgreements.missing.placesCount', { count: places.length })}</strong>
          </p>
          <Places rows={places} />
        </>
      )}
      <h2>{t('network:staffAgreements.missing.municipalities')}</h2>
      <p>{t('network:staffAgreements.missing.municipalitiesText')}</p>
      <p>
        <strong>
          {t('network:staffAgreements.missing.count', {
            without: number(municipalities.length),
            covered: number(page.covered),
            date: date(filter.on),
          })}
        </strong>
      </p>
      {municipalities.length > 0 && <Municipalities {...page} />}
    </>
  );
}

function Filters({ filter, counties }: Missing) {
  const t = useText();
  const address = useAgreementHref();
  return (
    <SearchForm action={address('/missing')} on={filter.on}>
      <CountyChoice value={filter.county} counties={counties} />
      <Choice
        name="state"
        label={t('network:staffAgreements.missing.state')}
        value={filter.state}
        options={municipalityStates.map((one) => ({ value: one, text: t(`network:planner.state.${one}`) }))}
      />
    </SearchForm>
  );
}

function Places({ rows }: { rows: readonly UncoveredPlace[] }) {
  const t = useText();
  const kind = useKind();
  const register = useRegisterHref();
  const table = (
    <Table
      id="uncovered"
      caption={t('network:staffAgreements.missing.places')}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          header: t('network:field.place'),
          rowHeader: true,
          cell: (one) => <a href={register(`/places/${one.placeId}`)}>{one.placeName}</a>,
        },
        { header: t('network:field.municipality'), cell: ({ municipality }) => municipality },
        { header: t('network:field.kind'), cell: (one) => kind(one.kind) },
        {
          header: t('network:staffAgreements.missing.offers'),
          cell: ({ offers }) => offers.map((one) => t(`network:staffAgreements.offer.${one}`)).join(', '),
        },
        {
          header: t('network:staffAgreements.missing.underWay'),
          cell: (one) => <UnderWay of={one.state === null ? null : one} />,
        },
      ]}
    />
  );
  return rows.length <= 30 ? (
    table
  ) : (
    <Details summary={t('network:staffAgreements.missing.showPlaces', { total: rows.length })}>{table}</Details>
  );
}

function UnderWay({ of }: { of: Pick<UncoveredPlace, 'agreementId' | 'title' | 'state'> | null }) {
  const t = useText();
  const address = useAgreementHref();
  if (of === null) return <>{t('network:staffAgreements.missing.nothing')}</>;
  return (
    <>
      <a href={address(`/${of.agreementId}`)}>{of.title}</a> <StateTag state={of.state} />
    </>
  );
}

function Municipalities({ filter, municipalities, offset, limit }: Missing) {
  const t = useText();
  const address = useAgreementHref();
  const register = useRegisterHref();
  return (
    <>
      <Table
        id="without"
        caption={t('network:staffAgreements.missing.municipalities')}
        captionHidden
        cards
        rows={municipalities.slice(offset, offset + limit)}
        columns={[
          {
            header: t('network:field.municipality'),
            rowHeader: true,
            cell: ({ municipality: { code, name } }) => <a href={register(`/municipalities/${code}`)}>{name}</a>,
          },
          { header: t('network:field.county'), cell: ({ municipality }) => municipality.county },
          {
            header: t('network:staffAgreements.missing.state'),
            cell: ({ municipality }) => t(`network:planner.state.${municipality.state}`),
          },
          { header: t('network:staffAgreements.missing.underWay'), cell: ({ underWay }) => <UnderWay of={underWay} /> },
        ]}
      />
      <Pagination
        total={municipalities.length}
        offset={offset}
        limit={limit}
        href={(from) => `${address('/missing')}?${searchQuery({ ...filter, offset: String(from) })}`}
      />
      <p>
        <CsvLink href={`${address('/missing.csv')}?${searchQuery({ ...filter })}`} rows={municipalities.length} />
      </p>
    </>
  );
}
