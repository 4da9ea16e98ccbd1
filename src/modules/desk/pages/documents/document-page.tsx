/** One document, for the desk and for the unit: what it is, what may be done with it, and every hand-over of it. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Form,
  LinkButton,
  Notice,
  Radios,
  Select,
  SummaryList,
  Timeline,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Verified } from '../../custody.ts';
import { returnReasons } from '../../kinds.ts';
import { shownReceiptCode } from '../../receipt-code.ts';
import type { CustodyLink } from '../../store/custody.ts';
import type { DeskDocument } from '../../store/documents.ts';
import type { Unit } from '../../store/units.ts';
import { AsReport, type ReportWay } from './as-report.tsx';
import { useAgencyName } from '../agency-name.ts';
import { StateTag, useMoment, VirusTag } from './words.tsx';

export interface DocumentPageProps {
  path: string;
  document: DeskDocument;
  placeName: string;
  verified: Verified;
  unit: Unit | null;
  may: { open: boolean; receipt: boolean; acknowledge: boolean; noteOriginal: boolean };
  /** The units to which it can be sent on now; null: it cannot be sent on. */
  forwardTo: readonly Unit[] | null;
  /** For a report that was taken over: where it is taken in for someone whose file is open, with when and where it was handed in. */
  report: ReportWay | null;
  /** What was just done: a code of `staffDocuments.done`. */
  done: string | null;
  requestId: string;
}

export function DocumentPage(props: DocumentPageProps) {
  const { path, document, placeName, unit, may, done } = props;
  const t = useText();
  const moment = useMoment();
  const name = useAgencyName();
  const { language } = usePage();
  return (
    <>
      {done !== null && <Notice tone="success" answer title={t(`desk:staffDocuments.done.${done}`)} />}
      <h1>
        {t('desk:staffDocuments.document')} <bdi dir="ltr">{shownReceiptCode(document.receiptCode)}</bdi>
      </h1>
      {document.virus === 'infected' && (
        <Notice tone="danger" title={t('desk:problem.document-infected.title')}>
          {t('desk:problem.document-infected.text')}
        </Notice>
      )}
      {document.virus === 'unreachable' && <Notice tone="warning">{t('desk:staffDocuments.unreachable')}</Notice>}
      {document.virus === 'too-large' && <Notice tone="warning">{t('desk:staffDocuments.tooLarge')}</Notice>}
      <SummaryList
        items={[
          { term: t('desk:document.receipt.arrived'), value: <strong>{moment(document.arrivedAt)}</strong> },
          { term: t('desk:document.receipt.place'), value: <bdi>{placeName}</bdi> },
          { term: t('desk:document.receipt.what'), value: t(`desk:document.kind.${document.kind}`) },
          { term: t('desk:document.receipt.to'), value: <bdi>{name(document.agency)}</bdi> },
          { term: t('desk:document.receipt.state'), value: <StateTag state={document.state} /> },
          { term: t('desk:document.receipt.virus'), value: <VirusTag virus={document.virus} /> },
          ...(unit === null ? [] : [{ term: t('desk:staffDocuments.unit'), value: <bdi>{unit.name}</bdi> }]),
        ]}
      />
      <Buttons>
        {may.open && <LinkButton href={href(language, `${path}/file`)}>{t('desk:staffDocuments.open')}</LinkButton>}
        {may.receipt && (
          <LinkButton href={href(language, `${path}/receipt`)} variant="secondary">
            {t('desk:staffDocuments.receipt')}
          </LinkButton>
        )}
      </Buttons>
      {may.open && <p>{t('desk:staffDocuments.openNoted')}</p>}
      <Actions {...props} />
      <Chain {...props} />
    </>
  );
}

function Actions({ path, forwardTo, may, report, document, requestId }: DocumentPageProps) {
  const t = useText();
  const { language } = usePage();
  const to = (step: string): string => href(language, `${path}/${step}`);
  return (
    <>
      {forwardTo !== null && forwardTo.length === 0 && <Notice tone="warning">{t('desk:problem.unit-missing.text')}</Notice>}
      {forwardTo !== null && forwardTo.length > 0 && (
        <Form action={to('forward')} requestId={requestId} id="forward">
          <Select
            name="unitId"
            label={t('desk:staffDocuments.forwardTo')}
            options={forwardTo.map(({ id, name }) => ({ value: id, text: name }))}
            value={forwardTo[0]!.id}
          />
          <Button>{t('desk:staffDocuments.forward')}</Button>
        </Form>
      )}
      {may.noteOriginal && (
        <Form action={to('original-sent')} requestId={requestId} id="original">
          <Button variant="secondary">{t('desk:staffDocuments.originalSent')}</Button>
        </Form>
      )}
      {may.acknowledge && (
        <>
          <Form action={to('acknowledge')} requestId={requestId} id="acknowledge">
            <Button>{t('desk:staffDocuments.acknowledge')}</Button>
          </Form>
          <details class="ds-details">
            <summary>{t('desk:staffDocuments.return')}</summary>
            <div>
              <Form action={to('return')} requestId={requestId} id="return">
                <Radios
                  name="reason"
                  legend={t('desk:staffDocuments.reason')}
                  options={returnReasons.map((value) => ({ value, text: t(`desk:staffDocuments.reasons.${value}`) }))}
                />
                <Button variant="secondary">{t('desk:staffDocuments.returnButton')}</Button>
              </Form>
            </div>
          </details>
        </>
      )}
      {report !== null && document.state === 'acknowledged' && <AsReport path={path} {...report} />}
    </>
  );
}

/** Every hand-over, and whether the chain of them holds. */
function Chain({ verified }: DocumentPageProps) {
  const t = useText();
  const moment = useMoment();
  return (
    <>
      <h2>{t('desk:staffDocuments.custody.title')}</h2>
      {verified.unbroken ? (
        <Notice tone="success" title={t('desk:staffDocuments.custody.unbroken')} level={3}>
          {t('desk:staffDocuments.custody.unbrokenText')}
        </Notice>
      ) : (
        <Notice tone="danger" title={t('desk:staffDocuments.custody.broken', { at: verified.at })} level={3}>
          {t(`desk:staffDocuments.custody.why.${verified.why}`)}
        </Notice>
      )}
      <Timeline
        label={t('desk:staffDocuments.custody.title')}
        items={verified.links.map((link) => ({
          when: moment(link.at),
          what: t(`desk:staffDocuments.custody.what.${link.what}`),
          details: <LinkDetails link={link} />,
        }))}
      />
    </>
  );
}

function LinkDetails({ link: { what, details } }: { link: CustodyLink }) {
  const t = useText();
  const { virus, reason } = details;
  if (what === 'checked') return <>{t(`desk:document.virus.${virus}`)}</>;
  return what === 'returned' ? <>{t(`desk:staffDocuments.reasons.${reason}`)}</> : null;
}
