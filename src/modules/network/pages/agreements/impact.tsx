/** What falls with an agreement: places, opening times, booked meetings, and the travel of how many. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { Details, Notice, Table, useFormats, useText } from '../../../../ui/index.ts';
import type { AgreementImpact, LostPlace, LostWay, NearestMeeting } from '../../agreements/agreement-impact.ts';
import { ownAgency } from '../../desk-tasks.ts';
import { useHours, useRegisterHref } from '../planner/words.tsx';
import { useAgency } from './words.tsx';

/** Meetings that are booked after the last day, in one month at one place. */
export interface BookedMeetings {
  placeId: string;
  /** YYYY-MM. */
  month: string;
  count: number;
}

export interface Falling {
  impact: AgreementImpact;
  meetings: readonly BookedMeetings[];
}

/** What the modules to the right know of places: meetings booked from a day on, by place and month. */
export type MeetingsAt = (db: Database, placeIds: readonly string[], from: PlainDate) => Promise<BookedMeetings[]>;

/** The places where no meetings can be booked any more. */
export const losingMeetings = ({ places }: AgreementImpact): string[] =>
  places.filter(({ loses }) => loses.includes('meetings')).map(({ placeId }) => placeId);

/** Places that lose something; where another agreement covers the same, or none is needed, nothing is lost. */
const losing = ({ places }: AgreementImpact): LostPlace[] => places.filter(({ loses }) => loses.length > 0);

export function WhatFalls({ impact, meetings }: Falling) {
  const t = useText();
  const { date } = useFormats();
  const places = losing(impact);
  const untouched = impact.places.length - places.length;
  return (
    <section aria-labelledby="falls">
      <h2 id="falls">{t('network:staffAgreements.falls.title', { date: date(impact.lastDay) })}</h2>
      {impact.agreement.agency !== ownAgency ? (
        <OtherAuthority impact={impact} />
      ) : (
        <>
          {places.length === 0 ? (
            <p>
              <strong>{t('network:staffAgreements.falls.nothing')}</strong>
            </p>
          ) : (
            <Counts impact={impact} meetings={meetings} />
          )}
          {untouched > 0 && <p>{t('network:staffAgreements.falls.untouched', { count: untouched })}</p>}
          {places.length > 0 && <Places places={places} meetings={meetings} />}
          {meetings.length > 0 && <ByMonth meetings={meetings} />}
          {impact.municipalities.length > 0 && <Travel ways={impact.municipalities} />}
        </>
      )}
    </section>
  );
}

/** Of another authority only the tasks of its desks are known here. */
function OtherAuthority({ impact: { agreement, places, from } }: Pick<Falling, 'impact'>) {
  const t = useText();
  const { date } = useFormats();
  const agencyName = useAgency();
  const said = { agency: agencyName(agreement.agency), count: places.length };
  return (
    <Notice tone="warning" title={t('network:staffAgreements.falls.from', { date: date(from) })}>
      <p>{t('network:staffAgreements.falls.otherAuthority', said)}</p>
      <ul>
        {agreement.duties.map(({ task }) => (
          <li>{t(`network:staffAgreements.task.${task}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Counts({ impact, meetings }: Falling) {
  const t = useText();
  const { number, date } = useFormats();
  const { travel, municipalities } = impact;
  const changed = municipalities.filter((one) => one.stateBefore !== one.stateAfter);
  return (
    <Notice tone="warning" title={t('network:staffAgreements.falls.from', { date: date(impact.from) })}>
      <ul>
        <li>{t('network:staffAgreements.falls.places', { count: losing(impact).length })}</li>
        <li>{t('network:staffAgreements.falls.meetings', { count: meetings.reduce((sum, { count }) => sum + count, 0) })}</li>
        <li>{t('network:staffAgreements.falls.states', { count: changed.length })}</li>
        {municipalities.length > 0 && (
          <li>
            {t('network:staffAgreements.falls.travel', {
              count: municipalities.length,
              people: number(travel.jobseekers),
            })}{' '}
            {travel.minutesBefore !== null &&
              travel.minutesAfter !== null &&
              t('network:staffAgreements.falls.mean', {
                before: number(travel.minutesBefore),
                after: number(travel.minutesAfter),
              })}{' '}
            {travel.withoutAny > 0 && t('network:staffAgreements.falls.withoutAny', { people: number(travel.withoutAny) })}
          </li>
        )}
      </ul>
    </Notice>
  );
}

function Places({ places, meetings }: Pick<Falling, 'meetings'> & { places: readonly LostPlace[] }) {
  const t = useText();
  const { number } = useFormats();
  const hours = useHours();
  const way = useWay();
  const register = useRegisterHref();
  const table = (
    <Table
      id="losing"
      caption={t('network:staffAgreements.falls.placesTitle')}
      cards
      rows={places}
      columns={[
        {
          header: t('network:field.place'),
          rowHeader: true,
          cell: (one) => <a href={register(`/places/${one.placeId}`)}>{one.name}</a>,
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
        { header: t('network:staffAgreements.falls.instead'), cell: ({ instead }) => way(instead) },
      ]}
    />
  );
  if (places.length <= 20) return table;
  return <Details summary={t('network:staffAgreements.missing.showPlaces', { total: places.length })}>{table}</Details>;
}

/** "Kontoret i Lycksele, 52 minuter", from the municipality's seat. */
function useWay(): (to: NearestMeeting | null) => string {
  const t = useText();
  const { number } = useFormats();
  return (to) =>
    to === null
      ? t('network:staffAgreements.falls.none')
      : t('network:staffAgreements.falls.way', { place: to.name, minutes: number(to.minutes) });
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

function Travel({ ways }: { ways: readonly LostWay[] }) {
  const t = useText();
  const { number } = useFormats();
  const way = useWay();
  const register = useRegisterHref();
  const state = (of: LostWay['stateAfter']): string => t(`network:planner.state.${of}`);
  return (
    <>
      <Table
        id="travel"
        caption={t('network:staffAgreements.falls.travelTitle')}
        cards
        rows={ways}
        columns={[
          {
            header: t('network:field.municipality'),
            rowHeader: true,
            cell: (one) => <a href={register(`/municipalities/${one.municipalityCode}`)}>{one.municipality}</a>,
          },
          { header: t('network:staffAgreements.falls.people'), numeric: true, cell: (one) => number(Math.round(one.jobseekers)) },
          { header: t('network:staffAgreements.falls.before'), cell: (one) => way(one.before) },
          { header: t('network:staffAgreements.falls.after'), cell: (one) => way(one.after) },
          {
            header: t('network:staffAgreements.missing.state'),
            cell: ({ stateBefore, stateAfter }) =>
              stateBefore === stateAfter
                ? state(stateAfter)
                : t('network:staffAgreements.falls.becomes', { before: state(stateBefore), after: state(stateAfter) }),
          },
        ]}
      />
      <p class="hint">{t('network:staffAgreements.falls.peopleHint')}</p>
    </>
  );
}
