/** A last day in words: how long is left, and that it has passed. Colour only helps. */
import { addDays, daysBetween, type PlainDate } from '../../../../platform/clock/index.ts';
import { Tag, useText } from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';

/** "Senast tisdag 14 april 2020" with what is left of it. That the authority is late is not the person's to be marked with. */
export function Deadline({ due, today, byAuthority }: { due: PlainDate; today: PlainDate; byAuthority: boolean }) {
  const t = useText();
  const when = useWhen();
  const passed = due < today;
  if (passed && byAuthority) return <p>{t('cases:my.toDo.weAreLate', when.day(due))}</p>;
  return (
    <p>
      {t(passed ? 'cases:my.toDo.passed' : 'cases:my.toDo.by', when.day(due))}{' '}
      <Tag tone={passed ? 'danger' : daysBetween(today, due) <= 3 ? 'warning' : 'info'}>
        {passed
          ? t('cases:my.toDo.late')
          : due === today
            ? t('cases:my.toDo.today')
            : due === addDays(today, 1)
              ? t('cases:my.toDo.tomorrow')
              : t('cases:my.toDo.daysLeft', { n: daysBetween(today, due) })}
      </Tag>
    </p>
  );
}
