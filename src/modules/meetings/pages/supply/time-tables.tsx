/** An officer's time as it is said: weekly hours, other places, days that differ, absences. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, Table, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import { timeOf } from '../../hours.ts';
import type { Absence } from '../../store/absence.ts';
import type { Attendance, WorkingPattern } from '../../store/timetable.ts';
import type { OfficerPageProps } from './officer-page.tsx';
import { spansAsTyped } from './typed.ts';
import { PlaceLink, usePeriodText, usePlaceName } from './words.tsx';

export function Patterns({ patterns }: { patterns: readonly WorkingPattern[] }) {
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

export function Stays({ desk, officer, timetable, travel, mayChange }: OfficerPageProps & { mayChange: boolean }) {
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

export function DatedDays({ desk, officer, timetable, mayChange }: OfficerPageProps & { mayChange: boolean }) {
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
