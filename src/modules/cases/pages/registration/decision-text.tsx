/** A decision in the reader's words: who decided, by which rule, on which facts, and how to object (FvL §§28, 32). */
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Details,
  ErrorSummary,
  Form,
  SummaryList,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { registrationDecision } from '../../rules/registration-decision.ts';
import type { Decision } from '../../store/decision.ts';
import { textIfAny, useRegistrationText, useStaffDecisionText } from './words.ts';

export function DecisionText({ decision }: { decision: Decision }) {
  const t = useRegistrationText();
  const { language } = usePage();
  const { outcome, automatic } = decision;
  return (
    <section class="decision" aria-labelledby="decision">
      <h2 id="decision">{t('receipt.decisionTitle')}</h2>
      <p class="lead">{t(`receipt.outcome.${outcome}`)}</p>
      {outcome !== 'to-officer' && <p>{t(automatic ? 'receipt.automatic' : 'receipt.byOfficer')}</p>}
      {automatic && outcome === 'approve' ? (
        // The reasons and the rule are always there (FvL §32); in easy Swedish whoever got what they asked for opens them.
        <Details summary={t('receipt.why')} open={language !== 'sv-easy'}>
          <Why decision={decision} />
        </Details>
      ) : (
        <Why decision={decision} />
      )}
    </section>
  );
}

function Why({ decision }: { decision: Decision }) {
  const t = useRegistrationText();
  const ui = useText();
  const { outcome, question, rule, facts } = decision;
  const decided = outcome !== 'to-officer';
  return (
    <SummaryList
      items={[
        ...(question === null || question === 'not-automatic'
          ? []
          : [{ term: t('receipt.asks'), value: t(`decision.question.${question}`) }]),
        ...(decided ? [{ term: t('receipt.reasons'), value: <Reasons decision={decision} /> }] : []),
        { term: t('receipt.rule'), value: ui(`cases:rule.${rule}`) },
        { term: t(decided ? 'receipt.facts' : 'receipt.factsSoFar'), value: <Facts facts={facts} /> },
        { term: t('receipt.source'), value: <bdi lang="en">{registrationDecision.source}</bdi> },
      ]}
    />
  );
}

function Reasons({ decision: { reasons, reasonText } }: { decision: Decision }) {
  const t = useRegistrationText();
  return (
    <>
      {reasons.map((reason) => (
        <p>{t(`decision.reason.${reason}`)}</p>
      ))}
      {reasonText !== '' && <p dir="auto">{reasonText}</p>}
    </>
  );
}

/** The facts that decided, by name, said to the person or to staff; what was not asked is left out. */
export function Facts({ facts, to = 'person' }: { facts: Readonly<Record<string, unknown>>; to?: 'person' | 'staff' }) {
  const words = useRegistrationText();
  const ofPerson = useStaffDecisionText();
  const t: Translate = to === 'staff' ? ofPerson : (key) => words(`decision.${key}`);
  const { date } = useFormats();
  const said = (name: string, value: unknown): string => {
    const text = String(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
    return textIfAny(t, `factValue.${name}.${text}`) ?? t(`factValue.${text}`);
  };
  return (
    <ul>
      {Object.entries(facts)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <li>
            {t(`fact.${name}`)}: {said(name, value)}
          </li>
        ))}
    </ul>
  );
}

interface ObjectionFormProps {
  action: string;
  decisionId: Uuid;
  requestId: Uuid;
  refused: { text: string; wrong: string } | null;
}

export function ObjectionForm({ action, decisionId, requestId, refused }: ObjectionFormProps) {
  const t = useRegistrationText();
  const { language } = usePage();
  return (
    <section class="no-print" aria-labelledby="object">
      <h2 id="object">{t('receipt.objectTitle')}</h2>
      <p>{t('receipt.objectText')}</p>
      {refused !== null && <ErrorSummary errors={[{ field: 'text', text: refused.wrong }]} />}
      <Form action={href(language, action)} requestId={requestId}>
        <input type="hidden" name="_decision" value={decisionId} />
        <TextArea
          name="text"
          label={t('receipt.objection')}
          hint={t('receipt.objectionHint')}
          value={refused?.text}
          error={refused?.wrong}
        />
        <Button variant="secondary">{t('receipt.object')}</Button>
      </Form>
    </section>
  );
}
