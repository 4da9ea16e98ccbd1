/** The tables of the page: by day or week, by place, by half hour. */
import type { ComponentChildren } from 'preact';
import { addDays, localTime, type PlainDate, weekday } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, EmptyState, Field, Figure, Form, Pagination, Table, Tag, useFormats, usePage } from '../../../../ui/index.ts';
import { type DayLeft, type FreeLeft, type HalfHourLeft, type PlaceLeft, sumCells } from '../../free-left.ts';
import { timeOf } from '../../hours.ts';
import { NeedChart } from './need-chart.tsx';
import { type CapacityPageProps, useAddress, useCapacityText } from './words.ts';

/** More days than these are shown by week. */
const mostDays = 25;

export function Days(props: CapacityPageProps & { left: FreeLeft }) {
  const t = useCapacityText();
  const address = useAddress(props);
  const { number, decimal, date, weekday: dayName } = useFormats();
  const { left, sources } = props;
  const isByWeek = left.days.length > mostDays;
  const rows = isByWeek ? byWeek(left.days) : left.days;
  if (rows.length === 0) return <EmptyState title={t('noneFree')} />;
  const hasNeed = rows.some(({ need }) => need !== null);
  const named = (on: PlainDate): ComponentChildren =>
    isByWeek ? (
      <time dateTime={on}>{t('weekFrom', { date: date(on) })}</time>
    ) : (
      <a href={`${address({ on })}#halves`}>
        <time dateTime={on}>{`${dayName(on)} ${date(on)}`}</time>
      </a>
    );
  return (
    <section aria-labelledby="days">
      <h2 id="days">{t(isByWeek ? 'byWeek' : 'byDay')}</h2>
      {!hasNeed && <p class="hint">{t('noForecast')}</p>}
      <Figure
        id="need"
        caption={t('chartCaption')}
        picture={<NeedChart rows={rows} title={t('chartAlt')} />}
        table={
          <Table
            id="days-table"
            caption={t(isByWeek ? 'byWeek' : 'byDay')}
            captionHidden
            columns={[
              { header: t(isByWeek ? 'week' : 'day'), rowHeader: true, cell: ({ on }) => named(on) },
              { header: t('free'), numeric: true, cell: ({ free }) => number(free) },
              { header: t('booked'), numeric: true, cell: ({ booked }) => number(booked) },
              ...(hasNeed
                ? [
                    { header: t('need'), numeric: true, cell: ({ need }: DayLeft) => (need === null ? '–' : decimal(need)) },
                    { header: t('shortage'), numeric: true, cell: ({ missing }: DayLeft) => <Missing of={missing} /> },
                  ]
                : []),
            ]}
            rows={rows}
          />
        }
      />
      <p class="hint">{t('counted')}</p>
      {sources.length > 0 && (
        <p class="hint">
          {t('sources')} {sources.map(({ source, loadedAt }) => `${source} (${date(localTime(loadedAt).date)})`).join('; ')}
        </p>
      )}
    </section>
  );
}

function Missing({ of }: { of: number | null }) {
  const { decimal } = useFormats();
  if (of === null) return <>–</>;
  return of > 0 ? <strong>{decimal(of)}</strong> : <>0</>;
}

/** Days summed under their Monday. */
function byWeek(days: readonly DayLeft[]): DayLeft[] {
  return [...Map.groupBy(days, ({ on }) => addDays(on, 1 - weekday(on)))].map(([on, all]) => ({ on, ...sumCells(all) }));
}

export function Places(props: CapacityPageProps & { left: FreeLeft }) {
  const t = useCapacityText();
  const address = useAddress(props);
  const { number, decimal, date } = useFormats();
  const { left, shown, places, offset, limit } = props;
  const hasNeed = left.places.some(({ need }) => need !== null);
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t('byPlace')}</h2>
      <Table
        id="places-table"
        caption={t('byPlace')}
        captionHidden
        cards
        empty={t('noPlaces')}
        columns={[
          {
            header: t('place'),
            rowHeader: true,
            cell: ({ placeId }) => (
              <a href={address({ place: placeId })}>{places.get(placeId ?? '')?.name ?? t('unknownPlace')}</a>
            ),
          },
          { header: t('municipality'), cell: ({ placeId }) => places.get(placeId ?? '')?.municipality ?? '' },
          { header: t('free'), numeric: true, cell: ({ free }) => number(free) },
          { header: t('firstFree'), cell: ({ firstFree }) => (firstFree === null ? t('none') : date(firstFree)) },
          { header: t('booked'), numeric: true, cell: ({ booked }) => number(booked) },
          ...(hasNeed
            ? [
                { header: t('need'), numeric: true, cell: ({ need }: PlaceLeft) => (need === null ? '–' : decimal(need)) },
                { header: t('shortage'), numeric: true, cell: ({ missing }: PlaceLeft) => <Missing of={missing} /> },
              ]
            : []),
          { header: t('atLeast'), numeric: true, cell: ({ atLeast }) => (atLeast === null ? t('notSet') : number(atLeast)) },
          { header: t('state'), cell: (row) => <Enough {...row} /> },
        ]}
        rows={shown}
      />
      <Pagination
        total={left.places.length}
        offset={offset}
        limit={limit}
        href={(from) => `${address({ offset: from })}#places`}
      />
    </section>
  );
}

function Enough({ free, atLeast }: PlaceLeft) {
  const t = useCapacityText();
  if (atLeast === null) return null;
  return free < atLeast ? <Tag tone="warning">{t('low')}</Tag> : <Tag tone="neutral">{t('enough')}</Tag>;
}

export function HalfHours(props: CapacityPageProps) {
  const t = useCapacityText();
  const { language } = usePage();
  const { number, decimal, date, weekday: dayName } = useFormats();
  const { on, halves, type, county, place } = props;
  if (on === null) return null;
  const hasNeed = halves.some(({ need }) => need !== null);
  return (
    <section aria-labelledby="halves">
      <h2 id="halves">{t('byHalfHour', { weekday: dayName(on), date: date(on) })}</h2>
      <Form action={`${href(language, '/supply/free')}#halves`} method="get" inline>
        <input type="hidden" name="type" value={type?.code} />
        {county !== null && <input type="hidden" name="county" value={county} />}
        {place !== null && <input type="hidden" name="place" value={place.id} />}
        <Field name="on" type="date" label={t('day')} value={on} />
        <Button variant="secondary">{t('show')}</Button>
      </Form>
      <p class="hint">{t('scheduledText')}</p>
      <Table
        id="halves-table"
        caption={t('byHalfHour', { weekday: dayName(on), date: date(on) })}
        captionHidden
        empty={t('noHalves')}
        columns={[
          { header: t('time'), rowHeader: true, cell: ({ minute }) => timeOf(minute) },
          { header: t('scheduled'), numeric: true, cell: ({ scheduled }) => number(scheduled) },
          { header: t('free'), numeric: true, cell: ({ free }) => number(free) },
          ...(hasNeed
            ? [
                { header: t('need'), numeric: true, cell: ({ need }: HalfHourLeft) => (need === null ? '–' : decimal(need)) },
                {
                  header: t('tooFew'),
                  numeric: true,
                  cell: ({ need, scheduled }: HalfHourLeft) => (need === null ? '–' : decimal(Math.max(0, need - scheduled))),
                },
              ]
            : []),
        ]}
        rows={halves}
      />
    </section>
  );
}
