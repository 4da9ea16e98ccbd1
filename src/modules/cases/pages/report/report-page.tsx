/** The activity report being written: its activities one at a time, then the message. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  Details,
  ErrorSummary,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  Select,
  type SummarisedError,
  TextArea,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { languagesWrittenIn, useLanguageName } from '../../../people/index.ts';
import { useWhen } from '../words.tsx';
import { ActivityForm, emptyActivity, type TypedActivity } from './activity-form.tsx';
import { ActivityList } from './activity-list.tsx';
import { isLate, isOutside, type ReportPlace, type ReportView } from './view.ts';

export const doneWords = ['added', 'changed', 'removed'] as const;
export type DoneWord = (typeof doneWords)[number];

export interface ReportPageProps {
  report: ReportView;
  place: ReportPlace;
  typed: TypedActivity;
  done: DoneWord | null;
  /** Said first, when what was sent could not be done. */
  refusal: string | null;
}

/** Step 1: what you have done. */
export function ReportPage({ report, place, typed, done, refusal }: ReportPageProps) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(report.month);
  const wrong = Object.entries(typed.wrong).map(([field, text]): SummarisedError => ({ field, text: text ?? '' }));
  const outside = report.activities.some((one) => isOutside(report.month, one));
  return (
    <>
      <ErrorSummary errors={[...wrong, ...(refusal === null ? [] : [{ text: refusal }])]} />
      {done !== null && (
        <Notice tone="success" answer>
          {t(`cases:report.done.${done}`)}
        </Notice>
      )}
      <Heading step={1} month={month} />
      <WhenToHandIn report={report} />
      {report.activities.length > 0 && (
        <section aria-labelledby="listed">
          <h2 id="listed">{t('cases:report.activities.listed')}</h2>
          <ActivityList report={report} place={place} />
          {outside && (
            <Notice tone="warning" level={3}>
              {t('cases:report.activities.outsideNotice', { month })}
            </Notice>
          )}
        </section>
      )}
      {report.activities.length === 0 || typed !== emptyActivity ? (
        <ActivityForm report={report} place={place} typed={typed} />
      ) : (
        <Details summary={t('cases:report.activities.addMore')}>
          <ActivityForm report={report} place={place} typed={typed} />
        </Details>
      )}
      <Form action={href(language, place.path)}>
        <HiddenValues values={place.hidden} />
        <Buttons>
          <Button name="next" value="message" variant={report.activities.length > 0 ? 'primary' : 'secondary'}>
            {t(report.activities.length > 0 ? 'cases:report.activities.next' : 'cases:report.activities.nothing')}
          </Button>
        </Buttons>
      </Form>
      {!place.practice && <p class="hint">{t('cases:report.saved')}</p>}
      <OtherWays place={place} />
    </>
  );
}

export interface MessagePageProps {
  report: ReportView;
  place: ReportPlace;
  wrong: Readonly<Partial<Record<'message' | 'lateReason', string>>>;
}

/** Step 2: nothing done, a message, why it is late. */
export function MessagePage({ report, place, wrong }: MessagePageProps) {
  const t = useText();
  const name = useLanguageName();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(report.month);
  const errors = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text: text ?? '' }));
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading step={2} month={month} />
      <WhenToHandIn report={report} />
      <Form action={href(language, place.practice ? place.path : `${place.path}/message`)}>
        <HiddenValues values={place.hidden} />
        {report.activities.length === 0 && (
          <Checkbox
            name="nothingDone"
            checked={report.nothingDone}
            label={t('cases:report.message.nothing', { month })}
            hint={t('cases:report.message.nothingHint')}
          />
        )}
        {isLate(report) && <LateReason report={report} error={wrong.lateReason} />}
        <TextArea
          name="message"
          label={t('cases:report.message.label')}
          hint={t('cases:report.message.hint')}
          value={report.message}
          error={wrong.message}
          maxLength={2000}
          optional
        />
        <Select
          name="writtenIn"
          label={t('cases:report.languages.label')}
          hint={t('cases:report.languages.text')}
          value={report.writtenIn}
          options={languagesWrittenIn.map((one) => ({ value: one, text: name(one) }))}
        />
        {place.help}
        <Buttons>
          <Button name="next" value="check">
            {t('cases:report.message.next')}
          </Button>
          <Back place={place} to="" />
        </Buttons>
      </Form>
      <OtherWays place={place} languages={false} />
    </>
  );
}

function LateReason({ report, error }: { report: ReportView; error: string | undefined }) {
  const t = useText();
  const when = useWhen();
  return (
    <>
      {report.outage !== null && <Notice level={3}>{t('cases:report.late.outageNotice', when.span(report.outage))}</Notice>}
      <TextArea
        name="lateReason"
        rows={3}
        label={t('cases:report.late.reason')}
        hint={t('cases:report.late.reasonHint')}
        value={report.lateReason}
        error={error}
        maxLength={2000}
        optional
      />
    </>
  );
}

/** In practice a button, since nothing but the form itself remembers; otherwise a link. */
export function Back({ place, to }: { place: ReportPlace; to: '' | '/message' }) {
  const t = useText();
  const { language } = usePage();
  if (place.practice) {
    return (
      <Button name="next" value={to === '' ? 'back' : 'message'} variant="tertiary">
        {t('cases:report.back')}
      </Button>
    );
  }
  return (
    <LinkButton href={href(language, `${place.path}${to}`)} variant="tertiary">
      {t('cases:report.back')}
    </LinkButton>
  );
}

export function Heading({ step, month }: { step: 1 | 2 | 3; month: string }) {
  const t = useText();
  return (
    <>
      <p class="hint">{t('cases:report.steps.label', { step, name: t(`cases:report.steps.${step}`) })}</p>
      <h1>{t('cases:report.name', { month })}</h1>
    </>
  );
}

/** By when; and when that has passed, plainly that it has. A month that is not owed has no last day. */
export function WhenToHandIn({ report }: { report: ReportView }) {
  const t = useText();
  const when = useWhen();
  if (report.notOwed) {
    return (
      <Notice title={t('cases:report.notOwed.title', { month: when.month(report.month) })}>
        {t('cases:report.notOwed.text')}
      </Notice>
    );
  }
  if (isLate(report)) {
    return (
      <Notice tone="warning" title={t('cases:report.late.title')}>
        {t('cases:report.late.text', when.day(report.closes))}
      </Notice>
    );
  }
  return (
    <>
      <p class="lead">{t('cases:report.due', when.day(report.closes))}</p>
      {report.today < report.opens && <p>{t('cases:report.opens', { date: when.date(report.opens) })}</p>}
    </>
  );
}

/** Paper and speech, which language, and help: on every step. */
export function OtherWays({ place, languages = true }: { place: ReportPlace; languages?: boolean }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Details summary={t('cases:report.other.title')}>
        <p>{t('cases:report.other.text')}</p>
        <ul>
          {!place.practice && (
            <li>
              <a href={href(language, `${place.path}/paper`)}>{t('cases:report.other.paper')}</a>
            </li>
          )}
          <li>
            <a href={href(language, '/get-help?from=activity-report')}>{t('cases:report.other.oral')}</a>
          </li>
        </ul>
      </Details>
      {languages && (
        <Details summary={t('cases:report.languages.summary')}>
          <p>{t('cases:report.languages.text')}</p>
        </Details>
      )}
      <p>
        <a href={href(language, '/get-help?from=activity-report')}>{t('cases:report.help')}</a>
      </p>
    </>
  );
}
