/** /planning/:scenario/decision: what will be written, before; what was written, and what is left, after. */
import type { Problem } from '../../../platform/problem/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import {
  Button,
  Form,
  FormVersion,
  Notice,
  RefusalSummary,
  Tag,
  TextArea,
  usePage,
  useText,
  valueOf,
  type Values,
} from '../../../ui/index.ts';
import type { Rehearsed } from '../decision/rehearse.ts';
import type { Decision, DecisionStep } from '../store/decisions.ts';
import type { Scenario } from '../store/scenarios.ts';
import { planningWords } from './forms/form-words.ts';
import { CarriedOut } from './decision-outcome.tsx';
import { Refused, Steps } from './decision-steps.tsx';
import { type Names, useWords } from './words.tsx';

export interface DecisionProps {
  scenario: Scenario;
  names: Names;
  /** Null: nothing is decided yet. */
  decision: Decision | null;
  steps: readonly DecisionStep[];
  rehearsed: readonly Rehearsed[];
  mayWrite: boolean;
  /** Whoever looks has written none of the scenario. */
  mayLeaveOut: boolean;
  form: { values: Values; refusal: Problem | null };
  requestId: string;
  done: boolean;
}

export function DecisionPage(props: DecisionProps) {
  const t = useWords();
  const text = useText();
  const { decision, form } = props;
  const { refusal } = form;
  const wrong: Record<string, string> = refusal?.code === 'invalid-input' ? { reason: t('wrong.reason') } : {};
  const said = refusal === null || 'reason' in wrong ? [] : [planningWords.said(refusal, text)];
  return (
    <>
      <RefusalSummary form={{ refusal, wrong }} said={said} ruleText={(id) => planningWords.rule(id, text)} />
      <h1>{t(decision === null ? 'decision.title' : 'decision.doneTitle')}</h1>
      <p class="lead">{props.scenario.title}</p>
      {decision === null ? <Before {...props} /> : <CarriedOut {...props} decision={decision} />}
    </>
  );
}

function Before({ scenario, names, rehearsed, mayWrite, form, requestId }: DecisionProps) {
  const t = useWords();
  const { language } = usePage();
  const refused = rehearsed.filter(({ refusal }) => refusal !== null).length;
  const isApproved = scenario.state === 'approved';
  return (
    <>
      {!isApproved && <Notice tone="info">{t('decision.notApproved')}</Notice>}
      <p>{t('decision.dryRun')}</p>
      {refused > 0 && (
        <Notice tone="danger">{t(isApproved ? 'decision.refused' : 'decision.wouldRefuse', { n: refused })}</Notice>
      )}
      <Steps<Rehearsed>
        id="dry-run"
        caption={t('decision.willBe')}
        steps={rehearsed}
        scenario={scenario}
        names={names}
        outcome={(step) =>
          step.refusal === null ? <Tag tone="success">{t('decision.can')}</Tag> : <Refused refusal={step.refusal} />
        }
      />
      {mayWrite && isApproved && refused === 0 && (
        <Form action={href(language, `/planning/${scenario.id}/decision`)} requestId={requestId}>
          <FormVersion
            form={{ values: form.values, refusal: form.refusal, wrong: {} }}
            now={scenario.version}
            changed="scenario-changed-meanwhile"
          />
          <TextArea
            name="reason"
            label={t('decision.reason')}
            hint={t('decision.reasonHint')}
            value={valueOf(form.values, 'reason')}
            error={form.refusal?.code === 'invalid-input' ? t('wrong.reason') : undefined}
            maxLength={2000}
          />
          <Button>{t('decision.carryOut')}</Button>
        </Form>
      )}
    </>
  );
}
