import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Entry } from '../../calendar.ts';

/** What stands in the calendar: when, whom, how, where. A meeting leads to its page in the person's file. */
export function MeetingEntry({ entry, typeName }: { entry: Entry; typeName: string }) {
  const t = useText();
  const { language } = usePage();
  const { meeting } = entry;
  const time = `${localTime(entry.start).time}–${localTime(entry.end).time}`;
  if (meeting === null) {
    return (
      <p class={`entry ${entry.kind}`}>
        <span class="entry-time">{time}</span> {t(`meetings:staffCalendar.kind.${entry.kind}`)}
      </p>
    );
  }
  const { personId, id, channel, placeName, roomName, seats, state } = meeting;
  const where = channel === 'on-site' ? [placeName, roomName].filter((one) => one !== null).join(', ') : null;
  const who = meeting.name ?? t('meetings:staffCalendar.seats', { taken: seats?.taken ?? 0, of: seats?.of ?? 0 });
  const words = (
    <>
      <span class="entry-time">{time}</span> <strong>{who}</strong>
    </>
  );
  return (
    <div class={`entry meeting ${channel}`}>
      {personId === null ? <span>{words}</span> : <a href={href(language, `/people/${personId}/meetings/${id}`)}>{words}</a>}
      <span class="entry-facts">
        {t(`meetings:staffCalendar.channel.${channel}`)} · {typeName}
        {where !== null && where !== '' && ` · ${where}`}
        {meeting.language !== 'sv' && ` · ${meeting.language}`}
      </span>
      {meeting.withInterpreter && <Tag tone="info">{t('meetings:staffCalendar.interpreter')}</Tag>}
      {meeting.isOverbooked && <Tag tone="warning">{t('meetings:staffCalendar.overbooked')}</Tag>}
      {state !== 'booked' && <Tag tone="neutral">{t(`meetings:staffCalendar.state.${state}`)}</Tag>}
    </div>
  );
}
