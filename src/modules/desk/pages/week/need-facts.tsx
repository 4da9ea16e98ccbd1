/** How the need was worked out: from which days, with what, and how sure it is. */
import { Details, SummaryList, Table, useFormats } from '../../../../ui/index.ts';
import type { WeekNeeds } from '../../staffing/week-needs.ts';
import { useWeekText } from './words.ts';

export function NeedFacts({ needs }: { needs: WeekNeeds }) {
  const t = useWeekText();
  const { number, decimal, date } = useFormats();
  const { inputs, goal } = needs;
  const { first, last } = inputs;
  if (first === null || last === null) return null;
  const facts: readonly (readonly [string, string])[] = [
    ...(goal === null ? [] : [['goal', t('facts.goalValue', { ...goal })] as const]),
    ['period', t('facts.periodValue', { first: date(first), last: date(last), days: number(inputs.days) })],
    ['visits', t('facts.visitsValue', { visits: number(inputs.visits), booked: number(inputs.booked) })],
    [
      'service',
      inputs.service === null
        ? t('facts.unknown')
        : t('facts.serviceValue', { minutes: decimal(inputs.service), served: number(inputs.served) }),
    ],
    [
      'patience',
      inputs.patience === null ? t('facts.patienceUnknown') : t('facts.patienceValue', { minutes: decimal(inputs.patience) }),
    ],
    ['busyness', t('facts.busynessValue', { percent: number(Math.round(100 * inputs.busyness)) })],
  ];
  return (
    <Details summary={t('facts.title')}>
      <SummaryList items={facts.map(([key, value]) => ({ term: t(`facts.${key}`), value }))} />
      {(['how', 'interval', 'pooled', 'forecast'] as const).map((one) => (
        <p>{t(`facts.${one}`)}</p>
      ))}
      {needs.byDay.size > 0 && <Sureness needs={needs} />}
    </Details>
  );
}

/** What the simulated days came to with the counters that are needed. */
function Sureness({ needs: { byDay } }: { needs: WeekNeeds }) {
  const t = useWeekText();
  const { weekday, decimal } = useFormats();
  return (
    <Table
      id="sureness"
      caption={t('facts.sureness')}
      rows={[...byDay]}
      columns={[
        { header: t('day'), rowHeader: true, cell: ([day]) => weekday(day) },
        {
          header: t('facts.hours'),
          numeric: true,
          cell: ([, { counters }]) => decimal(counters.reduce((sum, one) => sum + one, 0) / 2),
        },
        {
          header: t('facts.share'),
          numeric: true,
          cell: ([, { day: found }]) => (found === null ? '–' : `${decimal(100 * found.share)} ± ${decimal(100 * found.half)} %`),
        },
      ]}
    />
  );
}
