/** Today's visits as this device knows them: what the pages show without network. Tickets and topics, nothing about persons. */
import { deviceStore } from './store.ts';

export interface OwnVisit {
  visitId: string;
  ticket: string;
  topic: string;
  language: string | null;
  state: 'waiting' | 'serving' | 'parked' | 'ended';
  /** When it came to this state, by the device's clock. */
  since: string;
  /** What was done, as the codes of the steps. */
  steps: string[];
  receipts: { code: string; kind: string; at: string }[];
  /** It began with a network: the service knows it too. */
  isKnown: boolean;
}

export interface View {
  day: string;
  visits: OwnVisit[];
  /** Of documents that were handed in without a visit. */
  receipts: OwnVisit['receipts'];
}

/** What is kept of the day; nothing of other days is shown. */
export async function readView(placeId: string, day: string): Promise<View> {
  const db = await deviceStore();
  const kept = await db.get('views', placeId);
  const key = await db.get('own', 'view');
  const nothing: View = { day, visits: [], receipts: [] };
  if (kept === undefined || key === undefined) return nothing;
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, key, kept.sealed).catch(() => null);
  const view = opened === null ? null : (JSON.parse(new TextDecoder().decode(opened)) as Partial<View>);
  // What an edition before this one kept has fewer parts.
  return view?.day === day ? { ...nothing, ...view } : nothing;
}

/** The view as it is kept. */
export async function sealView(view: View): Promise<{ iv: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(JSON.stringify(view));
  return { iv, sealed: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await viewKey(), content)) };
}

/** A key of this device that cannot be read out, made once. */
async function viewKey(): Promise<CryptoKey> {
  const db = await deviceStore();
  const known = await db.get('own', 'view');
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await db.put('own', made, 'view');
  return made;
}

/** Changes one visit of the view; one that began with a network is taken into it first. */
export function changing(visit: OwnVisit, change: (of: OwnVisit) => void): (view: View) => void {
  return (view) => {
    let own = view.visits.find(({ visitId }) => visitId === visit.visitId);
    if (own === undefined) {
      own = structuredClone(visit);
      view.visits.push(own);
    }
    change(own);
  };
}
