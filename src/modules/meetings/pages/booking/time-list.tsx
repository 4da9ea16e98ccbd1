/** Free times, to choose one of. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Form, useFormats, usePage } from '../../../../ui/index.ts';
import type { FreeTime } from '../../free-times.ts';
import { HiddenWishes } from './book-page.tsx';
import { Sub } from './parts.tsx';
import type { BookingWay } from './way.ts';
import { timeKey, type Wishes } from './wishes.ts';
import { useBookingText, useMoment } from './words.tsx';

export interface TimeListProps {
  way: BookingWay;
  wishes: Wishes;
  times: readonly FreeTime[];
  requestId: Uuid;
}

/** By day, and within a day by how and where; the nearest first, by place and within it by day. Each start is a button. */
export function TimeList({ way, wishes, times: listed, requestId }: TimeListProps) {
  const t = useBookingText();
  const { language } = usePage();
  const [outer, inner] = wishes.prefer === 'nearest' ? ([placeOf, dayOf] as const) : ([dayOf, placeOf] as const);
  const parts = [...Map.groupBy(listed, outer).values()];
  const estimated = listed.some(({ place }) => place?.source === 'estimate');
  const Name = outer === dayOf ? DayName : PlaceName;
  const Inner = inner === dayOf ? DayName : PlaceName;
  return (
    <Form action={href(language, `${way.base}/hold`)} requestId={requestId}>
      <HiddenWishes wishes={wishes} />
      {parts.map((times) => (
        <section>
          <Sub way={way}>
            <Name of={times[0]!} />
          </Sub>
          {[...Map.groupBy(times, inner).values()].map((group) => (
            <>
              <p>
                <strong>
                  <Inner of={group[0]!} />
                </strong>
              </p>
              <Starts times={group} />
            </>
          ))}
        </section>
      ))}
      {estimated && <p class="hint">{t('times.estimate')}</p>}
    </Form>
  );
}

const dayOf = ({ start }: FreeTime): string => localTime(start).date;
const placeOf = ({ channel, place }: FreeTime): string => `${channel} ${place?.id ?? ''}`;

function DayName({ of }: { of: FreeTime }) {
  const { date, weekday } = useFormats();
  const on = localTime(of.start).date;
  return (
    <>
      {weekday(on)} {date(on)}
    </>
  );
}

function PlaceName({ of: { channel, place } }: { of: FreeTime }) {
  const t = useBookingText();
  return (
    <>
      {t(`channel.${channel}`)}
      {place !== null && (
        <>
          {': '}
          <bdi>{place.name}</bdi>
          {place.minutes !== null &&
            ` · ${t(place.source === 'estimate' ? 'times.about' : 'times.minutes', { count: place.minutes })}`}
        </>
      )}
    </>
  );
}

function Starts({ times }: { times: readonly FreeTime[] }) {
  const t = useBookingText();
  const moment = useMoment();
  // A button is also met without the headings over it.
  const whereOf = ({ channel, place }: FreeTime) =>
    place === null ? t(`channel.${channel}`) : t('times.at', { channel: t(`channel.${channel}`), place: place.name });
  return (
    <Buttons>
      {times
        .toSorted((a, b) => a.start.localeCompare(b.start))
        .map((time) => (
          <Button
            variant="secondary"
            name="time"
            value={timeKey(time)}
            label={t('times.choose', { ...moment.parts(time.start), channel: whereOf(time) })}
          >
            {localTime(time.start).time}
          </Button>
        ))}
    </Buttons>
  );
}
