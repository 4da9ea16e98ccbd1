/** Practice: the registration's own steps, kept in the form and nowhere else. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Card,
  CardList,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { type Answers, stepOf, type StepId, type Typed, typedOf } from '../../registration/index.ts';
import { StepAnswers } from '../registration/answers.tsx';
import { Progress } from '../registration/step-screen.tsx';
import { practiceWay, stepPath } from '../registration/way.ts';
import { useRegistrationText } from '../registration/words.ts';

export function PracticeStart() {
  const t = useText();
  const { language } = usePage();
  const services = ['registration', 'report'] as const;
  return (
    <>
      <h1>{t('cases:practice.title')}</h1>
      <p class="lead">{t('cases:practice.lead')}</p>
      <p>{t('cases:practice.tip')}</p>
      <CardList label={t('cases:practice.title')}>
        {services.map((service) => (
          <Card>
            <h2>
              <a href={href(language, service === 'registration' ? stepPath(practiceWay, 'protection') : '/practice/report')}>
                {t(`cases:practice.${service}`)}
              </a>
            </h2>
            <p>{t(`cases:practice.${service}Text`)}</p>
          </Card>
        ))}
      </CardList>
    </>
  );
}

interface PracticeCheckProps {
  answers: Answers;
  shown: readonly StepId[];
  typed: Typed;
  requestId: Uuid;
  municipality: (code: string) => string | undefined;
}

/** The answers to read; going back to one carries all of them. */
export function PracticeCheck({ answers, shown, typed, requestId, municipality }: PracticeCheckProps) {
  const t = useText();
  const words = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <Progress shown={shown} id="check" />
      <h1>{words('check.title')}</h1>
      <Notice title={t('cases:practice.hintTitle')}>{words('step.check.tip')}</Notice>
      <Form action={href(language, stepPath(practiceWay, 'check'))} requestId={requestId}>
        <HiddenValues values={typed} />
        {shown
          .filter((id) => Object.keys(stepOf(id).fields).length > 0)
          .map((id) => (
            <section aria-labelledby={`of-${id}`}>
              <h2 id={`of-${id}`}>{words(`step.${id}.name`)}</h2>
              <StepAnswers step={stepOf(id)} typed={typedOf(id, answers)} municipality={municipality} />
              <Button
                variant="tertiary"
                name="next"
                value={`change-${id}`}
                label={words('check.changeOf', { what: words(`step.${id}.name`) })}
              >
                {words('check.change')}
              </Button>
            </section>
          ))}
        <Buttons>
          <Button name="next" value="finish">
            {t('cases:practice.finish')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

/** Whoever says to have protected identity leaves the forms; in practice that is told, and one may go on. */
export function PracticeProtected() {
  const t = useText();
  const words = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <h1>{words('receipt.protectedTitle')}</h1>
      <p class="lead">{words('receipt.protectedText')}</p>
      <p>{t('cases:practice.protected')}</p>
      <LinkButton href={href(language, stepPath(practiceWay, 'protection'))}>{t('cases:practice.again')}</LinkButton>
    </>
  );
}

const learnt = ['pages', 'later', 'errors', 'check', 'help'] as const;

export function PracticeDone() {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('cases:practice.doneTitle')}</h1>
      <p class="lead">{t('cases:practice.doneLead')}</p>
      <ul>
        {learnt.map((one) => (
          <li>{t(`cases:practice.learnt.${one}`)}</li>
        ))}
      </ul>
      <Buttons>
        <LinkButton href={href(language, '/my/registration')}>{t('cases:practice.real')}</LinkButton>
        <LinkButton href={href(language, '/practice')} variant="secondary">
          {t('cases:practice.again')}
        </LinkButton>
      </Buttons>
    </>
  );
}
