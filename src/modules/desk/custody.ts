/**
 * The chain of hand-overs of a document: each link is sealed (HMAC-SHA-256, with a key that the database does not have) together with the
 * seal before it, and the first one also says what the document is and when it arrived. Whoever changes, adds, removes or moves a link, or
 * changes the document under it, without the key, breaks the chain.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { epochMilliseconds, type Instant } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { CustodyStep, DocumentState } from './kinds.ts';
import { type CustodyLink, custodyOf, insertLink } from './store/custody.ts';
import type { DeskDocument } from './store/documents.ts';

const purpose = 'desk-custody';

export interface HandOver {
  at: Instant;
  /** An account, a kiosk, or whoever had the link. */
  by: string;
  what: CustodyStep;
  /** Codes, ids and digests only. */
  details?: CustodyLink['details'];
}

type Of = Pick<DeskDocument, 'placeId' | 'id'>;

/** Adds links; the document's row is locked by whoever calls. */
export async function handOver(tx: Transaction, keys: Keys, of: Of, steps: readonly HandOver[]): Promise<void> {
  let before = (await custodyOf(tx, of.placeId, of.id)).at(-1) ?? null;
  for (const { at, by, what, details = {} } of steps) {
    const link = { seq: (before?.seq ?? 0) + 1, at, by, what, details: { ...details, key: keys.current.id } };
    const seal = sealOf(keys, of, before, link);
    await insertLink(tx, of.placeId, of.id, { ...link, seal });
    before = { ...link, seal };
  }
}

/** What the first link says of the document, so that a change of the document breaks the chain too. */
export function identityOf(
  d: Pick<DeskDocument, 'receiptCode' | 'arrivedAt' | 'sha256' | 'receivedSha256' | 'bytes' | 'agency' | 'kind'>,
) {
  return {
    receipt: d.receiptCode,
    arrived: epochMilliseconds(d.arrivedAt),
    sha256: d.sha256.toString('hex'),
    received: d.receivedSha256.toString('hex'),
    bytes: d.bytes,
    agency: d.agency,
    kind: d.kind,
  };
}

export type Verified =
  | { unbroken: true; links: CustodyLink[] }
  | { unbroken: false; links: CustodyLink[]; at: number; why: Fault };
/** What is wrong with the first link that is. */
type Fault = 'missing' | 'seal' | 'key-gone' | 'document-changed';

/** Whether the chain holds, and what is in it. */
export async function verifyCustody(db: Database, keys: Keys, document: DeskDocument): Promise<Verified> {
  const links = await custodyOf(db, document.placeId, document.id);
  let before: CustodyLink | null = null;
  for (const link of links) {
    const fault = faultOf(keys, document, before, link);
    if (fault !== null) return { unbroken: false, links, at: link.seq, why: fault };
    before = link;
  }
  // The number of links and what the last of them left behind stand in the document's row as well.
  if (links.length === 0 || links.length !== document.version)
    return { unbroken: false, links, at: links.length + 1, why: 'missing' };
  if (!isAsLeft(document, links)) return { unbroken: false, links, at: 1, why: 'document-changed' };
  return { unbroken: true, links };
}

function faultOf(keys: Keys, of: Of, before: CustodyLink | null, link: CustodyLink): Fault | null {
  if (link.seq !== (before?.seq ?? 0) + 1) return 'missing';
  const keyId = String(link.details['key']);
  if (keys.find(keyId) === null) return 'key-gone';
  return timingSafeEqual(sealOf(keys, of, before, link), link.seal) ? null : 'seal';
}

const stateAfter: Partial<Record<CustodyStep, DocumentState>> = {
  received: 'received',
  forwarded: 'forwarded',
  acknowledged: 'acknowledged',
  returned: 'returned',
};

function isAsLeft(document: DeskDocument, links: readonly CustodyLink[]): boolean {
  const [first] = links;
  const said = Object.entries(identityOf(document)).every(([name, value]) => first!.details[name] === value);
  const state = links.map(({ what }) => stateAfter[what]).findLast((one) => one !== undefined);
  const checked = links.findLast(({ what }) => what === 'checked')?.details['virus'];
  return said && state === document.state && checked === document.virus;
}

function sealOf(keys: Keys, { placeId, id }: Of, before: CustodyLink | null, link: Omit<CustodyLink, 'seal'>): Buffer {
  const { seq, at, by, what, details } = link;
  // The database keeps no order among the details, and no more of an instant than this.
  const sorted = Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([before?.seal.toString('hex') ?? '', placeId, id, seq, epochMilliseconds(at), by, what, sorted]);
  return createHmac('sha256', keys.derive(purpose, String(details['key'])))
    .update(text)
    .digest();
}
