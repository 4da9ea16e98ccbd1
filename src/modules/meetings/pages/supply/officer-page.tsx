/** One officer: who, when and where; the next four weeks. */
import { mayRun } from '../../../../platform/auth/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Buttons,
  EmptyState,
  LinkButton,
  Notice,
  SummaryList,
  Table,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import { changeOfficer } from '../../change-officer.ts';
import { noteAbsence } from '../../note-absence.ts';
import { timeOf } from '../../hours.ts';
import type { Absence } from '../../store/absence.ts';
import type { Officer } from '../../store/officers.ts';
import type { Attendance, Timetable, WorkingPattern } from '../../store/timetable.ts';
import type { OfficersDay } from '../../supply-days.ts';
import type { Desk } from './form.tsx';
import { FourWeeks } from './four-weeks.tsx';
import { spansAsTyped } from './typed.ts';
import { GeneratedNotice, PlaceLink, usePeriodText, usePlaceName } from './words.tsx';

export interface OfficerPageProps {
  desk: Desk;
  officer: Officer;
  timetable: Timetable;
  absences: readonly Absence[];
  days: readonly OfficersDay[];
  /** Minutes from home to each place, by its id; null when not known. */
  travel: (placeId: string) => number | null;
  done: string | null;
}

export function OfficerPage(props: OfficerPageProps) {
  const t = useText();
  const { desk, officer, timetable, absences, days, done } = props;
  const placeName = usePlaceName(desk.meetings.register.current());
  const mayChange = mayRun(desk.actor, changeOfficer);
  return (
    <>
      <h1>{officer.name}</h1>
      {done !== null && <Notice tone="success" answer title={t(`meetings:staffSupply.done.${done}`)} />}
      <GeneratedNotice of={officer.generated} />
      <Facts {...props} />
      <Actions id={officer.id} names={mayChange ? [['change', 'changeOfficer']] : []} />
      <h2>{t('meetings:staffSupply.officer.next')}</h2>
      <FourWeeks days={days} placeName={placeName} home={officer.homePlaceId} />
      <h2>{t('meetings:staffSupply.officer.pattern')}</h2>
      <Patterns patterns={timetable.patterns.filter(({ validTo }) => validTo === null || validTo >= desk.today)} />
      <Actions id={officer.id} names={mayChange ? [['pattern', 'setPattern']] : []} />
      <h2>{t('meetings:staffSupply.officer.attendance')}</h2>
      <Stays {...props} mayChange={mayChange} />
      <Actions id={officer.id} names={mayChange ? [['attendance', 'setAttendance']] : []} />
      <h2>{t('meetings:staffSupply.officer.days')}</h2>
      <DatedDays {...props} mayChange={mayChange} />
      <Actions id={officer.id} names={mayChange ? [['day', 'setDay']] : []} />
      <h2>{t('meetings:staffSupply.officer.absences')}</h2>
      <Absences absences={absences} mayEnd={mayRun(desk.actor, noteAbsence)} />
      <Actions id={officer.id} names={mayRun(desk.actor, noteAbsence) ? [['absence', 'noteAbsence']] : []} />
      {mayChange && <Export id={officer.id} />}
    </>
  );
}

function Facts({ desk, officer }: OfficerPageProps) {
  const t = useText();
  const languageName = useLanguageName();
  const period = usePeriodText();
  const placeName = usePlaceName(desk.meetings.register.current());
  return (
    <SummaryList
      items={[
        { term: t('meetings:staffSupply.field.role'), value: t(`meetings:staffSupply.role.${officer.role}`) },
        {
          term: t('meetings:staffSupply.field.homePlaceId'),
          value: <PlaceLink id={officer.homePlaceId} name={placeName(officer.homePlaceId)} />,
        },
        { term: t('meetings:staffSupply.field.languages'), value: officer.languages.map(languageName).join(', ') },
        {
          term: t('meetings:staffSupply.field.competences'),
          value: officer.competences.join(', ') || t('meetings:staffSupply.none'),
        },
        {
          term: t('meetings:staffSupply.field.accountId'),
          value: t(`meetings:staffSupply.${officer.accountId === null ? 'noAccount' : 'hasAccount'}`),
        },
        { term: t('meetings:staffSupply.field.employed'), value: period(officer.employedFrom, officer.employedTo) },
      ]}
    />
  );
}

/** Links to forms, each named by what it does. */
export function Actions({
  id,
  part = 'officers',
  names,
}: {
  id: string;
  part?: string;
  names: readonly (readonly [string, string])[];
}) {
  const t = useText();
  const { language } = usePage();
  if (names.length === 0) return null;
  return (
    <Buttons>
      {names.map(([path, name]) => (
        <LinkButton variant="secondary" href={href(language, `/supply/${part}/${id}/${path}`)}>
          {t(`meetings:staffSupply.form.${name}.title`)}
        </LinkButton>
      ))}
    </Buttons>
  );
}

