/** The four states on the day: a bar, a table, a map, every municipality by county; and how they changed over time. */
import { languageFacts } from '../../../../platform/i18n/index.ts';
import { Details, Fills, lineColour, Table, useFormats, usePage } from '../../../../ui/index.ts';
import { type MunicipalityState, municipalityStates } from '../../kinds.ts';
import { countrySize } from '../../map/country-map.tsx';
import { fillOf, Swatch } from '../../map/patterns.tsx';
import type { MunicipalityOn } from '../../municipalities-on.ts';
import type { Counts } from '../../store/summary.ts';
import { originPath } from './help-question.ts';
import type { Picture } from './picture.ts';
import { TimeLine } from './time-line.tsx';
import { Day, Name, Sentence, useHref, usePublicText } from './words.tsx';

const countOf: Readonly<Record<MunicipalityState, keyof Counts>> = {
  staffed_office: 'municipalities_staffed',
  visiting_office: 'municipalities_visiting',
  cooperation_place: 'municipalities_cooperation',
  neighbour: 'municipalities_neighbour',
};

export function StatesFigure({ picture }: { picture: Picture }) {
  const t = usePublicText();
  const href = useHref();
  const { on, counts, municipalities } = picture;
  return (
    <section aria-labelledby="states">
      <h2 id="states">
        <Sentence of="states.title" parts={{ day: <Day of={on} /> }} />
      </h2>
      <StatesBar counts={counts} />
      <div class="beside">
        <div>
          <StatesTable counts={counts} />
          <p>
            {t('states.offices', { offices: counts.offices, staffed: counts.offices_staffed, visiting: counts.offices_visiting })}
          </p>
          <p>{t('states.service', { offices: counts.service_offices, municipalities: counts.service_office_municipalities })}</p>
          <Details summary={t('states.byCounty')}>
            <p>{t('states.byCountyText')}</p>
            <ByCounty municipalities={municipalities} on={on} />
          </Details>
          <TimeLine picture={picture} />
        </div>
        <aside aria-labelledby="country-map">
          <h3 id="country-map">{t('map.countryTitle')}</h3>
          <img
            class="picture"
            src={href(`/map/country.svg?on=${on}`)}
            alt={t('map.countryAlt', {
              staffed: counts.municipalities_staffed,
              visiting: counts.municipalities_visiting,
              cooperation: counts.municipalities_cooperation,
              neighbour: counts.municipalities_neighbour,
            })}
            width={countrySize.width / 2}
            height={countrySize.height / 2}
            loading="lazy"
            data-inline
          />
        </aside>
      </div>
    </section>
  );
}

const bar = { width: 1000, height: 56 };

/** The shares as one bar, filled from where the reading begins. The table under it has the same figures, so it is not read out. */
function StatesBar({ counts }: { counts: Counts }) {
  const { dir } = languageFacts[usePage().language];
  let from = 0;
  return (
    <svg class="bar" viewBox={`0 0 ${bar.width} ${bar.height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <Fills id="bar" scale={1.4} />
      {municipalityStates.map((state) => {
        const width = (counts[countOf[state]] / Math.max(1, counts.municipalities)) * bar.width;
        const x = dir === 'rtl' ? bar.width - from - width : from;
        from += width;
        return (
          <rect
            x={Math.round(x)}
            y={1}
            width={Math.round(width)}
            height={bar.height - 2}
            fill={fillOf('bar', state)}
            stroke={lineColour}
          />
        );
      })}
    </svg>
  );
}

function StatesTable({ counts }: { counts: Counts }) {
  const t = usePublicText();
  const { decimal } = useFormats();
  const share = (count: number): string => `${decimal((count / Math.max(1, counts.municipalities)) * 100)}\u00A0%`;
  return (
    <Table
      id="states-table"
      caption={t('states.caption')}
      columns={[
        {
          header: t('states.state'),
          rowHeader: true,
          cell: (state) => (
            <>
              <Swatch state={state} /> {t(`state.${state}`)}
            </>
          ),
        },
        { header: t('states.municipalities'), numeric: true, cell: (state) => counts[countOf[state]] },
        { header: t('states.share'), numeric: true, cell: (state) => <bdi dir="ltr">{share(counts[countOf[state]])}</bdi> },
      ]}
      rows={municipalityStates}
      totals={[t('states.all'), counts.municipalities, <bdi dir="ltr">{share(counts.municipalities)}</bdi>]}
    />
  );
}

const byName = new Intl.Collator('sv').compare;

function ByCounty({ municipalities, on }: { municipalities: readonly MunicipalityOn[]; on: string }) {
  const t = usePublicText();
  const href = useHref();
  const counties = [...Map.groupBy(municipalities, (one) => one.county)].toSorted(([a], [b]) => byName(a, b));
  return (
    <>
      {counties.map(([county, within]) => (
        <Details
          summary={
            <span>
              <Sentence of="states.county" values={{ count: within.length }} parts={{ county: <Name>{county}</Name> }} />
            </span>
          }
        >
          <Table
            id={`county-${within[0]!.countyCode}`}
            caption={<Name>{county}</Name>}
            captionHidden
            columns={[
              {
                header: t('states.municipality'),
                rowHeader: true,
                cell: ({ code, name }) => (
                  <a href={href(originPath({ kind: 'municipality', code }, on))}>
                    <Name>{name}</Name>
                  </a>
                ),
              },
              { header: t('states.state'), cell: ({ state }) => t(`state.${state}`) },
            ]}
            rows={within.toSorted((a, b) => byName(a.name, b.name))}
          />
        </Details>
      ))}
    </>
  );
}
