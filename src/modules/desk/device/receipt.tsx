/** The receipt of a document that was received without network: on the screen, and on paper. */
import { create } from 'qrcode';
import { shownReceiptCode } from '../receipt-code.ts';
import { Button } from './fields.tsx';
import { dayAndTimeOf, type Say } from './words.ts';

export interface ReceiptFacts {
  code: string;
  kind: string;
  at: string;
  placeName: string;
}

interface ReceiptProps extends ReceiptFacts {
  say: Say;
  /** Where `onBack` leads. */
  back: string;
  onBack: () => void;
}

export function Receipt({ code, kind, at, placeName, say, back, onBack }: ReceiptProps) {
  const address = `${location.origin}/receipt/${code}`;
  return (
    <section>
      <h2>{say('document.receipt')}</h2>
      <dl class="summary-list">
        {[
          [say('document.code'), <strong class="device-code">{shownReceiptCode(code)}</strong>],
          [say('document.arrived'), dayAndTimeOf(at)],
          [say('document.what'), say(`docKind.${kind}`)],
          [say('document.where'), placeName],
        ].map(([term, value]) => (
          <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{say('document.offline')}</p>
      <p>
        {say('document.follow')} <span class="device-address">{address}</span>
      </p>
      <QrCode text={address} label={say('document.qr')} />
      <p class="buttons no-print">
        <Button onClick={() => window.print()}>{say('document.print')}</Button>
        <Button variant="secondary" onClick={onBack}>
          {back}
        </Button>
      </p>
    </section>
  );
}

/** A QR code as a picture of squares (ISO/IEC 18004), with the quiet zone of four that scanners need. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const squares = [...modules.data.keys()].filter((at) => modules.data[at] === 1);
  const path = squares.map((at) => `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`).join('');
  return (
    <svg class="device-qr" viewBox={`0 0 ${size + 8} ${size + 8}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
