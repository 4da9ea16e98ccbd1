/** Opening hours in words: on the day asked about, and the whole week with its exceptions. */
import { addDays, type PlainDate, type TimeOfDay } from '../../../../platform/clock/index.ts';
import { Tag, useFormats } from '../../../../ui/index.ts';
import type { Offer } from '../../find-help.ts';
import { weekdays } from '../../kinds.ts';
import { hoursOn, openAt } from '../../rules/opening-hours.ts';
import { Day, Sentence, Spans, usePublicText } from './words.tsx';

/** How far ahead the next open day is looked for. */
const daysAhead = 14;

interface HoursProps {
  offer: Pick<Offer, 'hours' | 'weeklyHours' | 'exceptions' | 'validTo'>;
  on: PlainDate;
  time: TimeOfDay | null;
}

/** Open now, opens at, closed; or the hours of another day. Nothing when they are not known. */
export function Hours({ offer, on, time }: HoursProps) {
  const t = usePublicText();
  const { hours } = offer;
  if (hours === null) return null;
  if (time === null) {
    return (
      <p>
        <strong>{t('hours.onDay')}</strong> {hours.length === 0 ? t('hours.closedThatDay') : <Spans of={hours} />}
      </p>
    );
  }
  const now = openAt(time, hours);
  return (
    <p>
      {now.state === 'open' && <Tag tone="success">{t('hours.open', { until: now.until })}</Tag>}
      {now.state === 'opens' && <Tag tone="neutral">{t('hours.opens', { at: now.at })}</Tag>}
      {(now.state === 'closed' || now.state === 'closed-for-today') && (
        <>
          <Tag tone="warning">{t(now.state === 'closed' ? 'hours.closed' : 'hours.closedForToday')}</Tag>{' '}
          <Next offer={offer} on={on} />
        </>
      )}
      {hours.length > 0 && (
        <>
          {' '}
          {t('hours.today')} <Spans of={hours} />
        </>
      )}
    </p>
  );
}

function Next({ offer, on }: Pick<HoursProps, 'offer' | 'on'>) {
  const { weekday } = useFormats();
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const day = addDays(on, ahead);
    if (offer.validTo !== null && day > offer.validTo) return null;
    const spans = hoursOn(day, offer.weeklyHours, offer.exceptions);
    if (spans !== null && spans.length > 0) {
      return <Sentence of="hours.next" values={{ weekday: weekday(day), at: spans[0]![0] }} parts={{ day: <Day of={day} /> }} />;
    }
  }
  return null;
}

// A week that begins on a Monday, to name the weekdays by.
const someMonday = '2020-01-06' as PlainDate;

export function WeekHours({ offer, on }: { offer: Offer; on: string }) {
  const t = usePublicText();
  const { weekday } = useFormats();
  const exceptions = offer.exceptions.filter((one) => one.date >= on);
  return (
    <>
      <ul class="plain-list">
        {weekdays.map((day, index) => {
          const spans = offer.weeklyHours?.[day] ?? [];
          return (
            <li>
              {weekday(addDays(someMonday, index))}: {spans.length === 0 ? t('hours.closedDay') : <Spans of={spans} />}
            </li>
          );
        })}
      </ul>
      {exceptions.length > 0 && (
        <>
          <p>{t('hours.exceptions')}</p>
          <ul class="plain-list">
            {exceptions.map(({ date, hours }) => (
              <li>
                <Day of={date} />: {hours.length === 0 ? t('hours.closedDay') : <Spans of={hours} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
