/** /planning/:scenario/places: places to close, open or change, chosen by search. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, Buttons, Field, Select, Table, useFormats, usePage, useText } from '../../../ui/index.ts';
import { changeKinds, plannedKinds } from '../scenarios/change.ts';
import type { FoundPlace, PlaceFilter } from '../scenarios/find-places.ts';
import type { Scenario } from '../store/scenarios.ts';
import { placeName, useWords } from './words.tsx';

export interface PlacesProps {
  scenario: Scenario;
  filter: PlaceFilter;
  counties: readonly { code: string; name: string }[];
  /** Ticked before the search, wherever they are: they go with the next one. */
  chosen: readonly FoundPlace[];
  /** The others that fit. */
  found: readonly FoundPlace[];
}

/** More are not shown: the page says how to narrow it. */
const mostShown = 300;

export function PlacesPage({ scenario, filter, counties, chosen, found }: PlacesProps) {
  const t = useWords();
  const { language } = usePage();
  const { number, date } = useFormats();
  const path = `/planning/${scenario.id}`;
  return (
    <>
      <h1>{t('places.title')}</h1>
      <p class="lead">{t('places.lead', { day: date(scenario.baseDate) })}</p>
      <p>
        <a href={href(language, '/register/places/new')}>{t('places.newAddress')}</a>
      </p>
      {/* One form: what is ticked goes with a search too. */}
      <form action={href(language, `${path}/places`)} method="get">
        <Search filter={filter} counties={counties} />
        {chosen.length > 0 && <Places id="chosen" caption={t('places.chosen')} rows={chosen} areChosen />}
        <p role="status">
          {found.length > mostShown
            ? t('places.tooMany', { n: number(found.length), most: number(mostShown) })
            : t('places.found', { n: number(found.length), count: found.length })}
        </p>
        <Places
          id="places"
          caption={t(chosen.length > 0 ? 'places.others' : 'places.caption')}
          rows={found.slice(0, mostShown)}
        />
        {found.length + chosen.length > 0 && (
          <Buttons>
            {changeKinds.map((kind, at) => (
              <Button
                name="act"
                value={kind}
                variant={at === 0 ? 'primary' : 'secondary'}
                action={href(language, `${path}/change`)}
              >
                {t(`choose.${kind}`)}
              </Button>
            ))}
          </Buttons>
        )}
      </form>
    </>
  );
}

function Search({ filter, counties }: Pick<PlacesProps, 'filter' | 'counties'>) {
  const t = useWords();
  const text = useText();
  return (
    <div class="filters">
      <Field name="text" type="search" label={t('places.text')} value={filter.text} maxLength={80} />
      <Select
        name="county"
        label={t('county')}
        value={filter.countyCode}
        options={[{ value: '', text: t('places.all') }, ...counties.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <Select
        name="kind"
        label={t('places.kind')}
        value={filter.kind}
        options={[
          { value: '', text: t('places.all') },
          ...plannedKinds.map((kind) => ({ value: kind, text: text(`network:planner.kind.${kind}`) })),
          { value: 'none', text: t('places.nothingThere') },
        ]}
      />
      <Button variant="secondary">{t('places.search')}</Button>
    </div>
  );
}

interface PlacesTable {
  id: string;
  caption: string;
  rows: readonly FoundPlace[];
  areChosen?: boolean;
}

function Places({ id, caption, rows, areChosen = false }: PlacesTable) {
  const t = useWords();
  const text = useText();
  return (
    <Table<FoundPlace>
      id={id}
      caption={caption}
      cards
      empty={t('places.empty')}
      columns={[
        {
          header: t('places.choose'),
          cell: ({ known }) => (
            <input
              class="ds-input"
              type="checkbox"
              name="place"
              value={known.place.id}
              checked={areChosen}
              aria-label={t('places.chooseThis', { place: placeName(known) })}
            />
          ),
        },
        { header: t('places.place'), rowHeader: true, cell: ({ known }) => known.place.name },
        { header: t('municipality'), cell: ({ known }) => known.place.municipality },
        {
          header: t('places.there'),
          cell: ({ kinds }) =>
            kinds.length === 0 ? t('places.nothingThere') : kinds.map((kind) => text(`network:planner.kind.${kind}`)).join(', '),
        },
      ]}
      rows={rows}
    />
  );
}
