/** A document by camera or file without network: sealed on the device, with its receipt at once. */
import { useState } from 'preact/hooks';
import { documentKinds } from '../kinds.ts';
import { newReceiptCode } from '../receipt-code.ts';
import { Button, LocalForm, Notice, optionsFrom, Select, type Values } from './fields.tsx';
import type { InHandProps } from './in-hand.tsx';
import { arrivalNow } from './outbox.ts';
import { changing } from './view.ts';

/** As the service has it: 25 MB. */
const mostBytes = 26_214_400;
const types = ['application/pdf', 'image/jpeg', 'image/png'] as const;

type Refusal = 'choose' | 'type' | 'large';

export function DocumentForm(props: InHandProps & { agency: string; onFailed: () => void }) {
  const { desk, place, say, visit, agency, onReceipt, onFailed } = props;
  const [refusal, refuse] = useState<Refusal | null>(null);

  async function receive(values: Values): Promise<void> {
    const file = values.file('document');
    const wrong = refusalOf(file);
    refuse(wrong);
    if (wrong !== null || file === null) return;
    const kind = values.text('kind');
    const receipt = { code: newReceiptCode(), kind, at: arrivalNow(place) };
    const isKept = await desk.note({
      kind: 'receive-document',
      input: {
        documentId: crypto.randomUUID(),
        visitId: visit.visitId,
        receiptCode: receipt.code,
        agency,
        kind,
        how: file.type === 'application/pdf' ? 'scan' : 'photo',
      },
      document: { content: file },
      change: changing(visit, (of) => {
        of.receipts.push(receipt);
        of.steps.push('document-received');
      }),
    });
    if (isKept) onReceipt({ ...receipt, placeName: place.facts.placeName });
    else onFailed();
  }
  return (
    <section>
      <h3>{say('document.title')}</h3>
      {refusal !== null && <Notice tone="danger" title={say(`document.${refusal}`)} />}
      <LocalForm onSend={(values) => void receive(values)}>
        <Select name="kind" label={say('document.kind')} options={optionsFrom(documentKinds, (code) => say(`docKind.${code}`))} />
        <div class="ds-field">
          <label for="f-document">{say('document.file')}</label>
          <div data-field="description" id="f-document-hint">
            {say('document.fileHint')}
          </div>
          <input
            class="ds-input"
            type="file"
            id="f-document"
            name="document"
            accept={types.join(',')}
            capture="environment"
            aria-describedby="f-document-hint"
          />
        </div>
        <Button type="submit">{say('document.receive')}</Button>
      </LocalForm>
      {visit.receipts.map((one) => (
        <p key={one.code}>
          <Button variant="tertiary" onClick={() => onReceipt({ ...one, placeName: place.facts.placeName })}>
            {say('document.again', { code: one.code.slice(-4) })}
          </Button>
        </p>
      ))}
    </section>
  );
}

function refusalOf(file: File | null): Refusal | null {
  if (file === null || file.size === 0) return 'choose';
  if (!types.some((one) => one === file.type)) return 'type';
  return file.size > mostBytes ? 'large' : null;
}
