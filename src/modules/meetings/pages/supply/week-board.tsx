/** A place's week: who is there when, and which rooms are taken. */
import { addDays, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Notice,
  Table,
  Tag,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Room } from '../../store/rooms.ts';
import type { Officer } from '../../store/officers.ts';
import type { OfficersDay, TakenSpan } from '../../supply-days.ts';
import type { Closure } from '../../store/closures.ts';
import { GeneratedNotice, spansText, spanText, useClosureText, useShortDay } from './words.tsx';

export interface WeekBoardProps {
  place: { id: string; name: string };
  /** The Monday. */
  from: PlainDate;
  today: PlainDate;
  dates: readonly { date: PlainDate; holiday: boolean; open: boolean; closed: boolean }[];
  officers: readonly { officer: Officer; days: readonly OfficersDay[] }[];
  rooms: readonly { room: Room; taken: readonly (readonly TakenSpan[])[] }[];
  closures: readonly Closure[];
  done: string | null;
  /** Whether officers, rooms and forms may be gone to. */
  mayOpen: boolean;
}

export function WeekBoard(page: WeekBoardProps) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const { place, from, dates, officers, rooms } = page;
  const at = (on: PlainDate): string => `${href(language, `/places/${place.id}/week`)}?on=${on}`;
  const last = dates.at(-1)!.date;
  return (
    <>
      <h1>{place.name}</h1>
      {page.done !== null && <Notice tone="success" answer title={t(`meetings:staffSupply.done.${page.done}`)} />}
      <p class="lead">{t('meetings:staffSupply.board.week', { from: date(from), to: date(last) })}</p>
      <GeneratedNotice of={officers.some(({ officer }) => officer.generated) || rooms.some(({ room }) => room.generated)} />
      {dates.every(({ open, holiday }) => !open || holiday) && (
        <Notice tone="warning" title={t('meetings:staffSupply.board.notOpen')}>
          {t('meetings:staffSupply.board.notOpenText')}
        </Notice>
      )}
      {page.closures.length > 0 && <Closures {...page} />}
      <p class="buttons no-print">
        <LinkButton variant="secondary" href={at(addDays(from, -7))}>
          {t('meetings:staffSupply.board.before')}
        </LinkButton>
        <LinkButton variant="secondary" href={at(page.today)}>
          {t('meetings:staffSupply.board.now')}
        </LinkButton>
        <LinkButton variant="secondary" href={at(addDays(from, 7))}>
          {t('meetings:staffSupply.board.after')}
        </LinkButton>
        {page.mayOpen && (
          <LinkButton variant="tertiary" href={href(language, `/disruptions/place/${place.id}`)}>
            {t('meetings:staffSupply.board.close')}
          </LinkButton>
        )}
      </p>
      <Form action={href(language, `/places/${place.id}/week`)} method="get" inline>
        <Field name="on" type="date" label={t('meetings:staffSupply.board.on')} value={from} />
        <Button variant="secondary">{t('meetings:staffSupply.show')}</Button>
      </Form>
      <div data-size="sm">
        <h2>{t('meetings:staffSupply.board.officers')}</h2>
        <OfficerRows {...page} />
        <h2>{t('meetings:staffSupply.board.rooms')}</h2>
        <RoomRows {...page} />
      </div>
    </>
  );
}

