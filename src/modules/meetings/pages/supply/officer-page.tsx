/** One officer: who, when and where; the next four weeks. */
import { mayRun } from '../../../../platform/auth/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, LinkButton, Notice, SummaryList, usePage, useText } from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import { changeOfficer } from '../../change-officer.ts';
import { noteAbsence } from '../../note-absence.ts';
import type { Absence } from '../../store/absence.ts';
import type { Officer } from '../../store/officers.ts';
import type { Timetable } from '../../store/timetable.ts';
import type { OfficersDay } from '../../supply-days.ts';
import type { Desk } from './form.tsx';
import { FourWeeks } from './four-weeks.tsx';
import { Absences, DatedDays, Patterns, Stays } from './time-tables.tsx';
import { GeneratedNotice, PlaceLink, useCompetenceName, usePeriodText, usePlaceName } from './words.tsx';

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
      {mayChange && <Files id={officer.id} />}
    </>
  );
}

function Facts({ desk, officer }: OfficerPageProps) {
  const t = useText();
  const languageName = useLanguageName();
  const competenceName = useCompetenceName();
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
          value: officer.competences.map(competenceName).join(', ') || t('meetings:staffSupply.none'),
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

function Files({ id }: { id: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <p>
      <a href={href(language, `/supply/export.csv?officer=${id}`)}>{t('meetings:staffSupply.import.export')}</a>
      {' · '}
      <a href={href(language, `/supply/import?officer=${id}`)}>{t('meetings:staffSupply.import.ofOne')}</a>
    </p>
  );
}
