/** A document by camera or file without network: sealed on the device, with its receipt at once. In a visit, or without one. */
import { useState } from 'preact/hooks';
import { documentKinds } from '../kinds.ts';
import { newReceiptCode } from '../receipt-code.ts';
import type { PageProps } from './arrivals.tsx';
import { Button, LocalForm, Notice, optionsFrom, Select, type Values } from './fields.tsx';
import { checkFile, type FileRefusal, fileTypes } from './file-check.ts';
import { arrivalNow } from './outbox.ts';
import type { ReceiptFacts } from './receipt.tsx';
import { changing, type OwnVisit, type View } from './view.ts';

interface DocumentFormProps extends PageProps {
  /** Null: of someone who only hands it in. */
  visit: OwnVisit | null;
  /** For which the desk takes documents; with more than one, it is asked for which. */
  agencies: readonly string[];
  onReceipt: (receipt: ReceiptFacts) => void;
  onFailed: () => void;
}

/** Keeps the receipt where it can be shown again. */
function withReceipt(visit: OwnVisit | null, receipt: OwnVisit['receipts'][number]): (view: View) => void {
  if (visit === null) return (view) => void view.receipts.push(receipt);
  return changing(visit, (of) => {
    of.receipts.push(receipt);
    of.steps.push('document-received');
  });
}

export function DocumentForm({ desk, place, say, visit, agencies, onReceipt, onFailed }: DocumentFormProps) {
  const [refusal, refuse] = useState<FileRefusal | null>(null);
  const { placeName } = place.facts;

  async function receive(values: Values): Promise<void> {
    const file = values.file('document');
    const checked = await checkFile(file);
    refuse('refusal' in checked ? checked.refusal : null);
    if ('refusal' in checked || file === null) return;
    const kind = values.text('kind');
    const receipt = { code: newReceiptCode(), kind, at: arrivalNow(place) };
    const isKept = await desk.note({
      kind: 'receive-document',
      input: {
        documentId: crypto.randomUUID(),
        visitId: visit?.visitId ?? null,
        receiptCode: receipt.code,
        agency: values.text('agency') || agencies[0],
        kind,
        how: checked.how,
      },
      document: { content: file },
      change: withReceipt(visit, receipt),
    });
    if (isKept) onReceipt({ ...receipt, placeName });
    else onFailed();
  }
  return (
    <>
      {refusal !== null && <Notice tone="danger" title={say(`document.${refusal}`)} />}
      <LocalForm onSend={(values) => void receive(values)}>
        {agencies.length > 1 && (
          <Select name="agency" label={say('document.agency')} options={optionsFrom(agencies, (code) => say(`to.${code}`))} />
        )}
        <Select name="kind" label={say('document.kind')} options={optionsFrom(documentKinds, (code) => say(`docKind.${code}`))} />
        <div class="ds-field">
          <label for="f-document">{say('document.file')}</label>
          <div data-field="description" id="f-document-hint">
            {say('document.fileHint')}
          </div>
          {/* Without `capture`, which would take away the choice between the camera and a scanned file. */}
          <input
            class="ds-input"
            type="file"
            id="f-document"
            name="document"
            accept={fileTypes.join(',')}
            aria-describedby="f-document-hint"
          />
        </div>
        <Button type="submit">{say('document.receive')}</Button>
      </LocalForm>
      {(visit?.receipts ?? desk.view.receipts).map((one) => (
        <p key={one.code}>
          <Button variant="tertiary" onClick={() => onReceipt({ ...one, placeName })}>
            {say('document.again', { code: one.code.slice(-4) })}
          </Button>
        </p>
      ))}
    </>
  );
}
