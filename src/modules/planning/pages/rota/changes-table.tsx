/** What is new in one week against another. */
import { Table, Tag } from '../../../../ui/index.ts';
import { keyOf, type Sitting } from '../../rota/problem.ts';
import { type RotaNames, useRotaWords, useWeekday } from './words.ts';

export interface ChangesTableProps {
  id: string;
  caption: string;
  captionHidden?: boolean;
  before: readonly Sitting[];
  after: readonly Sitting[];
  names: RotaNames;
}

export function ChangesTable({ before, after, names, ...table }: ChangesTableProps) {
  const t = useRotaWords();
  const weekday = useWeekday();
  const [was, is] = [before, after].map((all) => new Set(all.map(keyOf)));
  const changed = [
    ...after.filter((one) => !was!.has(keyOf(one))).map((one) => ({ ...one, change: 'added' as const })),
    ...before.filter((one) => !is!.has(keyOf(one))).map((one) => ({ ...one, change: 'removed' as const })),
  ].toSorted((a, b) => names.place(a.placeId).localeCompare(names.place(b.placeId), 'sv') || a.weekday - b.weekday);
  return (
    <Table<(typeof changed)[number]>
      {...table}
      cards
      empty={t('noChanges')}
      columns={[
        { header: t('place'), rowHeader: true, cell: ({ placeId }) => names.place(placeId) },
        { header: t('carryOut.day'), cell: (one) => weekday(one.weekday) },
        { header: t('officer'), cell: ({ officerId }) => names.officer(officerId) },
        { header: t('change'), cell: ({ change }) => <Tag tone={change === 'added' ? 'success' : 'warning'}>{t(change)}</Tag> },
      ]}
      rows={changed}
    />
  );
}
