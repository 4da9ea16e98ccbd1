/** Automatic decisions drawn at random: what the rule went by, never whom it is about; agree, or hand it to an officer. */
import { href } from '../../../../platform/i18n/index.ts';
import type { NewId } from '../../../../platform/ids/index.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  Radios,
  SummaryList,
  TextArea,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Decision } from '../../store/decision.ts';
import { useWhen } from '../words.tsx';
import { Facts } from './decision-text.tsx';
import { useStaffDecisionText } from './words.ts';

export interface ReviewsPageProps {
  decisions: readonly Decision[];
  newId: NewId;
  done: boolean;
  refused: { decisionId: string; review: string; note: string; wrong: Readonly<Record<string, string>> } | null;
}

export function ReviewsPage({ decisions, newId, done, refused }: ReviewsPageProps) {
  const t = useText();
  return (
    <>
      <ErrorSummary errors={Object.entries(refused?.wrong ?? {}).map(([field, text]) => ({ field, text }))} />
      <h1>{t('cases:staffRegistration.reviews.title')}</h1>
      {done && <Notice tone="success" title={t('cases:staffRegistration.reviews.done')} answer />}
      <p class="lead">{t('cases:staffRegistration.reviews.lead')}</p>
      {decisions.length === 0 && (
        <EmptyState title={t('cases:staffRegistration.reviews.none')}>{t('cases:staffRegistration.reviews.noneText')}</EmptyState>
      )}
      {/* One at a time: the oldest first. */}
      {decisions.slice(0, 1).map((decision) => (
        <Review decision={decision} requestId={newId()} refused={refused?.decisionId === decision.id ? refused : null} />
      ))}
      {decisions.length > 1 && <p>{t('cases:staffRegistration.reviews.count', { n: decisions.length })}</p>}
    </>
  );
}

interface ReviewProps {
  decision: Decision;
  requestId: string;
  refused: ReviewsPageProps['refused'];
}

function Review({ decision, requestId, refused }: ReviewProps) {
  const t = useText();
  const words = useStaffDecisionText();
  const when = useWhen();
  const { language } = usePage();
  const at = when.at(decision.decidedAt);
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">{t('cases:staffRegistration.reviews.decision', { day: at.date, time: at.time })}</h2>
      <SummaryList
        items={[
          { term: t('cases:staffRegistration.reviews.outcome'), value: t(`cases:staffRegistration.outcome.${decision.outcome}`) },
          {
            term: t('cases:staffRegistration.reviews.reasons'),
            value: decision.reasons.map((reason) => words(`reason.${reason}`)).join(' '),
          },
          { term: t('cases:staffRegistration.automation.says'), value: t(`cases:rule.${decision.rule}`) },
          { term: t('cases:staffRegistration.reviews.facts'), value: <Facts facts={decision.facts} to="staff" /> },
        ]}
      />
      <Form action={href(language, '/reviews')} requestId={requestId}>
        <input type="hidden" name="_decision" value={decision.id} />
        <Radios
          name="review"
          legend={t('cases:staffRegistration.reviews.ask')}
          value={refused?.review}
          error={refused?.wrong['review']}
          options={(['agrees', 'disagrees'] as const).map((value) => ({
            value,
            text: t(`cases:staffRegistration.reviews.option.${value}`),
          }))}
        />
        <TextArea
          name="note"
          rows={3}
          optional
          label={t('cases:staffRegistration.reviews.note')}
          hint={t('cases:staffRegistration.reviews.noteHint')}
          value={refused?.note}
          error={refused?.wrong['note']}
        />
        <Button>{t('cases:staffRegistration.reviews.send')}</Button>
      </Form>
    </section>
  );
}
