/** The documents of an authority's units: what waits to be taken over, and what was taken over last. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Field, Form, Table, usePage, useText } from '../../../../ui/index.ts';
import { shownReceiptCode } from '../../receipt-code.ts';
import type { DeskDocument } from '../../store/documents.ts';
import type { Unit } from '../../store/units.ts';
import { Waiting } from './desk-documents.tsx';
import { StateTag, useMoment, VirusTag } from './words.tsx';

export interface UnitDocumentsProps {
  documents: readonly DeskDocument[];
  units: readonly Unit[];
  placeNames: ReadonlyMap<string, string>;
  /** Only members read documents; others see how many wait and for how long. */
  mayOpen: boolean;
  notFound: boolean;
}

export function UnitDocumentsPage({ documents, units, placeNames, mayOpen, notFound }: UnitDocumentsProps) {
  const t = useText();
  const moment = useMoment();
  const { language } = usePage();
  const path = ({ placeId, id }: DeskDocument): string => href(language, `/documents/${placeId}/${id}`);
  const code = (one: DeskDocument) => <bdi dir="ltr">{shownReceiptCode(one.receiptCode)}</bdi>;
  return (
    <>
      <h1>{t('desk:staffDocuments.unitTitle')}</h1>
      <p class="lead">{units.length === 0 ? t('desk:staffDocuments.noUnit') : units.map(({ name }) => name).join(', ')}</p>
      {mayOpen && (
        <Form action={href(language, '/documents')} method="get" inline>
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
      )}
      <Table
        id="documents"
        caption={t('desk:staffDocuments.unitTitle')}
        captionHidden
        cards
        empty={t('desk:staffDocuments.noneForwarded')}
        rows={documents}
        columns={[
          {
            header: t('desk:document.receipt.code'),
            rowHeader: true,
            cell: (one) => (mayOpen ? <a href={path(one)}>{code(one)}</a> : code(one)),
          },
          { header: t('desk:document.receipt.what'), cell: ({ kind }) => t(`desk:document.kind.${kind}`) },
          { header: t('desk:document.receipt.arrived'), cell: ({ arrivedAt }) => moment(arrivedAt) },
          { header: t('desk:document.receipt.place'), cell: ({ placeId }) => <bdi>{placeNames.get(placeId) ?? placeId}</bdi> },
          {
            header: t('desk:document.receipt.state'),
            cell: (one) => (
              <>
                <StateTag state={one.state} /> {one.virus !== 'clean' && <VirusTag virus={one.virus} />}
                <Waiting document={one} units={units} />
              </>
            ),
          },
        ]}
      />
    </>
  );
}
