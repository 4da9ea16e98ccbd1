/** One municipality: its state on a day and why, its places over time, and what has closed there. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  Field,
  Figure,
  Form,
  LinkButton,
  SummaryList,
  Table,
  Tag,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { MunicipalityOn } from '../../municipalities-on.ts';
import { municipalityState } from '../../rules/municipality-state.ts';
import type { Closure } from '../../store/closures.ts';
import type { Place } from '../../store/places.ts';
import type { Presence } from '../../store/presence.ts';
import { PeriodsPicture } from './periods-picture.tsx';
import { EvidenceTag, useKind, usePeriod, useRegisterHref } from './words.tsx';

export interface MunicipalityPageProps {
  municipality: MunicipalityOn;
  on: PlainDate;
  places: readonly Place[];
  /** Of all periods. */
  presences: readonly Presence[];
  closures: readonly Closure[];
  mayAdd: boolean;
}

export function MunicipalityPage(page: MunicipalityPageProps) {
  const t = useText();
  const { date, number } = useFormats();
  const { language } = usePage();
  const address = useRegisterHref();
  const { municipality, on, presences, closures, places } = page;
  const helpQuery = new URLSearchParams({ municipality: municipality.code, on });
  return (
    <>
      <h1>{municipality.name}</h1>
      <Form action={address(`/municipalities/${municipality.code}`)} method="get" inline>
        <Field name="on" type="date" label={t('network:field.on')} value={on} />
        <Button variant="secondary">{t('network:planner.list.show')}</Button>
      </Form>
      <SummaryList
        items={[
          {
            term: t('network:planner.municipality.stateOn', { date: date(on) }),
            value: (
              <>
                <Tag tone={municipality.state === 'neighbour' ? 'warning' : 'success'}>
                  {t(`network:planner.state.${municipality.state}`)}
                </Tag>
                <p>{t(`network:planner.stateMeans.${municipality.state}`)}</p>
              </>
            ),
          },
          {
            term: t('network:planner.municipality.rule'),
            value: (
              <>
                <p>{t('network:rule.municipality-state')}</p>
                <p class="hint">{municipalityState.source}</p>
              </>
            ),
          },
          { term: t('network:field.county'), value: municipality.county },
          { term: t('network:planner.municipality.population'), value: number(municipality.population) },
          { term: t('network:planner.municipality.unemployed'), value: number(municipality.registeredUnemployed) },
        ]}
      />
      <p>
        <a href={`${href(language, '/')}?${helpQuery}`}>{t('network:planner.municipality.publicPage')}</a>
      </p>
      <h2>{t('network:planner.municipality.overTime')}</h2>
      {presences.length === 0 ? (
        <EmptyState title={t('network:planner.municipality.nothing')}>{t('network:planner.municipality.nothingText')}</EmptyState>
      ) : (
        <Periods presences={presences} on={on} />
      )}
      <Empty places={places} presences={presences} />
      {closures.length > 0 && <ClosureTable closures={closures} />}
      {page.mayAdd && (
        <LinkButton variant="secondary" href={address(`/places/new?municipalityCode=${municipality.code}`)}>
          {t('network:planner.addPlace.title')}
        </LinkButton>
      )}
    </>
  );
}

function Periods({ presences, on }: { presences: readonly Presence[]; on: PlainDate }) {
  const t = useText();
  const kind = useKind();
  const period = usePeriod();
  const address = useRegisterHref();
  const table = (
    <Table
      id="periods-table"
      caption={t('network:planner.municipality.table')}
      captionHidden
      cards
      rows={presences}
      columns={[
        {
          header: t('network:field.place'),
          rowHeader: true,
          cell: (row) => <a href={address(`/places/${row.placeId}`)}>{row.placeName}</a>,
        },
        {
          header: t('network:field.period'),
          cell: (row) => (
            <>
              {kind(row.kind)}
              <br />
              {period(row.validFrom, row.validTo)}
            </>
          ),
        },
        { header: t('network:field.evidence'), cell: (row) => <EvidenceTag evidence={row.evidence} /> },
      ]}
    />
  );
  return (
    <Figure
      id="periods"
      caption={t('network:planner.municipality.picture')}
      picture={<PeriodsPicture presences={presences} on={on} />}
      table={table}
    />
  );
}

/** Places that nothing is said of: they are in no period and would not be seen otherwise. */
function Empty({ places, presences }: Pick<MunicipalityPageProps, 'places' | 'presences'>) {
  const t = useText();
  const address = useRegisterHref();
  const known = new Set(presences.map((one) => one.placeId));
  const empty = places.filter((place) => !known.has(place.id));
  if (empty.length === 0) return null;
  return (
    <>
      <h2>{t('network:planner.municipality.without')}</h2>
      <ul>
        {empty.map((place) => (
          <li>
            <a href={address(`/places/${place.id}`)}>{place.name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function ClosureTable({ closures }: { closures: readonly Closure[] }) {
  const t = useText();
  const { date } = useFormats();
  const address = useRegisterHref();
  return (
    <>
      <h2>{t('network:planner.closure.title')}</h2>
      <Table
        id="closures"
        caption={t('network:planner.closure.title')}
        captionHidden
        cards
        rows={closures}
        columns={[
          {
            header: t('network:field.place'),
            rowHeader: true,
            cell: (row) => <a href={address(`/places/${row.placeId}`)}>{row.placeName}</a>,
          },
          { header: t('network:planner.closeOffice.decidedOn'), cell: (row) => date(row.decidedOn) },
          {
            header: t('network:planner.closeOffice.endDate'),
            cell: (row) => (row.state === 'restored' ? t('network:planner.closure.kept') : date(row.endDate)),
          },
          {
            header: t('network:field.securing'),
            cell: (row) => (row.state === null ? '' : t(`network:planner.securing.${row.state}`)),
          },
          { header: t('network:field.evidence'), cell: (row) => <EvidenceTag evidence={row.evidence} /> },
        ]}
      />
    </>
  );
}