function Patterns({ patterns }: { patterns: readonly WorkingPattern[] }) {
  const t = useText();
  const period = usePeriodText();
  if (patterns.length === 0) return <EmptyState title={t('meetings:staffSupply.officer.noPattern')} />;
  return (
    <Table
      id="patterns"
      caption={t('meetings:staffSupply.officer.pattern')}
      captionHidden
      cards
      rows={patterns}
      columns={[
        {
          header: t('meetings:staffSupply.field.period'),
          rowHeader: true,
          cell: ({ validFrom, validTo }) => period(validFrom, validTo),
        },
        ...weekdays
          .filter((day, index) => index < 5 || patterns.some(({ weekly }) => (weekly[day] ?? []).length > 0))
          .map((day) => ({
            header: t(`meetings:staffSupply.weekday.${day}`),
            cell: ({ weekly }: WorkingPattern) => spansAsTyped(weekly[day] ?? []) || t('meetings:staffSupply.free'),
          })),
      ]}
    />
  );
}

function Stays({ desk, officer, timetable, travel, mayChange }: OfficerPageProps & { mayChange: boolean }) {
  const t = useText();
  const { language } = usePage();
  const period = usePeriodText();
  const placeName = usePlaceName(desk.meetings.register.current());
  const stays = timetable.attendance.filter(({ validTo }) => validTo === null || validTo >= desk.today);
  if (stays.length === 0)
    return <p>{t('meetings:staffSupply.officer.noAttendance', { place: placeName(officer.homePlaceId) })}</p>;
  const way = (placeId: string): string => {
    const minutes = placeId === officer.homePlaceId ? 0 : travel(placeId);
    return minutes === null ? t('meetings:staffSupply.travelUnknown') : t('meetings:staffSupply.travelEachWay', { minutes });
  };
  return (
    <Table
      id="attendance"
      caption={t('meetings:staffSupply.officer.attendance')}
      captionHidden
      cards
      rows={stays}
      columns={[
        {
          header: t('meetings:staffSupply.field.weekday'),
          rowHeader: true,
          cell: ({ weekday }) => t(`meetings:staffSupply.weekday.${weekdays[weekday - 1]!}`),
        },
        {
          header: t('meetings:staffSupply.field.placeId'),
          cell: ({ placeId }) => <PlaceLink id={placeId} name={placeName(placeId)} />,
        },
        {
          header: t('meetings:staffSupply.field.hours'),
          cell: ({ from, to }) =>
            from === 0 && to === 1440 ? t('meetings:staffSupply.allDay') : `${timeOf(from)}–${timeOf(to)}`,
        },
        { header: t('meetings:staffSupply.travel'), cell: ({ placeId }) => way(placeId) },
        { header: t('meetings:staffSupply.field.period'), cell: ({ validFrom, validTo }) => period(validFrom, validTo) },
        ...(mayChange
          ? [
              {
                header: t('meetings:staffSupply.change'),
                cell: (one: Attendance) => (
                  <a href={href(language, `/supply/officers/${officer.id}/attendance/${one.id}/end`)}>
                    {t('meetings:staffSupply.end')}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function DatedDays({ desk, officer, timetable, mayChange }: OfficerPageProps & { mayChange: boolean }) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const days = timetable.days.filter(({ on }) => on >= desk.today);
  if (days.length === 0) return <p>{t('meetings:staffSupply.officer.noDays')}</p>;
  return (
    <ul>
      {days.map(({ on, hours, note }) => (
        <li>
          <strong>{date(on)}</strong>: {spansAsTyped(hours) || t('meetings:staffSupply.free')}
          {note !== '' && ` (${note})`}{' '}
          {mayChange && (
            <a
              href={href(language, `/supply/officers/${officer.id}/day?on=${on}`)}
              aria-label={`${t('meetings:staffSupply.change')}: ${date(on)}`}
            >
              {t('meetings:staffSupply.change')}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Absences({ absences, mayEnd }: { absences: readonly Absence[]; mayEnd: boolean }) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const at = (instant: Absence['start']): string => {
    const local = localTime(instant);
    return local.time === '00:00' ? date(local.date) : `${date(local.date)} ${local.time}`;
  };
  if (absences.length === 0) return <p>{t('meetings:staffSupply.officer.noAbsences')}</p>;
  return (
    <ul>
      {absences.map((one) => (
        <li>
          <strong>{t(`meetings:staffSupply.absence.${one.kind}`)}</strong>:{' '}
          {t('meetings:staffSupply.fromUntil', { from: at(one.start), until: at(one.end) })}{' '}
          {mayEnd && (
            <a
              href={href(language, `/supply/absences/${one.resourceId}/${one.id}/end`)}
              aria-label={`${t('meetings:staffSupply.end')}: ${at(one.start)}`}
            >
              {t('meetings:staffSupply.end')}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Export({ id }: { id: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <p>
      <a href={href(language, `/supply/export.csv?officer=${id}`)}>{t('meetings:staffSupply.import.export')}</a>
    </p>
  );
}
