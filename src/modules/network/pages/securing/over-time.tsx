/** How the securing went on, month by month: a picture, and the same in a table. */
import { BarChart, type ChartBar, Details, Figure, niceTop, Table, useFormats, useText } from '../../../../ui/index.ts';
import { securedStates, securingStates } from '../../state.ts';
import type { MonthOfSecuring } from '../../store/securing.ts';

interface Month {
  on: string;
  places: Readonly<Record<string, number>>;
}

export function SecuringOverTime({ months: rows }: { months: readonly MonthOfSecuring[] }) {
  const t = useText();
  const { number } = useFormats();
  const months = byDay(rows);
  const most = niceTop(Math.max(...months.map((one) => total(one)), 1));
  return (
    <Figure
      id="over-time"
      caption={t('network:staffSecuring.overTime')}
      picture={
        <BarChart
          title={t('network:staffSecuring.overTime')}
          width="narrow"
          most={most}
          marks={[0, most / 2, most].map((value) => ({ value, text: number(value) }))}
          columns={months.map((one) => ({ name: one.on.slice(0, 7), bars: barsOf(one) }))}
          named={5}
          legend={[
            { tone: 'strong', text: t('network:staffSecuring.securedShort') },
            { tone: 'soft', text: t('network:staffSecuring.underWay') },
            { tone: 'wanted', text: t('network:planner.securing.decided') },
          ]}
        />
      }
      table={
        <Details summary={t('network:staffSecuring.overTimeTable')} open={months.length <= 12}>
          <Table
            id="securing-months"
            caption={t('network:staffSecuring.overTime')}
            captionHidden
            rows={months}
            columns={[
              { header: t('network:field.on'), rowHeader: true, cell: (one) => <time dateTime={one.on}>{one.on}</time> },
              ...securingStates.map((state) => ({
                header: t(`network:planner.securing.${state}`),
                numeric: true,
                cell: (one: Month) => number(one.places[state] ?? 0),
              })),
            ]}
          />
        </Details>
      }
    />
  );
}

function byDay(rows: readonly MonthOfSecuring[]): Month[] {
  const days = Map.groupBy(rows, ({ on }) => on);
  return [...days].map(([on, of]) => ({ on, places: Object.fromEntries(of.map(({ state, places }) => [state, places])) }));
}

const total = ({ places }: Month): number => Object.values(places).reduce((sum, one) => sum + one, 0);

/** From below: secured or restored, agreed or in dialogue, and those of which no more than the decision is known. */
function barsOf(month: Month): ChartBar[] {
  const secured = securedStates.reduce((sum, state) => sum + (month.places[state] ?? 0), 0);
  const decided = month.places['decided'] ?? 0;
  const whole = total(month);
  return [
    { from: 0, to: secured, at: [0.15, 0.85], tone: 'strong' },
    { from: secured, to: whole - decided, at: [0.15, 0.85], tone: 'soft' },
    ...(decided > 0 ? [{ from: whole - decided, to: whole, at: [0.15, 0.85], tone: 'wanted' } as const] : []),
  ];
}
