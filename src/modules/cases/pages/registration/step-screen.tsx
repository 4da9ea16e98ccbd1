/** A page of the registration: one group of questions, where one is, back, on, later, and help. */
import type { ComponentChildren } from 'preact';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Details,
  ErrorSummary,
  Form,
  KeptFormNotice,
  Notice,
  type Option,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { FieldRefusal, Step, StepId, Typed } from '../../registration/index.ts';
import { Fields, single } from './fields.tsx';
import { StepAnswers } from './answers.tsx';
import { fieldAt } from './typed.ts';
import { stepPath, type Way } from './way.ts';
import { errorText, useRegistrationText } from './words.ts';

export interface StepScreenProps {
  way: Way;
  step: Step;
  /** The steps that this person meets, in order. */
  shown: readonly StepId[];
  typed: Typed;
  errors: readonly FieldRefusal[];
  municipalities: readonly Option[];
  requestId: Uuid;
  /** The draft's version that the page shows; null where nothing is stored. */
  version: number | null;
  moreRows?: number;
  /** The person came from the page with all answers and goes back there. */
  fromCheck?: boolean;
  /** Came back after the session had ended: typed, not saved. */
  kept?: boolean;
  /** What another tab or device saved in the meantime. */
  savedMeanwhile?: Typed | null;
  /** More of the form: who helped with the step and why. */
  children?: ComponentChildren;
  /** More below the form. */
  below?: ComponentChildren;
  /** What stands in the form besides: the earlier answers of a practice. */
  hidden?: ComponentChildren;
}

export function StepScreen(props: StepScreenProps) {
  const { way, step, shown, errors, requestId, version, fromCheck = false } = props;
  const t = useRegistrationText();
  const ui = useText();
  const { language } = usePage();
  return (
    <>
      <BackLink way={way} shown={shown} id={step.id} fromCheck={fromCheck} />
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, text: errorText(t, one, fieldAt(step, one.field)) }))} />
      {props.kept === true && <KeptFormNotice />}
      <SavedMeanwhile {...props} />
      <Progress shown={shown} id={step.id} />
      {!single(step) && (
        <>
          <Heading way={way}>{t(`step.${step.id}.title`)}</Heading>
          <p class="lead">{t(`step.${step.id}.lead`)}</p>
          <Tip way={way} step={step} />
        </>
      )}
      <Form action={href(language, stepPath(way, step.id))} requestId={requestId}>
        {version !== null && <input type="hidden" name="_version" value={version} />}
        {fromCheck && <input type="hidden" name="_from" value="check" />}
        {props.hidden}
        <Fields {...props} heading={(text) => <Heading way={way}>{text}</Heading>} />
        {way.kind === 'practice' && step.id === 'attachments' && <p>{ui('cases:practice.noFiles')}</p>}
        {single(step) && <Tip way={way} step={step} />}
        {props.children}
        <StepButtons {...props} />
      </Form>
      {props.below}
      <Details summary={t('why')}>
        <p>{t(`step.${step.id}.why`)}</p>
      </Details>
      <HelpLink way={way} id={step.id} />
    </>
  );
}

/** Under someone's open file the page's heading is the person; there a step is a part of it. */
export function Heading({ way, children }: { way: Way; children: string }) {
  return way.kind === 'assisted' ? <h2>{children}</h2> : <h1>{children}</h1>;
}

function Tip({ way, step }: { way: Way; step: Step }) {
  const t = useRegistrationText();
  return way.kind === 'practice' ? <Notice title={t('practiceTip')}>{t(`step.${step.id}.tip`)}</Notice> : null;
}

/** To whom one can turn, from every step. */
export function HelpLink({ way, id }: { way: Way; id: string }) {
  const t = useRegistrationText();
  const { language } = usePage();
  if (way.kind === 'assisted') return null;
  return (
    <p>
      <a href={`${href(language, '/get-help')}?from=${id}`}>{t('help')}</a>
    </p>
  );
}

/** Practice keeps its answers in the form, so there going back is a button. */
function StepButtons({ way, step, fromCheck = false }: StepScreenProps) {
  const t = useRegistrationText();
  const ui = useText();
  const rows = Object.values(step.fields).some(({ kind }) => kind === 'rows');
  const practice = way.kind === 'practice';
  return (
    <Buttons>
      <Button>{practice ? ui('cases:practice.next') : t(fromCheck ? 'toCheck' : 'next')}</Button>
      {rows && (
        <Button variant="secondary" name="next" value="more">
          {t(`step.${step.id}.add`)}
        </Button>
      )}
      {!practice && (
        <Button variant="tertiary" name="next" value="later">
          {t('later')}
        </Button>
      )}
    </Buttons>
  );
}

export function BackLink({ way, shown, id, fromCheck }: { way: Way; shown: readonly StepId[]; id: string; fromCheck: boolean }) {
  const t = useRegistrationText();
  const { language } = usePage();
  const before = shown[shown.findIndex((one) => one === id) - 1];
  const path = fromCheck ? stepPath(way, 'check') : before === undefined ? way.base : stepPath(way, before);
  if (way.kind === 'practice') return null;
  return (
    <a class="back-link" href={href(language, path)}>
      {t('back')}
    </a>
  );
}

export function Progress({ shown, id }: { shown: readonly StepId[]; id: string }) {
  const t = useRegistrationText();
  return <p class="progress">{t('progress', { number: shown.findIndex((one) => one === id) + 1, of: shown.length })}</p>;
}

/** Two tabs: what the other one saved stands here, what was typed in this one stays in the form. */
function SavedMeanwhile({ savedMeanwhile, step }: StepScreenProps) {
  const t = useRegistrationText();
  if (savedMeanwhile === undefined || savedMeanwhile === null) return null;
  return (
    <Notice tone="warning" title={t('changed.title')} answer>
      <p>{t('changed.text')}</p>
      <h3>{t('changed.saved')}</h3>
      <StepAnswers step={step} typed={savedMeanwhile} />
    </Notice>
  );
}
