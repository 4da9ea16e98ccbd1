/** What falls with an agreement: places, opening times, booked meetings, and the travel of how many. */
import { Details, Notice, Table, useFormats, useText } from '../../../../ui/index.ts';
import type { EndingImpact, MunicipalityLoss } from '../../agreements/ending-impact.ts';
import { useHours, useRegisterHref } from '../planner/words.tsx';

/** Meetings that are booked after the last day, in one month at one place. */
export interface BookedMeetings {
  placeId: string;
  /** YYYY-MM. */
  month: string;
  count: number;
}

export interface Falling {
  impact: EndingImpact;
  meetings: readonly BookedMeetings[];
}

export function WhatFalls({ impact, meetings }: Falling) {
  const t = useText();
  const { number, date } = useFormats();
  const booked = meetings.reduce((sum, { count }) => sum + count, 0);
  const people = impact.municipalities.reduce((sum, one) => sum + one.registeredUnemployed, 0);
  const lost = impact.municipalities.filter((one) => one.bookableBefore && !one.bookableAfter).length;
  return (
    <section aria-labelledby="falls">
      <h2 id="falls">{t('network:staffAgreements.falls.title', { date: date(impact.lastDay) })}</h2>
      {impact.places.length === 0 ? (
        <p>
          <strong>{t('network:staffAgreements.falls.nothing')}</strong>
        </p>
      ) : (
        <Notice tone="warning" title={t('network:staffAgreements.falls.from', { date: date(impact.from) })}>
          <ul>
            <li>{t('network:staffAgreements.falls.places', { count: impact.places.length })}</li>
            <li>{t('network:staffAgreements.falls.meetings', { count: booked })}</li>
            <li>{t('network:staffAgreements.falls.municipalities', { count: lost })}</li>
            <li>
              {t('network:staffAgreements.falls.travel', {
                municipalities: number(impact.municipalities.length),
                people: number(people),
              })}
            </li>
          </ul>
        </Notice>
      )}
      {impact.untouched > 0 && <p>{t('network:staffAgreements.falls.untouched', { count: impact.untouched })}</p>}
      {impact.places.length > 0 && <Places impact={impact} meetings={meetings} />}
      {booked > 0 && <ByMonth meetings={meetings} />}
      {impact.municipalities.length > 0 && <Travel losses={impact.municipalities} />}
    </section>
  );
}

function Places({ impact, meetings }: Falling) {
  const t = useText();
  const { number } = useFormats();
  const hours = useHours();
  const register = useRegisterHref();
  const table = (
    <Table
      id="losing"
      caption={t('network:staffAgreements.falls.placesTitle')}
      cards
      rows={impact.places}
      columns={[
        {
          header: t('network:field.place'),
          rowHeader: true,
          cell: (one) => <a href={register(`/places/${one.placeId}`)}>{one.placeName}</a>,
        },
        { header: t('network:field.municipality'), cell: ({ municipality }) => municipality },
        {
          header: t('network:staffAgreements.falls.loses'),
          cell: ({ loses }) => loses.map((one) => t(`network:staffAgreements.offer.${one}`)).join(', '),
        },
        { header: t('network:field.hours'), cell: (one) => hours(one.hours) },
        {
          header: t('network:staffAgreements.falls.booked'),
          numeric: true,
          cell: ({ placeId }) =>
            number(meetings.filter((one) => one.placeId === placeId).reduce((sum, { count }) => sum + count, 0)),
        },
      ]}
    />
  );
  if (impact.places.length <= 20) return table;
  return <Details summary={t('network:staffAgreements.missing.showPlaces', { total: impact.places.length })}>{table}</Details>;
}

function ByMonth({ meetings }: Pick<Falling, 'meetings'>) {
  const t = useText();
  const { number } = useFormats();
  const months = [...Map.groupBy(meetings, ({ month }) => month)].map(([month, of]) => ({
    month,
    count: of.reduce((sum, one) => sum + one.count, 0),
  }));
  return (
    <Table
      id="booked"
      caption={t('network:staffAgreements.falls.meetingsTitle')}
      rows={months}
      columns={[
        { header: t('network:staffAgreements.falls.month'), rowHeader: true, cell: ({ month }) => month },
        { header: t('network:staffAgreements.falls.booked'), numeric: true, cell: ({ count }) => number(count) },
      ]}
    />
  );
}

function Travel({ losses }: { losses: readonly MunicipalityLoss[] }) {
  const t = useText();
  const { number } = useFormats();
  const register = useRegisterHref();
  const way = (to: MunicipalityLoss['before']): string =>
    to === null
      ? t('network:staffAgreements.falls.none')
      : t('network:staffAgreements.falls.way', { place: to.placeName, minutes: number(to.minutes) });
  return (
    <>
      <Table
        id="travel"
        caption={t('network:staffAgreements.falls.travelTitle')}
        cards
        rows={losses}
        columns={[
          {
            header: t('network:field.municipality'),
            rowHeader: true,
            cell: ({ code, name }) => <a href={register(`/municipalities/${code}`)}>{name}</a>,
          },
          { header: t('network:staffAgreements.falls.people'), numeric: true, cell: (one) => number(one.registeredUnemployed) },
          { header: t('network:staffAgreements.falls.before'), cell: (one) => way(one.before) },
          { header: t('network:staffAgreements.falls.after'), cell: (one) => way(one.after) },
          {
            header: t('network:staffAgreements.falls.bookable'),
            cell: (one) =>
              t(`network:staffAgreements.falls.${one.bookableAfter ? 'still' : one.bookableBefore ? 'noMore' : 'notBefore'}`),
          },
        ]}
      />
      <p class="hint">{t('network:staffAgreements.falls.peopleHint')}</p>
    </>
  );
}
