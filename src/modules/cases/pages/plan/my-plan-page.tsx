/** "My plan": what we agreed on in plain words, my own words about it, and the plan in my language. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  type SummarisedError,
  TextArea,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { PlanContent } from '../../rules/plan-content.ts';
import type { SharedPlan } from '../../rules/plan-for-provider.ts';
import type { AskedTranslation } from '../../store/translation.ts';
import { TranslationPart } from '../translation-part.tsx';
import { useWhen } from '../words.tsx';
import { PlanParts } from './plan-parts.tsx';

export interface MyPlanProps {
  /** Where the page stands, without language. */
  path: string;
  plan: { id: string; version: number; content: PlanContent; madeOn: PlainDate; renewBy: PlainDate } | null;
  /** What the provider that the person chooses may see of it; null when none may see anything. */
  shared: SharedPlan | null;
  /** The last day for the first plan; null for someone who is not registered. */
  firstBy: PlainDate | null;
  today: PlainDate;
  /** The words as they are, or as they were just typed. */
  ownWords: string;
  /** The translations that were asked for. */
  asked: readonly AskedTranslation[];
  wrong: Readonly<Partial<Record<'words', string>>>;
  done: 'words' | null;
  requestId: string;
}

export function MyPlanPage(props: MyPlanProps) {
  const { plan, firstBy, today, wrong, done } = props;
  const t = useText();
  const when = useWhen();
  const errors = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text: text ?? '' }));
  return (
    <>
      <ErrorSummary errors={errors} />
      {done !== null && (
        <Notice tone="success" answer>
          {t(`cases:plan.done.${done}`)}
        </Notice>
      )}
      <h1>{t('cases:plan.title')}</h1>
      {plan === null ? (
        <EmptyState title={t('cases:plan.none')}>
          {firstBy === null ? t('cases:plan.noneNoDay') : t('cases:plan.noneText', when.day(firstBy))}
        </EmptyState>
      ) : (
        <>
          <p class="lead">{t('cases:plan.lead')}</p>
          <p>
            {t('cases:plan.made', { date: when.date(plan.madeOn) })}.{' '}
            {plan.renewBy < today
              ? t('cases:plan.overdue', { date: when.date(plan.renewBy) })
              : `${t('cases:plan.renew', when.day(plan.renewBy))}.`}
          </p>
          <PlanParts content={plan.content} />
          {props.shared !== null && (
            <Details summary={t('cases:plan.shared.title')}>
              <p>{t('cases:plan.shared.text')}</p>
              <PlanParts content={props.shared} />
            </Details>
          )}
          <OwnWords {...props} plan={plan} />
          <TranslationPart what="plan" id={plan.id} action={props.path} asked={props.asked} requestId={props.requestId} />
        </>
      )}
    </>
  );
}

type Planned = MyPlanProps & { plan: NonNullable<MyPlanProps['plan']> };

function OwnWords({ path, plan, ownWords, wrong, requestId }: Planned) {
  const t = useText();
  const { language } = usePage();
  return (
    <section aria-labelledby="own-words">
      <h2 id="own-words">{t('cases:plan.write.title')}</h2>
      <Form action={href(language, path)} requestId={requestId}>
        <input type="hidden" name="version" value={plan.version} />
        <TextArea
          name="words"
          label={t('cases:plan.write.label')}
          hint={t('cases:plan.write.hint')}
          value={ownWords}
          error={wrong.words}
          maxLength={2000}
        />
        <Button variant="secondary" name="next" value="words">
          {t('cases:plan.write.submit')}
        </Button>
      </Form>
    </section>
  );
}
