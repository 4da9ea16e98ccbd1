/** Before the first question: what is needed, how long it takes, and beginning or going on. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Form, LinkButton, Notice, usePage } from '../../../../ui/index.ts';
import { shownSteps } from '../../registration/index.ts';
import type { Draft } from '../../store/draft.ts';
import { stepPath, type Way } from './way.ts';
import { useRegistrationText } from './words.ts';

export interface StartScreenProps {
  way: Way;
  requestId: Uuid;
  draft: Draft | null;
  /** The receipt of the registration that is already sent in. */
  receiptPath: string | null;
}

export function StartScreen(props: StartScreenProps) {
  const { receiptPath } = props;
  const t = useRegistrationText();
  const { language } = usePage();
  if (receiptPath !== null) {
    return (
      <>
        <h1>{t('start.doneTitle')}</h1>
        <p class="lead">{t('start.doneText')}</p>
        <LinkButton href={href(language, receiptPath)}>{t('start.doneLink')}</LinkButton>
      </>
    );
  }
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p class="lead">{t('start.lead')}</p>
      <Begin {...props} />
      <About />
    </>
  );
}

/** For whoever has not signed in: the same to read, and the way in. */
export function SignInFirst({ way }: { way: Way }) {
  const t = useRegistrationText();
  const { language } = usePage();
  const back = new URLSearchParams({ return: href(language, way.base) });
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p class="lead">{t('start.lead')}</p>
      <LinkButton href={`${href(language, '/sign-in')}?${back}`}>{t('start.signIn')}</LinkButton>
      <About />
    </>
  );
}

function Begin({ way, requestId, draft }: StartScreenProps) {
  const t = useRegistrationText();
  const { language } = usePage();
  const shown = draft === null ? [] : shownSteps(draft.answers);
  return (
    <>
      {draft !== null && (
        <Notice title={t('start.resumeTitle')}>
          {t('start.resumeText', {
            number: shown.indexOf(draft.atStep) + 1,
            of: shown.length,
            step: t(`step.${draft.atStep}.name`),
          })}
        </Notice>
      )}
      <Form action={href(language, way.base)} requestId={requestId}>
        <Buttons>
          <Button>{t(draft === null ? 'start.begin' : 'start.resume')}</Button>
          {draft !== null && (
            <LinkButton variant="tertiary" href={href(language, stepPath(way, 'check'))}>
              {t('early.answers')}
            </LinkButton>
          )}
        </Buttons>
      </Form>
    </>
  );
}

const needs = ['contact', 'work', 'education', 'permit'] as const;

function About() {
  const t = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <h2>{t('start.needTitle')}</h2>
      <ul>
        {needs.map((one) => (
          <li>{t(`start.need.${one}`)}</li>
        ))}
      </ul>
      <h2>{t('start.timeTitle')}</h2>
      <p>{t('start.time')}</p>
      <h2>{t('start.earlyTitle')}</h2>
      <p>{t('start.early')}</p>
      <h2>{t('start.languageTitle')}</h2>
      <p>{t('start.language')}</p>
      <h2>{t('start.helpTitle')}</h2>
      <p>{t('start.help')}</p>
      <ul>
        <li>
          <a href={href(language, '/get-help')}>{t('help')}</a>
        </li>
        <li>
          <a href={href(language, '/practice')}>{t('start.practise')}</a>
        </li>
      </ul>
    </>
  );
}
