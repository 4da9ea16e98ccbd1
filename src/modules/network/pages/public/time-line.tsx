/** The four states month by month: a drawing, and the same as a table. */
import { Details, Table } from '../../../../ui/index.ts';
import { municipalityStates } from '../../kinds.ts';
import { chartSize } from '../../map/states-chart.tsx';
import { Swatch } from '../../map/patterns.tsx';
import type { Picture } from './picture.ts';
import { Day, useHref, usePublicText } from './words.tsx';

export function TimeLine({ picture }: { picture: Picture }) {
  const t = usePublicText();
  const href = useHref();
  const { months, on } = picture;
  return (
    <section aria-labelledby="time-line">
      <h2 id="time-line">{t('timeLine.title')}</h2>
      <p>{t('timeLine.text')}</p>
      <img
        class="picture wide"
        src={href(`/chart/states.svg?on=${on}`)}
        alt={t('timeLine.alt')}
        {...chartSize}
        loading="lazy"
        data-inline
      />
      <ul class="plain-list legend">
        {municipalityStates.map((state) => (
          <li>
            <Swatch state={state} /> {t(`state.${state}`)}
          </li>
        ))}
      </ul>
      <Details summary={t('timeLine.table')}>
        <Table
          id="months"
          caption={t('timeLine.caption')}
          captionHidden
          columns={[
            { header: t('timeLine.day'), rowHeader: true, cell: (month) => <Day of={month.on} /> },
            ...municipalityStates.map((state) => ({
              header: t(`stateShort.${state}`),
              numeric: true,
              cell: (month: Picture['months'][number]) => month[state],
            })),
          ]}
          rows={months}
        />
      </Details>
    </section>
  );
}
