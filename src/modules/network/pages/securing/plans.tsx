/** What is planned next for a place that lost its office, and what was planned before. */
import { Details, SummaryList, useFormats, useText } from '../../../../ui/index.ts';
import type { SecuringPlan } from '../../store/securing.ts';
import { useMoment } from '../planner/words.tsx';

/** The newest first. */
export function Plans({ plans: [newest, ...earlier] }: { plans: readonly SecuringPlan[] }) {
  const t = useText();
  if (newest === undefined) return null;
  return (
    <>
      <h4>{t('network:staffSecuring.planHeading')}</h4>
      <OnePlan plan={newest} />
      {earlier.length > 0 && (
        <Details summary={t('network:staffSecuring.planBefore')}>
          {earlier.map((plan) => (
            <OnePlan plan={plan} />
          ))}
        </Details>
      )}
    </>
  );
}

function OnePlan({ plan }: { plan: SecuringPlan }) {
  const t = useText();
  const { date } = useFormats();
  const moment = useMoment();
  return (
    <>
      <SummaryList
        items={[
          { term: t('network:staffSecuring.next'), value: plan.nextStep },
          { term: t('network:staffSecuring.region'), value: plan.region },
          { term: t('network:field.dueOn'), value: plan.dueOn === null ? t('network:planner.none') : date(plan.dueOn) },
          { term: t('network:staffSecuring.blockedBy'), value: plan.blockedBy ?? t('network:planner.none') },
        ]}
      />
      <p class="hint">{t('network:staffSecuring.planMade', { moment: moment(plan.recordedAt) })}</p>
    </>
  );
}
