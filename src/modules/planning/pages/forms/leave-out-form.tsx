/** The form by which a refused step of a decision is left out, or all that is left of it. */
import { type FormPage, formPage, Notice, TextArea, useText, valueOf, type Values } from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { leaveOut, stepsToLeaveOut } from '../../decision/leave-out-steps.ts';
import { requireScenario } from '../../scenarios/scenario-input.ts';
import type { DecisionStep } from '../../store/decisions.ts';
import type { Scenario } from '../../store/scenarios.ts';
import { namesIn, refusalWords, useWords, wordsOf } from '../words.tsx';

interface LeavingOut {
  scenario: Scenario;
  /** Null: all that are left. */
  position: number | null;
  steps: readonly DecisionStep[];
}

/** Null: no single step is asked for. */
const positionIn = (query: Values): number | null => (valueOf(query, 'step') === '' ? null : Number(valueOf(query, 'step')));

/** `register`: as it is now. */
export const leaveOutForm = (register: () => Register): FormPage =>
  formPage<LeavingOut>({
    url: '/planning/:scenario/decision/leave-out',
    command: leaveOut,
    summary: 'Leave a refused step out of a decision, or end its carrying-out',
    // Sent again, the steps are not left any more; it is answered as the first time.
    sendsAlone: true,
    async subject({ house, params, query }) {
      const scenario = await requireScenario(house.db, params['scenario'] ?? '');
      const position = positionIn(query);
      return { scenario, position, steps: await stepsToLeaveOut(house.db, scenario, position) };
    },
    begin: () => ({}),
    input: (values, { params, query }) => ({
      scenarioId: params['scenario'] ?? '',
      position: positionIn(query),
      reason: valueOf(values, 'reason'),
    }),
    next: (_result, { params }) => `/planning/${params['scenario']}/decision?done=yes`,
    title: ({ position }, t) => wordsOf(t)(position === null ? 'decision.endTitle' : 'decision.leaveOutTitle'),
    lead: ({ position }, t) => wordsOf(t)(position === null ? 'decision.endLead' : 'decision.leaveOutLead'),
    submit: ({ position }, t) => wordsOf(t)(position === null ? 'decision.end' : 'decision.leaveOut'),
    crumbs: ({ scenario: { id, title } }, t) => [
      { path: '/planning', text: wordsOf(t)('title') },
      { path: `/planning/${id}`, text: title },
      { path: `/planning/${id}/decision`, text: wordsOf(t)('decision.doneTitle') },
    ],
    Fields: ({ subject, form }) => (
      <>
        <LeftOut {...subject} register={register()} />
        <Reason value={valueOf(form.values, 'reason')} error={form.wrong['reason']} />
      </>
    ),
  });

function LeftOut({ scenario, steps, register }: LeavingOut & { register: Register }) {
  const t = useWords();
  const text = useText();
  const names = namesIn(register);
  if (steps.length === 0) return <Notice tone="warning">{text('planning:problem.step-not-refused.text')}</Notice>;
  return (
    <>
      <h2>{t('decision.whatLeftOut')}</h2>
      <ul>
        {steps.map(({ kind, change, refusal }) => (
          <li>
            {t(`step.${kind}`)}: {change === null ? t('decision.allClosures') : names.place(scenario.changes[change]!.placeId)}.{' '}
            {refusal === null ? '' : refusalWords(text, refusal).text}
          </li>
        ))}
      </ul>
    </>
  );
}

function Reason({ value, error }: { value: string; error: string | undefined }) {
  const t = useWords();
  return (
    <TextArea
      name="reason"
      label={t('decision.leaveOutReason')}
      hint={t('decision.leaveOutReasonHint')}
      value={value}
      error={error}
      maxLength={2000}
    />
  );
}