function Closures({ closures, place, mayOpen }: WeekBoardProps) {
  const t = useText();
  const { language } = usePage();
  const closureText = useClosureText();
  return (
    <Notice tone="warning" title={t('meetings:staffSupply.closed.title')}>
      <ul>
        {closures.map((one) => (
          <li>
            {closureText(one)}{' '}
            {mayOpen && (
              <a
                href={href(language, `/supply/places/${place.id}/closures/${one.id}/end`)}
                aria-label={`${t('meetings:staffSupply.closed.open')}: ${closureText(one)}`}
              >
                {t('meetings:staffSupply.closed.open')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function useDayHeader(): (day: WeekBoardProps['dates'][number]) => string {
  const t = useText();
  const shortDay = useShortDay();
  return ({ date, holiday }) => `${shortDay(date)}${holiday ? ` (${t('meetings:staffSupply.holiday').toLowerCase()})` : ''}`;
}

function OfficerRows({ officers, dates, place, mayOpen }: WeekBoardProps) {
  const t = useText();
  const { language } = usePage();
  const header = useDayHeader();
  if (officers.length === 0) {
    return (
      <EmptyState title={t('meetings:staffSupply.board.noOfficers')}>
        {mayOpen && (
          <a href={href(language, `/supply/officers/new?place=${place.id}`)}>{t('meetings:staffSupply.form.addOfficer.title')}</a>
        )}
      </EmptyState>
    );
  }
  return (
    <Table
      id="officers"
      caption={t('meetings:staffSupply.board.officers')}
      captionHidden
      rows={officers}
      columns={[
        {
          header: t('meetings:staffSupply.officers.one'),
          rowHeader: true,
          cell: ({ officer }) =>
            mayOpen ? <a href={href(language, `/supply/officers/${officer.id}`)}>{officer.name}</a> : officer.name,
        },
        ...dates.map((date, index) => ({
          header: header(date),
          cell: ({ days }: WeekBoardProps['officers'][number]) => (
            <OfficerCell day={days[index]!} placeId={place.id} isClosed={date.closed} />
          ),
        })),
      ]}
    />
  );
}

function OfficerCell({ day, placeId, isClosed }: { day: OfficersDay; placeId: string; isClosed: boolean }) {
  const t = useText();
  const here = day.stretches.filter((one) => one.placeId === placeId);
  const away = day.taken.some(({ why, from, to }) => why === 'leave' && here.every((one) => from <= one.from && one.to <= to));
  if (here.length === 0) {
    const elsewhere = day.stretches.length > 0;
    return <span class="hint">{t(`meetings:staffSupply.board.${elsewhere ? 'elsewhere' : 'free'}`)}</span>;
  }
  if (isClosed) return <Tag tone="warning">{t('meetings:staffSupply.board.closed')}</Tag>;
  if (away) return <Tag tone="warning">{t('meetings:staffSupply.away')}</Tag>;
  const booked = day.taken.filter(({ why }) => why === 'meeting' || why === 'hold').length;
  return (
    <>
      <div>{spansText(here)}</div>
      {booked > 0 && <div class="hint">{t('meetings:staffSupply.weeks.meetings', { count: booked })}</div>}
    </>
  );
}

function RoomRows({ rooms, dates, place, mayOpen }: WeekBoardProps) {
  const t = useText();
  const { language } = usePage();
  const { number } = useFormats();
  const header = useDayHeader();
  if (rooms.length === 0) {
    return (
      <EmptyState title={t('meetings:staffSupply.board.noRooms')}>
        {mayOpen && (
          <a href={href(language, `/supply/rooms/new?place=${place.id}`)}>{t('meetings:staffSupply.form.addRoom.title')}</a>
        )}
      </EmptyState>
    );
  }
  return (
    <Table
      id="rooms"
      caption={t('meetings:staffSupply.board.rooms')}
      captionHidden
      rows={rooms}
      columns={[
        {
          header: t('meetings:staffSupply.rooms.one'),
          rowHeader: true,
          cell: ({ room }) => (
            <>
              {mayOpen ? <a href={href(language, `/supply/rooms/${room.id}`)}>{room.name}</a> : room.name}
              <div class="hint">{t('meetings:staffSupply.board.seats', { count: room.seats, seats: number(room.seats) })}</div>
            </>
          ),
        },
        ...dates.map((date, index) => ({
          header: header(date),
          cell: ({ taken }: WeekBoardProps['rooms'][number]) => <RoomCell taken={taken[index]!} />,
        })),
      ]}
    />
  );
}

/** At most so many times are listed; the rest are counted. */
const listed = 6;

function RoomCell({ taken }: { taken: readonly TakenSpan[] }) {
  const t = useText();
  if (taken.length === 0) return <span class="hint">{t('meetings:staffSupply.board.roomFree')}</span>;
  if (taken.some(({ why, from, to }) => why === 'closed' && to - from >= 1440)) {
    return <Tag tone="warning">{t('meetings:staffSupply.board.closed')}</Tag>;
  }
  return (
    <>
      {taken.slice(0, listed).map((one) => (
        <div>{spanText(one)}</div>
      ))}
      {taken.length > listed && <div class="hint">{t('meetings:staffSupply.board.more', { count: taken.length - listed })}</div>}
    </>
  );
}
