/** One report: where it stands, what may be done, the text with its figures (live, or as frozen), its files and its history. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, ErrorSummary, LinkButton, Notice, SummaryList, Timeline, useFormats, usePage } from '../../../../ui/index.ts';
import type { Fault } from '../../reports/directive.ts';
import type { ReportDocument } from '../../reports/document.ts';
import { formats, ReportBody } from '../../reports/render/index.ts';
import type { ReportAct } from '../../reports/report-state.ts';
import { mayFreeze } from '../../rules/report-freeze.ts';
import type { Frozen } from '../../store/frozen.ts';
import type { Report, ReportStep } from '../../store/reports.ts';
import { faultText, StateTag, useMoment, useWords } from './words.tsx';

export interface ReportProps {
  report: Report;
  steps: readonly ReportStep[];
  frozen: Frozen | null;
  /** Null: the text has faults by now, and no report can be made of it. */
  document: ReportDocument | null;
  faults: readonly Fault[];
  acts: readonly ReportAct[];
  /** Whoever looks has written in it. */
  isOwn: boolean;
  today: PlainDate;
  done: string | null;
}

export function ReportPage({ report, steps, frozen, document, faults, acts, isOwn, today, done }: ReportProps) {
  const t = useWords();
  const { language } = usePage();
  const moment = useMoment();
  const files = frozen === null ? formats : ([...formats, 'json'] as const);
  return (
    <>
      <ErrorSummary errors={faults.map((fault) => ({ text: faultText(t, fault) }))} />
      {done !== null && (
        <Notice tone="success" answer>
          {t(`done.${done}`)}
        </Notice>
      )}
      <h1>{report.title}</h1>
      <SummaryList items={useFacts(report, frozen)} />
      <Acts report={report} acts={acts} isOwn={isOwn} today={today} />
      {document !== null && (
        <>
          <h2 id="files">{t('files')}</h2>
          <ul>
            {files.map((format) => (
              <li>
                <a href={href(language, `/reports/${report.code}/file/${format}`)}>{t(`format.${format}`)}</a>
              </li>
            ))}
            {frozen !== null && (
              <li>
                <a href={href(language, `/reports/${report.code}/check`)}>{t('checkLink')}</a>
              </li>
            )}
          </ul>
          <Notice tone="info" title={frozen === null ? t('preview') : t('delivered')}>
            {frozen === null
              ? t('previewText')
              : t('frozenText', { day: moment(frozen.frozenAt), known: moment(frozen.knownAt) })}
          </Notice>
          <Uncounted document={document} />
          <ReportBody document={document} />
        </>
      )}
      <h2>{t('history')}</h2>
      <Timeline
        items={steps.map((step) => ({
          when: moment(step.at),
          date: step.at.slice(0, 10),
          what: t('historyLine', { state: t(`state.${step.state}`), number: step.number, actor: step.actor }),
          details: step.note === '' ? undefined : <p>{step.note}</p>,
        }))}
      />
    </>
  );
}

/** Figures that a draft is to have and that are not there yet. */
function Uncounted({ document: { figures } }: { document: ReportDocument }) {
  const t = useWords();
  const waiting = figures.flatMap(({ title, answers }) =>
    answers.filter(({ isCounted }) => isCounted === false).map(({ on }) => `${title}, ${on.slice(0, 7)}`),
  );
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warning" title={t('uncounted')}>
      <ul>
        {[...new Set(waiting)].map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <p>{t('uncountedText')}</p>
    </Notice>
  );
}

function useFacts(report: Report, frozen: Frozen | null) {
  const t = useWords();
  const { date } = useFormats();
  const moment = useMoment();
  return [
    { term: t('stateName'), value: <StateTag state={report.state} /> },
    { term: t('dueOn'), value: <time dateTime={report.dueOn}>{date(report.dueOn)}</time> },
    { term: t('assignment'), value: `${report.assignmentTitle} (${report.givenIn})` },
    { term: t('asks'), value: report.asks },
    { term: t('author'), value: `${report.author} (${t('wording').toLowerCase()} ${report.number})` },
    ...(frozen === null
      ? []
      : [
          { term: t('knownAt'), value: moment(frozen.knownAt) },
          { term: t('hash'), value: <code class="hash">{frozen.sha256}</code> },
        ]),
  ];
}

function Acts({ report, acts, isOwn, today }: Pick<ReportProps, 'report' | 'acts' | 'isOwn' | 'today'>) {
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  const early = acts.includes('freeze') && !mayFreeze(report.dueOn, today);
  const own = acts.includes('approve') && isOwn;
  const possible = acts.filter((act) => !(act === 'freeze' && early) && !(act === 'approve' && own));
  if (acts.length === 0) return null;
  return (
    <>
      <h2>{t('next')}</h2>
      {early && <p>{t('freezeNotYet', { day: date(report.dueOn) })}</p>}
      {own && <p>{t('ownApproval')}</p>}
      <Buttons>
        {possible.map((act) => (
          <LinkButton
            href={href(language, `/reports/${report.code}/${act}`)}
            variant={act === 'change' || act === 'send-back' ? 'secondary' : undefined}
          >
            {t(`act.${act}`)}
          </LinkButton>
        ))}
      </Buttons>
    </>
  );
}
