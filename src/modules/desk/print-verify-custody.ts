/** `narvaro desk verify-custody`: whether every document's chain of hand-overs is unbroken, or that of one receipt. */
import type { House } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { verifyCustody } from './custody.ts';
import { parseReceiptCode, shownReceiptCode } from './receipt-code.ts';
import { type DeskDocument, documentsAfter, findByReceipt } from './store/documents.ts';

interface Io {
  house: House;
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro desk verify-custody [RECEIPT]';
const atOnce = 500;

/** Prints each chain that is broken, and where. Exit code 0, 1 when one is broken or the receipt is unknown, 2 when not understood. */
export async function printVerifyCustody(args: readonly string[], { house, out, err }: Io): Promise<number> {
  const [typed, ...more] = args;
  const code = typed === undefined ? null : parseReceiptCode(typed);
  if (more.length > 0 || (typed !== undefined && code === null)) {
    err(usage);
    return 2;
  }
  const counts = { unbroken: 0, broken: 0 };
  for await (const document of code === null ? allDocuments(house) : withCode(house, code)) {
    const verified = await verifyCustody(house.db, house.keys, document);
    if (verified.unbroken) counts.unbroken += 1;
    else {
      counts.broken += 1;
      out(`broken  ${shownReceiptCode(document.receiptCode)}  at link ${verified.at}: ${verified.why}`);
    }
  }
  out(`${counts.unbroken} unbroken, ${counts.broken} broken`);
  return counts.broken > 0 || (code !== null && counts.unbroken === 0) ? 1 : 0;
}

async function* withCode({ db }: House, code: string): AsyncGenerator<DeskDocument> {
  const found = await findByReceipt(db, code);
  if (found !== null) yield found;
}

async function* allDocuments({ db }: House): AsyncGenerator<DeskDocument> {
  let last: Uuid | null = null;
  for (;;) {
    const documents: DeskDocument[] = await documentsAfter(db, last, atOnce);
    yield* documents;
    if (documents.length < atOnce) return;
    last = documents.at(-1)!.id;
  }
}
