/** The desk's documents: take one in, give a link to a telephone, and what is still on its way from here. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  ErrorSummary,
  Field,
  FileField,
  Form,
  Notice,
  Select,
  Table,
  usePage,
  useText,
  type Values,
  valueOf,
} from '../../../../ui/index.ts';
import { documentKinds } from '../../kinds.ts';
import { shownReceiptCode } from '../../receipt-code.ts';
import type { DeskDocument } from '../../store/documents.ts';
import type { Unit } from '../../store/units.ts';
import { useAgencyName } from '../agency-name.ts';
import { StateTag, useMoment, VirusTag } from './words.tsx';

export interface DeskDocumentsProps {
  /** `/desk/<place>/documents`. */
  path: string;
  placeName: string;
  documents: readonly DeskDocument[];
  units: readonly Unit[];
  /** The authorities for which the desk takes documents today. */
  agencies: readonly string[];
  documentId: string;
  visitId: string;
  requestId: string;
  typed: Values;
  /** What is wrong with what was just sent; and whether no document has the code that was looked for. */
  wrong: string | null;
  notFound: boolean;
}

export function DeskDocumentsPage(props: DeskDocumentsProps) {
  const { path, placeName, wrong, notFound, agencies } = props;
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'file', text: wrong }]} />
      <h1>{t('desk:staffDocuments.title')}</h1>
      <p class="lead">
        <bdi>{placeName}</bdi>
      </p>
      <Form action={href(language, path)} method="get" inline>
        <Field
          name="code"
          type="search"
          label={t('desk:staffDocuments.search')}
          hint={t('desk:staffDocuments.searchHint')}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          error={notFound ? t('desk:problem.document-unknown.text') : undefined}
        />
        <Button variant="secondary">{t('desk:staffDocuments.find')}</Button>
      </Form>
      <ToForward documents={props.documents} />
      {agencies.length === 0 ? <Notice tone="warning">{t('desk:staffDocuments.notAgreed')}</Notice> : <TakeIn {...props} />}
      <h2>{t('desk:staffDocuments.list')}</h2>
      <DocumentTable {...props} />
    </>
  );
}

/** What the visitor has a receipt for and no authority has: also what came in by itself, from a telephone or when the network was back. */
function ToForward({ documents }: Pick<DeskDocumentsProps, 'documents'>) {
  const t = useText();
  const count = documents.filter(({ state, virus }) => state === 'received' && virus !== 'infected').length;
  if (count === 0) return null;
  return (
    <Notice tone="warning" title={t('desk:staffDocuments.toForward', { count })}>
      {t('desk:staffDocuments.toForwardText')}
    </Notice>
  );
}

function TakeIn({ path, agencies, documentId, visitId, requestId, typed, wrong }: DeskDocumentsProps) {
  const t = useText();
  const { language } = usePage();
  const said = <WhatItIs agencies={agencies} typed={typed} />;
  const visit = visitId === '' ? null : <input type="hidden" name="visitId" value={visitId} />;
  return (
    <>
      <h2>{t('desk:staffDocuments.takeIn')}</h2>
      <Form action={href(language, path)} withFile>
        <input type="hidden" name="documentId" value={documentId} />
        {visit}
        {said}
        <FileField
          name="file"
          label={t('desk:staffDocuments.file')}
          hint={t('desk:document.handIn.fileHint')}
          accept="application/pdf,image/jpeg,image/png"
          error={wrong ?? undefined}
        />
        <Button>{t('desk:staffDocuments.receive')}</Button>
      </Form>
      <details class="ds-details">
        <summary>{t('desk:staffDocuments.byPhone')}</summary>
        <div>
          <p>{t('desk:staffDocuments.byPhoneText')}</p>
          <Form action={href(language, `${path}/link`)} requestId={requestId} id="link">
            {visit}
            {said}
            <Button variant="secondary">{t('desk:staffDocuments.makeLink')}</Button>
          </Form>
        </div>
      </details>
    </>
  );
}

function WhatItIs({ agencies, typed }: Pick<DeskDocumentsProps, 'agencies' | 'typed'>) {
  const t = useText();
  const name = useAgencyName();
  return (
    <>
      <Select
        name="agency"
        label={t('desk:document.handIn.agency')}
        options={agencies.map((code) => ({ value: code, text: name(code) }))}
        value={valueOf(typed, 'agency')}
      />
      <Select
        name="kind"
        label={t('desk:document.handIn.kind')}
        options={documentKinds.map((kind) => ({ value: kind, text: t(`desk:document.kind.${kind}`) }))}
        value={valueOf(typed, 'kind')}
      />
    </>
  );
}

function DocumentTable({ path, documents, units }: DeskDocumentsProps) {
  const t = useText();
  const name = useAgencyName();
  const moment = useMoment();
  const { language } = usePage();
  return (
    <Table
      id="documents"
      caption={t('desk:staffDocuments.list')}
      captionHidden
      cards
      empty={t('desk:staffDocuments.none')}
      rows={documents}
      columns={[
        {
          header: t('desk:document.receipt.code'),
          rowHeader: true,
          cell: ({ id, receiptCode }) => (
            <a href={href(language, `${path}/${id}`)} dir="ltr">
              {shownReceiptCode(receiptCode)}
            </a>
          ),
        },
        { header: t('desk:document.receipt.arrived'), cell: ({ arrivedAt }) => moment(arrivedAt) },
        {
          header: t('desk:document.receipt.what'),
          cell: ({ kind, agency }) => `${t(`desk:document.kind.${kind}`)}, ${name(agency)}`,
        },
        {
          header: t('desk:document.receipt.state'),
          cell: (one) => (
            <>
              <StateTag state={one.state} />{' '}
              {one.virus !== 'clean' && one.virus !== 'not-configured' && <VirusTag virus={one.virus} />}
              <Waiting document={one} units={units} />
            </>
          ),
        },
      ]}
    />
  );
}

/** With whom it lies, and whether they have been asked for it. */
export function Waiting({ document, units }: { document: DeskDocument; units: readonly Unit[] }) {
  const t = useText();
  const moment = useMoment();
  const unit = units.find(({ id }) => id === document.unitId);
  if (unit === undefined || document.state === 'received') return null;
  const { state, remindedAt, escalatedAt } = document;
  return (
    <>
      <br />
      <bdi>{unit.name}</bdi>
      {state === 'forwarded' && escalatedAt !== null && (
        <>
          <br />
          {t('desk:staffDocuments.escalated', { at: moment(escalatedAt) })}
        </>
      )}
      {state === 'forwarded' && escalatedAt === null && remindedAt !== null && (
        <>
          <br />
          {t('desk:staffDocuments.reminded', { at: moment(remindedAt) })}
        </>
      )}
    </>
  );
}
