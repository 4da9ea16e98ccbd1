/** Which media type an answer gets (Accept, RFC 9110 §12.5.1). */

interface Range {
  type: string;
  quality: number;
}

/**
 * The offered media type that the client likes best; null when it accepts none. A missing header accepts everything. Of
 * equals the one that is named more exactly wins, then the one that is offered first.
 */
export function acceptedType(accept: string | undefined, offered: readonly string[]): string | null {
  if (accept === undefined || accept.trim() === '') return offered[0] ?? null;
  const ranges = accept.split(',').map(readRange);
  let best: { type: string; quality: number; exactness: number } | null = null;
  for (const type of offered) {
    const { quality, exactness } = wish(type, ranges);
    if (quality === 0) continue;
    const better = best === null || quality > best.quality || (quality === best.quality && exactness > best.exactness);
    if (better) best = { type, quality, exactness };
  }
  return best?.type ?? null;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((one) => one.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** How much the client wants a type: the most exact range that fits it decides. */
function wish(type: string, ranges: readonly Range[]): { quality: number; exactness: number } {
  const fitting = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const [index, one] of fitting.entries()) {
    const found = ranges.find((range) => range.type === one);
    if (found !== undefined) return { quality: found.quality, exactness: fitting.length - index };
  }
  return { quality: 0, exactness: 0 };
}
