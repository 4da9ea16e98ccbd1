/** Officers needed, place by place, beside those there are. */
import { Notice, Table, useFormats } from '../../../../ui/index.ts';
import type { Assumptions } from '../../staffing/assumptions.ts';
import type { TeamNeed } from '../../staffing/needs.ts';
import type { MeetingGoal } from '../../staffing/officers-needed.ts';
import { useStaffingWords } from './words.ts';

interface NeedsProps {
  needs: readonly TeamNeed[];
  goal: MeetingGoal;
  staff: Assumptions['staff'];
}

export function NeedsTable({ needs, goal, staff }: NeedsProps) {
  const t = useStaffingWords();
  const { number } = useFormats();
  const whole = (value: number): string => number(Math.round(value));
  const all = needs.every(({ need }) => need !== null) ? needs.reduce((sum, { need }) => sum + need!.officers, 0) : null;
  const last = staff.at(-1)!;
  return (
    <>
      <h2 id="needed">{t('needs.title')}</h2>
      <p>
        {t('needs.lead', { share: number(Math.round(1000 * goal.share) / 10), days: goal.days })}
        {goal.longest !== null && ` ${t('needs.longest', { days: number(goal.longest) })}`}
      </p>
      {all !== null && (
        <Notice tone={all > last.local + last.remote ? 'warning' : 'info'}>
          {t('needs.sum', { needed: number(all), there: whole(last.local + last.remote) })}
        </Notice>
      )}
      <Table<TeamNeed>
        id="needs"
        caption={t('needs.caption')}
        captionHidden
        cards
        columns={[
          { header: t('needs.place'), rowHeader: true, cell: ({ name }) => name ?? t('needs.remote') },
          { header: t('needs.firsts'), numeric: true, cell: ({ firsts }) => whole(firsts) },
          { header: t('needs.mostFirsts'), numeric: true, cell: ({ mostFirsts }) => whole(mostFirsts) },
          { header: t('needs.others'), numeric: true, cell: ({ others }) => whole(others) },
          {
            header: t('needs.officers'),
            numeric: true,
            cell: ({ need }) => (need === null ? t('needs.none') : number(need.officers)),
          },
          {
            header: t('needs.occupancy'),
            numeric: true,
            cell: ({ need }) => (need === null ? '–' : `${number(Math.round(1000 * need.occupancy) / 10)} %`),
          },
        ]}
        rows={needs}
      />
      <p class="hint">{t('needs.method')}</p>
    </>
  );
}
