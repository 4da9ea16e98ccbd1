/** Step 3: all that will be sent, before it is. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  HiddenValues,
  Notice,
  SummaryList,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { useWhen } from '../words.tsx';
import { ActivityList } from './activity-list.tsx';
import { Back, Heading, OtherWays, WhenToHandIn } from './report-page.tsx';
import { isLate, isOutside, type ReportPlace, type ReportView } from './view.ts';

export interface CheckPageProps {
  report: ReportView;
  place: ReportPlace;
  requestId: string;
  /** Why it cannot be sent as it is. */
  refusal: string | null;
}

export function CheckPage({ report, place, requestId, refusal }: CheckPageProps) {
  const t = useText();
  const { language } = usePage();
  const when = useWhen();
  const month = when.month(report.month);
  const early = report.today < report.opens;
  return (
    <>
      <ErrorSummary errors={refusal === null ? [] : [{ text: refusal }]} />
      <Heading step={3} month={month} />
      <p class="lead">{t('cases:report.check.lead')}</p>
      <WhenToHandIn report={report} />
      <h2>{t('cases:report.check.activities')}</h2>
      {report.activities.length === 0 ? (
        <p>{t(report.nothingDone ? 'cases:report.check.nothing' : 'cases:report.activities.empty')}</p>
      ) : (
        <ActivityList report={report} />
      )}
      {report.activities.some((one) => isOutside(report.month, one)) && (
        <Notice tone="warning" level={3}>
          {t('cases:report.activities.outsideNotice', { month })}
        </Notice>
      )}
      <SummaryList
        items={[
          {
            term: t('cases:report.check.message'),
            value: <Words text={report.message} none={t('cases:report.check.noMessage')} />,
          },
          ...(isLate(report)
            ? [
                {
                  term: t('cases:report.check.lateReason'),
                  value: <Words text={report.lateReason} none={t('cases:report.check.needsReason')} />,
                },
              ]
            : []),
        ]}
      />
      <Form action={href(language, place.practice ? place.path : `${place.path}/check`)} requestId={requestId}>
        <HiddenValues values={place.hidden} />
        {early ? <p>{t('cases:report.opens', { date: when.date(report.opens) })}</p> : <p>{t('cases:report.check.promise')}</p>}
        {place.help}
        <Buttons>
          {!early && (
            <Button name="next" value="send">
              {t('cases:report.check.submit')}
            </Button>
          )}
          <Back place={place} to="/message" />
        </Buttons>
      </Form>
      <OtherWays place={place} />
    </>
  );
}

function Words({ text, none }: { text: string; none: string }) {
  return text === '' ? <>{none}</> : <bdi>{text}</bdi>;
}
