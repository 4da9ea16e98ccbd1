/** What a module to the right holds about persons: for erasure and for the person's own export, which the app puts together. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { PdfSection } from '../../platform/document/index.ts';
import type { Language } from '../../platform/i18n/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';

export interface Holding {
  module: string;
  /** Each table with its rows about the person as they are stored (GDPR art. 15 and 20). */
  everythingAbout(db: Database, personId: Uuid): Promise<Record<string, Record<string, unknown>[]>>;
  /** The same to read, in the person's language. */
  sections(db: Database, personId: Uuid, language: Language): Promise<PdfSection[]>;
  /** Of these persons those about whom something happened after a day, or is to come: they are not forgotten yet. */
  busyAfter(db: Database, day: PlainDate, personIds: readonly Uuid[]): Promise<Uuid[]>;
  /** Deletes every row about these persons and cuts statistics loose from them; how many went, by table. */
  erase(tx: Transaction, personIds: readonly Uuid[]): Promise<Record<string, number>>;
  /** How many rows there still are about them, in whatever table: 0 after their erasure. */
  remaining(db: Database, personIds: readonly Uuid[]): Promise<number>;
}
