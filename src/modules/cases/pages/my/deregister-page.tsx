/** Leaving: which day and why. One's own page, and the officer's. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  LinkButton,
  Radios,
  type SummarisedError,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { deregistrationReasons } from '../../deregister.ts';

export interface DeregisterPageProps {
  /** Path without language that the form is sent to, and where "Cancel" goes. */
  path: string;
  back: string;
  today: PlainDate;
  typed: { on: string; reason: string };
  wrong: Readonly<Partial<Record<'on' | 'reason' | 'sure', string>>>;
  /** Anything else that stands in the way. */
  refusal: string | null;
  byStaff: boolean;
  requestId: string;
  /** What the form is about: sent along unseen. */
  hidden: Readonly<Record<string, string>>;
}

export function DeregisterPage(props: DeregisterPageProps) {
  const { path, back, today, typed, wrong, refusal, byStaff, requestId, hidden } = props;
  const t = useText();
  const { language } = usePage();
  const errors = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text: text ?? '' }));
  return (
    <>
      <ErrorSummary errors={[...errors, ...(refusal === null ? [] : [{ text: refusal }])]} />
      {byStaff ? <h2>{t('cases:staff.deregister.title')}</h2> : <h1>{t('cases:deregister.title')}</h1>}
      <p class="lead">{t(byStaff ? 'cases:staff.deregister.lead' : 'cases:deregister.lead')}</p>
      {!byStaff && <p>{t('cases:deregister.means')}</p>}
      <Form action={href(language, path)} requestId={requestId}>
        <HiddenValues values={hidden} />
        <Field
          name="on"
          type="date"
          label={t(byStaff ? 'cases:staff.deregister.day' : 'cases:deregister.day')}
          hint={t('cases:deregister.dayHint', { example: today })}
          value={typed.on}
          error={wrong.on}
          max={today}
          dir="ltr"
        />
        <Radios
          name="reason"
          legend={t(byStaff ? 'cases:staff.deregister.why' : 'cases:deregister.why')}
          value={typed.reason}
          error={wrong.reason}
          options={deregistrationReasons.map((reason) => ({ value: reason, text: t(`cases:deregister.reason.${reason}`) }))}
        />
        {!byStaff && <Checkbox name="sure" label={t('cases:deregister.sure')} error={wrong.sure} />}
        <Buttons>
          <Button color="danger">{t(byStaff ? 'cases:staff.deregister.submit' : 'cases:deregister.submit')}</Button>
          <LinkButton href={href(language, back)} variant="tertiary">
            {t('cases:deregister.cancel')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
