import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Form, Tag, usePage, useText } from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { CalendarAction } from '../../calendar-actions.ts';
import type { Entry } from '../../calendar.ts';

/**
 * What stands in the calendar: when, whom, how, where. A meeting leads to its page in the person's file. `places`: those that stand above
 * the day already.
 */
export function MeetingEntry({
  entry,
  typeName,
  places,
}: {
  entry: Entry;
  typeName: string;
  places: readonly (string | null)[];
}) {
  const t = useText();
  const { language } = usePage();
  const { meeting } = entry;
  const languageName = useLanguageName();
  const [from, to] = [localTime(entry.start), localTime(entry.end)];
  const isWholeDays = from.time === '00:00' && to.time === '00:00';
  const time = isWholeDays ? t('meetings:staffCalendar.wholeDay') : `${from.time}–${to.time}`;
  if (meeting === null) {
    return (
      <p class={`entry ${entry.kind}`}>
        <span class="entry-time">{time}</span> {t(`meetings:staffCalendar.kind.${entry.kind}`)}
      </p>
    );
  }
  const { personId, id, channel, placeName, roomName, seats, state } = meeting;
  const elsewhere = places.length === 1 && places[0] === placeName ? null : placeName;
  const where = channel === 'on-site' ? [elsewhere, roomName].filter((one) => one !== null).join(', ') : null;
  const who = meeting.name ?? t('meetings:staffCalendar.seats', { taken: seats?.taken ?? 0, of: seats?.of ?? 0 });
  const words = (
    <>
      <span class="entry-time">{time}</span> <strong>{who}</strong>
    </>
  );
  return (
    <div class={`entry meeting by-${channel}`}>
      <a href={href(language, personId === null ? `/sessions/${id}` : `/people/${personId}/meetings/${id}`)}>{words}</a>
      <span class="entry-facts">
        {t(`meetings:staffCalendar.channel.${channel}`)} · {typeName}
        {where !== null && where !== '' && ` · ${where}`}
        {meeting.language !== 'sv' && ` · ${languageName(meeting.language)}`}
      </span>
      {meeting.isCallAsked && <Tag tone="warning">{t('meetings:staffCalendar.callAsked')}</Tag>}
      {meeting.withInterpreter && <Tag tone="info">{t('meetings:staffCalendar.interpreter')}</Tag>}
      {meeting.isOverbooked && <Tag tone="warning">{t('meetings:staffCalendar.overbooked')}</Tag>}
      {state !== 'booked' && <Tag tone="neutral">{t(`meetings:staffCalendar.state.${state}`)}</Tag>}
      {personId !== null && meeting.actions.map((action) => <Action {...{ action, personId, meetingId: id }} />)}
    </div>
  );
}

/** Into the video room, or the number to call; without an open file the page of the meeting asks for the reason first. */
function Action({ action, personId, meetingId }: { action: CalendarAction; personId: string; meetingId: string }) {
  const t = useText();
  const { language } = usePage();
  const page = href(language, `/people/${personId}/meetings/${meetingId}`);
  if (action.kind === 'enter') {
    return (
      <Form action={`${page}/video`}>
        <Button variant="secondary">{t('meetings:staffCalendar.enter')}</Button>
      </Form>
    );
  }
  const { number } = action;
  return (
    <p class="entry-action">
      {number === null || number === '' ? (
        <a href={`${page}#calls`}>{t(`meetings:staffCalendar.${number === null ? 'openForNumber' : 'noNumber'}`)}</a>
      ) : (
        <>
          <a class="phone" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
            {t('meetings:staffCalendar.call')} {number}
          </a>
          {' · '}
          <a href={`${page}#calls`}>{t('meetings:staffCalendar.noteCall')}</a>
        </>
      )}
    </p>
  );
}
