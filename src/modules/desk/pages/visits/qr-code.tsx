import QR from 'qrcode';

/** A QR code as a picture in the page; `label` says what it leads to. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = QR.create(text, { errorCorrectionLevel: 'M' }).modules;
  const quiet = 4;
  const path = Array.from(data)
    .flatMap((dark, at) => (dark === 1 ? [`M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z`] : []))
    .join('');
  const side = size + 2 * quiet;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
