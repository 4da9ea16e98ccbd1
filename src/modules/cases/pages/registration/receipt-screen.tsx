/** The receipt: its number, when it arrived, what is decided and why, and what happens next. Also on paper. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { LinkButton, Notice, SummaryList, usePage } from '../../../../ui/index.ts';
import type { FirstReport } from '../../registration/next-days.ts';
import type { Attachment } from '../../store/attachment.ts';
import type { Decision } from '../../store/decision.ts';
import type { Registration } from '../../store/registration.ts';
import type { AskedTranslation } from '../../store/translation.ts';
import { TranslationPart } from '../translation-part.tsx';
import { bookConversationPath } from '../my/links.tsx';
import { useWhen } from '../words.tsx';
import { DecisionText, ObjectionForm } from './decision-text.tsx';
import { FileList, filesPath } from './file-list.tsx';
import { stepPath, type Way } from './way.ts';
import { useRegistrationText } from './words.ts';

export interface ReceiptScreenProps {
  way: Way;
  registration: Registration;
  decision: Decision | null;
  report: FirstReport | null;
  files: readonly Attachment[];
  /** Translations of the decision that were asked for. */
  asked: readonly AskedTranslation[];
  requestId: Uuid;
  /** Just sent in, or just objected. */
  done: 'sent' | 'objected' | null;
  /** What was typed in the objection that was refused. */
  objection?: { text: string; wrong: string } | null;
}

export function ReceiptScreen(props: ReceiptScreenProps) {
  const { way, registration, decision, requestId, done, objection = null } = props;
  const t = useRegistrationText();
  const { language } = usePage();
  const Title = way.kind === 'assisted' ? 'h2' : 'h1';
  const receipt = stepPath(way, `receipt/${registration.id}`);
  return (
    <>
      <Title>{t(way.kind === 'assisted' ? 'receipt.titleStaff' : receiptTitle(registration))}</Title>
      {done === 'objected' && (
        <Notice tone="success" title={t('receipt.objected')} answer>
          {t('receipt.objectedText')}
        </Notice>
      )}
      <ReceiptFacts {...props} />
      {registration.protected ? (
        <Notice title={t('receipt.protectedTitle')}>{t('receipt.protectedText')}</Notice>
      ) : (
        <>
          {decision !== null && <DecisionText decision={decision} />}
          {decision !== null && decision.toldAt !== null && (
            <TranslationPart
              what="decision"
              id={decision.id}
              action={`${receipt}/translation`}
              asked={props.asked}
              requestId={requestId}
            />
          )}
          {decision !== null && mayObject(decision, registration) && (
            <ObjectionForm action={`${receipt}/object`} decisionId={decision.id} requestId={requestId} refused={objection} />
          )}
          {registration.state === 'registered' && <Next {...props} />}
          {registration.state === 'with-officer' && (
            <>
              <h2>{t('receipt.nextTitle')}</h2>
              <p>{t('receipt.next.afterDecision')}</p>
            </>
          )}
        </>
      )}
      <p class="no-print hint">{t('receipt.print')}</p>
      {way.kind === 'self' && (
        <LinkButton href={href(language, '/my')} variant="secondary">
          {t('receipt.myCase')}
        </LinkButton>
      )}
    </>
  );
}

/** Whoever is registered reads that first. */
export const receiptTitle = ({ state }: Pick<Registration, 'state'>): string =>
  state === 'registered' ? 'receipt.titleRegistered' : 'receipt.title';

/** What a machine decided and no one has looked at since. */
function mayObject(decision: Decision, registration: Registration): boolean {
  const stands = registration.state === 'registered' || registration.state === 'rejected';
  return stands && decision.automatic && decision.outcome !== 'to-officer' && decision.objectedAt === null;
}

function ReceiptFacts({ way, registration, files }: ReceiptScreenProps) {
  const t = useRegistrationText();
  const when = useWhen();
  const { receiptNumber, arrivedAt, state, firstDay, registeredOn } = registration;
  const arrived = when.at(arrivedAt);
  const counts = state === 'registered' || state === 'with-officer';
  return (
    <>
      <SummaryList
        items={[
          {
            term: t('receipt.number'),
            value: (
              <strong>
                <bdi>{receiptNumber}</bdi>
              </strong>
            ),
          },
          { term: t('receipt.arrived'), value: t('receipt.arrivedAt', { day: arrived.date, time: arrived.time }) },
          { term: t('receipt.state.label'), value: t(`receipt.state.${state}`) },
          { term: t('receipt.asked'), value: when.date(firstDay) },
          ...(counts
            ? [{ term: t(state === 'registered' ? 'receipt.from' : 'receipt.countsFrom'), value: when.date(registeredOn) }]
            : []),
          ...(files.length === 0 ? [] : [{ term: t('receipt.files'), value: <FileList files={files} path={filesPath(way)} /> }]),
        ]}
      />
      {counts && registeredOn > firstDay && <Notice tone="warning">{t('receipt.late', { day: when.date(registeredOn) })}</Notice>}
    </>
  );
}

function Next({ way, registration, report }: ReceiptScreenProps) {
  const t = useRegistrationText();
  const { language } = usePage();
  const when = useWhen();
  const { leavesOn, nextDue, nextKind, id } = registration;
  const at = way.kind === 'self' ? '/my' : `/people/${registration.personId}`;
  const book = leavesOn === null && way.kind !== 'practice' ? bookConversationPath(at) : null;
  return (
    <>
      <h2>{t('receipt.nextTitle')}</h2>
      <SummaryList
        items={[
          {
            term: t('receipt.next.conversation'),
            value: t(leavesOn === null ? 'receipt.next.conversationText' : 'receipt.next.noConversation'),
            ...(book === null ? {} : { action: <a href={href(language, book)}>{t('receipt.next.book')}</a> }),
          },
          ...(nextKind === 'first-plan' && nextDue !== null
            ? [{ term: t('receipt.next.plan'), value: <strong>{when.date(nextDue)}</strong> }]
            : []),
          {
            term: t('receipt.next.report'),
            value:
              report === null
                ? t('receipt.next.reportLater')
                : t('receipt.next.reportText', {
                    month: when.month(report.month),
                    from: when.date(report.opens),
                    to: when.date(report.closes),
                  }),
          },
          { term: t('receipt.next.call'), value: t('receipt.next.callText') },
        ]}
      />
      {way.kind === 'self' && (
        <p class="no-print">
          <a href={href(language, `${stepPath(way, `receipt/${id}`)}/days.ics`)} download="narvaro.ics">
            {t('receipt.calendar')}
          </a>
          <br />
          <span class="hint">{t('early.calendarHint')}</span>
        </p>
      )}
    </>
  );
}
