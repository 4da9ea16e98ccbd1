/** Says who answers for the next step of a place that lost its office, by when, and what stands in the way. */
import { Field, TextArea, useFormats, useText, valueOf } from '../../../../ui/index.ts';
import { planSecuring } from '../../agreements/plan-securing.ts';
import { networkProblem } from '../../problems.ts';
import { type Closure, listClosures } from '../../store/closures.ts';
import { listSecuringPlans, type SecuringPlan } from '../../store/securing.ts';
import { plannerForm, type PlannerForm, placeOfResult } from '../planner/form.tsx';
import { anyDay } from '../planner/place-record.ts';
import { typedDay } from '../planner/typed.ts';

interface Planned {
  closure: Closure;
  plan: SecuringPlan | null;
}

/** Its fields are high for long texts, which are one line in lists. */
const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

export const planSecuringPage: PlannerForm = plannerForm<Planned>({
  url: '/closures/:id/plan',
  command: planSecuring,
  summary: 'Plan the next step of the securing of a place',
  done: 'securingPlanned',
  async subject({ house, id }) {
    const [closure] = await listClosures(house.db, { on: anyDay, id });
    if (closure === undefined) throw networkProblem('closure-unknown');
    return { closure, plan: (await listSecuringPlans(house.db, id))[0] ?? null };
  },
  begin: ({ plan }) => ({
    region: [plan?.region ?? ''],
    nextStep: [plan?.nextStep ?? ''],
    dueOn: [plan?.dueOn ?? ''],
    blockedBy: [plan?.blockedBy ?? ''],
  }),
  input: (values, { id: closureId }) => ({
    closureId,
    region: valueOf(values, 'region'),
    nextStep: onOneLine(valueOf(values, 'nextStep')),
    dueOn: typedDay(values, 'dueOn'),
    blockedBy: orNull(onOneLine(valueOf(values, 'blockedBy'))),
  }),
  landing: placeOfResult,
  title: (_planned, t) => t('network:staffSecuring.planTitle'),
  crumbs: ({ closure }) => [{ path: `/places/${closure.placeId}`, text: closure.placeName }],
  Fields({ subject: { closure }, form: { values, wrong } }) {
    const t = useText();
    const { date } = useFormats();
    const of = (name: string) => ({ name, value: valueOf(values, name), error: wrong[name] });
    return (
      <>
        {closure.state !== null && closure.stateSince !== null && (
          <p>
            {t('network:planner.step.now', {
              state: t(`network:planner.securing.${closure.state}`),
              date: date(closure.stateSince),
            })}
          </p>
        )}
        <Field
          {...of('region')}
          label={t('network:staffSecuring.region')}
          hint={t('network:staffSecuring.regionHint')}
          maxLength={200}
        />
        <TextArea
          {...of('nextStep')}
          label={t('network:staffSecuring.next')}
          hint={t('network:staffSecuring.nextHint')}
          rows={3}
          maxLength={1000}
        />
        <Field
          {...of('dueOn')}
          type="date"
          label={t('network:staffSecuring.dueOn')}
          hint={t('network:staffSecuring.dueHint')}
          optional
        />
        <TextArea
          {...of('blockedBy')}
          label={t('network:staffSecuring.blockedBy')}
          hint={t('network:staffSecuring.blockedHint')}
          rows={3}
          maxLength={1000}
          optional
        />
      </>
    );
  },
});
