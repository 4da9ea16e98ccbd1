/** One room, one interpreter. */
import { href } from '../../../../platform/i18n/index.ts';
import { mayRun } from '../../../../platform/auth/index.ts';
import { Notice, SummaryList, useFormats, usePage, useText } from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import { changeRoom } from '../../change-room.ts';
import type { Absence } from '../../store/absence.ts';
import type { Interpreter } from '../../store/interpreters.ts';
import type { Room } from '../../store/rooms.ts';
import type { Desk } from './form.tsx';
import { Actions } from './officer-page.tsx';
import { Absences } from './time-tables.tsx';
import { spansAsTyped } from './typed.ts';
import { GeneratedNotice, PlaceLink, usePeriodText, usePlaceName } from './words.tsx';

interface Shown {
  desk: Desk;
  absences: readonly Absence[];
  done: string | null;
}

function Done({ done }: { done: string | null }) {
  const t = useText();
  return done === null ? null : <Notice tone="success" answer title={t(`meetings:staffSupply.done.${done}`)} />;
}

export function RoomPage({ desk, room, absences, done }: Shown & { room: Room }) {
  const t = useText();
  const { number } = useFormats();
  const { language } = usePage();
  const period = usePeriodText();
  const placeName = usePlaceName(desk.meetings.register.current());
  const mayChange = mayRun(desk.actor, changeRoom);
  return (
    <>
      <h1>{room.name}</h1>
      <Done done={done} />
      <GeneratedNotice of={room.generated} />
      <SummaryList
        items={[
          {
            term: t('meetings:staffSupply.field.placeId'),
            value: <PlaceLink id={room.placeId} name={placeName(room.placeId)} />,
          },
          { term: t('meetings:staffSupply.field.seats'), value: number(room.seats) },
          { term: t('meetings:staffSupply.field.stepFree'), value: t(`meetings:staffSupply.stepFree.${room.stepFree}`) },
          { term: t('meetings:staffSupply.field.period'), value: period(room.validFrom, room.validTo) },
        ]}
      />
      <Actions id={room.id} part="rooms" names={mayChange ? [['change', 'changeRoom']] : []} />
      <h2>{t('meetings:staffSupply.rooms.closed')}</h2>
      <Absences absences={absences} mayEnd={mayChange} />
      <Actions id={room.id} part="rooms" names={mayChange ? [['absence', 'closeRoom']] : []} />
      <p>
        <a href={href(language, `/places/${room.placeId}/week`)}>{t('meetings:staffSupply.board.link')}</a>
      </p>
    </>
  );
}

export function InterpreterPage({ desk, interpreter, absences, done }: Shown & { interpreter: Interpreter }) {
  const t = useText();
  const period = usePeriodText();
  const languageName = useLanguageName();
  const mayChange = mayRun(desk.actor, changeRoom);
  const { municipalityCode: code, withinMinutes, weekly } = interpreter;
  const from = code === null ? '' : (desk.meetings.register.current().municipalities.get(code)?.name ?? code);
  return (
    <>
      <h1>{interpreter.name}</h1>
      <Done done={done} />
      <GeneratedNotice of={interpreter.generated} />
      <SummaryList
        items={[
          { term: t('meetings:staffSupply.field.interprets'), value: interpreter.languages.map(languageName).join(', ') },
          {
            term: t('meetings:staffSupply.field.channels'),
            value: interpreter.channels.map((one) => t(`meetings:staffSupply.channel.${one}`)).join(', '),
          },
          {
            term: t('meetings:staffSupply.field.municipalityCode'),
            value:
              code === null
                ? t('meetings:staffSupply.notOnSite')
                : t('meetings:staffSupply.within', { from, minutes: withinMinutes ?? 0 }),
          },
          {
            term: t('meetings:staffSupply.field.weekly'),
            value:
              weekdays
                .filter((day) => (weekly[day] ?? []).length > 0)
                .map((day) => `${t(`meetings:staffSupply.weekday.${day}`)} ${spansAsTyped(weekly[day]!)}`)
                .join('; ') || t('meetings:staffSupply.none'),
          },
          { term: t('meetings:staffSupply.field.period'), value: period(interpreter.validFrom, interpreter.validTo) },
        ]}
      />
      <Actions id={interpreter.id} part="interpreters" names={mayChange ? [['change', 'changeInterpreter']] : []} />
      <h2>{t('meetings:staffSupply.officer.absences')}</h2>
      <Absences absences={absences} mayEnd={mayChange} />
      <Actions id={interpreter.id} part="interpreters" names={mayChange ? [['absence', 'noteAbsence']] : []} />
    </>
  );
}
