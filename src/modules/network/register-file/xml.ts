/** XML as a row of tokens, with bounded memory: as much of XML as a workbook's parts are written in. */
import { ZipFault } from './zip.ts';

export type Token =
  | { type: 'open' | 'close'; name: string; attribute(name: string): string | undefined }
  | { type: 'text'; text: string };

/** In characters; Excel's longest cell has 32,767. */
const longestToken = 500_000;
const tag = /<(\/?)([^\s/<>]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;

/**
 * Splits text that comes in pieces into tokens, in batches. Names are without their prefix; an empty element opens and
 * closes. Comments and instructions are passed over. Throws ZipFault for what is no XML, and for a DOCTYPE.
 */
export async function* tokens(pieces: AsyncIterable<string>): AsyncGenerator<Token[]> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    const { found, used } = split(rest);
    rest = rest.slice(used);
    if (rest.length > longestToken) throw notXml();
    if (found.length > 0) yield found;
  }
  if (rest.trim() !== '') throw notXml();
}

function notXml(): ZipFault {
  return new ZipFault('an XLSX file that can be read (a part of it is no plain XML)');
}

/** The whole tokens in a text, and how much of it they are. */
function split(text: string): { found: Token[]; used: number } {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next < 0) break;
    if (next > at) found.push({ type: 'text', text: decoded(text.slice(at, next)) });
    at = next;
    const passed = passOver(text, at, found);
    if (passed === 0) break;
    at += passed;
  }
  return { found, used: at };
}

const passages = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
] as const;

/** Reads one piece of markup; gives its length, 0 when it does not end within the text. */
function passOver(text: string, at: number, found: Token[]): number {
  for (const [begin, end] of passages) {
    if (!text.startsWith(begin, at)) continue;
    const last = text.indexOf(end, at + begin.length);
    if (last < 0) return 0;
    if (begin === '<![CDATA[') found.push({ type: 'text', text: text.slice(at + begin.length, last) });
    return last + end.length - at;
  }
  tag.lastIndex = at;
  const match = tag.exec(text);
  if (match === null) {
    // Either it goes on in the next piece, or it is no tag.
    const begun = text.slice(at, at + 9);
    if (text.indexOf('>', at) >= 0 && !/["']/.test(text.slice(at)) && !passages.some(([begin]) => begin.startsWith(begun)))
      throw notXml();
    return 0;
  }
  const [whole, slash, full, attributes, empty] = match as unknown as [string, string, string, string, string];
  const name = full.slice(full.indexOf(':') + 1);
  const attribute = (of: string): string | undefined => attributeOf(attributes, of);
  found.push({ type: slash === '' ? 'open' : 'close', name, attribute });
  if (empty !== '') found.push({ type: 'close', name, attribute });
  return whole.length;
}

const attributePatterns = new Map<string, RegExp>();

function attributeOf(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`\\s(?:[^\\s:=]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributePatterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match === null ? undefined : decoded(match[1] ?? match[2]!);
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
