/** Saved for another day; and saved until the day on which it is sent in. */
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, LinkButton, Notice, useFormats, usePage } from '../../../../ui/index.ts';
import type { StepId } from '../../registration/index.ts';
import { stepPath, type Way } from './way.ts';
import { useRegistrationText } from './words.ts';

/** `notSaved`: the step that was left with something wrong on it; null when there is none. */
export function SavedScreen({ way, atStep, notSaved }: { way: Way; atStep: string; notSaved: StepId | null }) {
  const t = useRegistrationText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('saved.title')}</h1>
      {notSaved !== null && (
        <Notice tone="warning" title={t('saved.pageNotSaved', { step: t(`step.${notSaved}.name`) })} answer>
          {t('saved.pageNotSavedText')}
        </Notice>
      )}
      <p class="lead">{t('saved.text')}</p>
      <Notice tone="warning">{t('saved.notSent')}</Notice>
      <Buttons>
        <LinkButton href={href(language, stepPath(way, notSaved ?? atStep))} variant="secondary">
          {t('start.resume')}
        </LinkButton>
      </Buttons>
    </>
  );
}

/** Everything is filled in before the first day without work. */
export function EarlyScreen({ way, day }: { way: Way; day: string }) {
  const t = useRegistrationText();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <>
      <h1>{t('early.title', { day: date(day) })}</h1>
      <p class="lead">{t('early.text', { day: date(day) })}</p>
      <p>
        <a href={href(language, `${way.base}/reminder.ics`)} download="narvaro.ics">
          {t('early.calendar')}
        </a>
        <br />
        <span class="hint">{t('early.calendarHint')}</span>
      </p>
      <p>{t('early.note')}</p>
      <p>
        <a href={href(language, stepPath(way, 'check'))}>{t('early.answers')}</a>
      </p>
    </>
  );
}
