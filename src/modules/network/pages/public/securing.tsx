/** The places that lost their office: for how many there is a solution on the day, and which remain. */
import { Details, Fills, lineColour, Table } from '../../../../ui/index.ts';
import { fillOf } from '../../map/patterns.tsx';
import { securedStates, securingStates } from '../../state.ts';
import type { Closure } from '../../store/closures.ts';
import type { Picture } from './picture.ts';
import { Day, Name, Sentence, usePublicText } from './words.tsx';

export function Securing({ picture }: { picture: Picture }) {
  const t = usePublicText();
  const { counts, closures, on } = picture;
  const all = counts.places_losing_office;
  const remaining = closures.filter((one) => one.state !== null && !securedStates.includes(one.state));
  return (
    <section aria-labelledby="securing">
      <h2 id="securing">
        <Sentence of="securing.title" parts={{ day: <Day of={on} /> }} />
      </h2>
      <p>{t('securing.text')}</p>
      {all === 0 ? (
        <p>
          <strong>{t('securing.none')}</strong>
        </p>
      ) : (
        <>
          <p class="lead">
            {t('securing.secured', { count: counts.places_secured, all })}{' '}
            {t('securing.remaining', { count: counts.places_remaining })}
          </p>
          <Progress secured={counts.places_secured} all={all} />
          <StatesOfPlaces closures={closures} />
          {remaining.length > 0 && <Remaining closures={remaining} />}
        </>
      )}
    </section>
  );
}

/** The sentence above says the same, so it is not read out. */
function Progress({ secured, all }: { secured: number; all: number }) {
  const width = Math.round((secured / all) * 1000);
  return (
    <svg class="bar" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <Fills id="progress" />
      <rect x="1" y="1" width="998" height="38" fill={fillOf('progress', 'neighbour')} stroke={lineColour} stroke-width="2" />
      <rect x="1" y="1" width={Math.max(0, width - 2)} height="38" fill={fillOf('progress', 'staffed_office')} />
    </svg>
  );
}

function StatesOfPlaces({ closures }: { closures: readonly Closure[] }) {
  const t = usePublicText();
  return (
    <Table
      id="securing-table"
      caption={t('securing.caption')}
      columns={[
        { header: t('securing.state'), rowHeader: true, cell: (state) => t(`securing.states.${state}`) },
        { header: t('securing.places'), numeric: true, cell: (state) => closures.filter((one) => one.state === state).length },
      ]}
      rows={securingStates}
      totals={[t('securing.all'), closures.filter((one) => one.state !== null).length]}
    />
  );
}

function Remaining({ closures }: { closures: readonly Closure[] }) {
  const t = usePublicText();
  return (
    <Details summary={t('securing.list', { count: closures.length })}>
      <Table
        id="remaining"
        caption={t('securing.listCaption')}
        captionHidden
        cards
        columns={[
          { header: t('securing.place'), rowHeader: true, cell: ({ placeName }) => <Name>{placeName}</Name> },
          { header: t('securing.state'), cell: ({ state }) => t(`securing.states.${state}`) },
          { header: t('securing.since'), cell: ({ stateSince }) => stateSince !== null && <Day of={stateSince} /> },
          { header: t('securing.closes'), cell: ({ endDate }) => <Day of={endDate} /> },
          { header: t('securing.evidence'), cell: ({ evidence }) => t(`evidence.${evidence}`) },
        ]}
        rows={closures}
      />
    </Details>
  );
}
