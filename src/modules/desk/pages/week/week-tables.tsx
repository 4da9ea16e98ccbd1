/** The figures of a week: by day, and by half hour and day. */
import { Table, useFormats } from '../../../../ui/index.ts';
import { isMissed, rank, type Slot, type Week, type WeekDay } from '../../report/week.ts';
import type { ServiceGoal } from '../../staffing/week-needs.ts';
import { clockOf, useWeekText } from './words.ts';

export function DayTable({ week, goal }: { week: Week; goal: ServiceGoal | null }) {
  const t = useWeekText();
  const { number, weekday } = useFormats();
  const minutes = (of: number | null) => (of === null ? '–' : number(Math.floor(of)));
  const sum = ({ slots }: WeekDay, of: (slot: Slot) => number) =>
    slots.reduce((all, slot) => all + (slot === null ? 0 : of(slot)), 0);
  const soon = (day: WeekDay): string => {
    const known = sum(day, (slot) => slot.known);
    return known === 0 ? '–' : `${Math.round((100 * sum(day, (slot) => slot.soon ?? 0)) / known)} %`;
  };
  return (
    <Table
      id="days"
      caption={t('days')}
      rows={week.days}
      columns={[
        { header: t('day'), rowHeader: true, cell: ({ day }) => weekday(day) },
        { header: t('came'), numeric: true, cell: (day) => number(sum(day, (slot) => slot.visits)) },
        { header: t('half'), numeric: true, cell: ({ waits }) => minutes(rank(waits, 0.5)) },
        { header: t('most'), numeric: true, cell: ({ waits }) => minutes(rank(waits, 0.9)) },
        ...(goal === null ? [] : [{ header: t('soon', { minutes: goal.minutes }), numeric: true, cell: soon }]),
        { header: t('left'), numeric: true, cell: ({ left }) => number(left) },
      ]}
    />
  );
}

export function VisitTable({ week, goal }: { week: Week; goal: ServiceGoal | null }) {
  const t = useWeekText();
  const cell = (slot: Slot): string => {
    if (slot.visits === 0 || slot.soon === null || slot.known === 0) return String(slot.visits);
    const share = Math.round((100 * slot.soon) / slot.known);
    return `${slot.visits} (${share} %${goal !== null && isMissed(slot, goal.percent / 100) ? ' !' : ''})`;
  };
  return (
    <SlotTable
      id="slots-visits"
      caption={t(goal === null ? 'visitTable' : 'visitTableGoal', { minutes: goal?.minutes ?? 0 })}
      week={week}
      cell={cell}
    />
  );
}

export function CounterTable({ week, isToCome }: { week: Week; isToCome: boolean }) {
  const t = useWeekText();
  return (
    <SlotTable
      id="slots-counters"
      caption={t(isToCome ? 'counterTableToCome' : 'counterTable')}
      week={week}
      cell={({ open, need }) => (isToCome ? String(need ?? '–') : need === null ? String(open) : t('openOfNeed', { open, need }))}
    />
  );
}

interface SlotTableProps {
  id: string;
  caption: string;
  week: Week;
  cell: (slot: Slot) => string;
}

function SlotTable({ id, caption, week: { begins, days }, cell }: SlotTableProps) {
  const t = useWeekText();
  const { weekday } = useFormats();
  return (
    <Table
      id={id}
      caption={caption}
      rows={begins.map((begin, at) => ({ begin, at }))}
      columns={[
        { header: t('time'), rowHeader: true, cell: ({ begin }) => `${clockOf(begin)}–${clockOf(begin + 30)}` },
        ...days.map(({ day, slots }) => ({
          header: weekday(day),
          numeric: true,
          cell: ({ at }: { at: number }) => {
            const slot = slots[at] ?? null;
            return slot === null ? t('closed') : cell(slot);
          },
        })),
      ]}
    />
  );
}
