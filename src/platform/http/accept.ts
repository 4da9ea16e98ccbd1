/** Which media type and which language an answer gets (RFC 9110 §12.5). */

/**
 * The offered language that the client likes best (Accept-Language, RFC 9110 §12.5.4, by the lookup of RFC 4647 §3.4: 'sv-FI' is
 * answered in 'sv'); null when it names none of them.
 */
export function acceptedLanguage<Language extends string>(
  accept: string | undefined,
  offered: readonly Language[],
): Language | null {
  const wished = (accept ?? '')
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { type } of wished) {
    for (let tag = type; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
      const found = offered.find((one) => one === tag);
      if (found !== undefined) return found;
    }
  }
  return null;
}

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
