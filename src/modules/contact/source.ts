/** Where a message's words come from: a module to the right, by way of the app's list. */
import type { Instant } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { MessageLanguage } from '../../platform/i18n/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';

/** What a message says, in one language. */
export interface Words {
  /** One line: the e-mail's subject, the letter's heading. */
  subject: string;
  /** One idea in plain words, for SMS: what, when, where, and a link. */
  short: string;
  /** The whole: paragraphs parted by an empty line. No greeting, no address, no footer. */
  text: string;
  /** When it must have reached the person; null when it may take the days of a letter. */
  neededBy: Instant | null;
  /** True for what the person has been told before (a reminder): not told by hand when no other way reaches them in time. */
  repeats?: boolean;
  /** A calendar file that goes with the e-mail. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; file(between: CalendarParties): string };
  /**
   * What goes out instead of what is shown of it: with something made for this one sending, such as a link that works once. Called
   * each time that the message is handed over, and may write; what is only shown never calls it.
   */
  toSend?(db: Database): Promise<Pick<Words, 'short' | 'text'>>;
}

/** E-mail addresses, for the calendar file of an e-mail between these two and nowhere else. */
export interface CalendarParties {
  from: { name: string; email: string };
  to: { name: string; email: string };
}

/** What one kind of message is about, and how it is said. */
export interface MessageSource {
  /** `<module>.<what>`, stable: messages are kept under it. */
  name: string;
  /** What is to be said now of `about` to this person; null when there is nothing to say any more. Reads, and writes nothing. */
  make(db: Database, about: Uuid, personId: Uuid, language: MessageLanguage): Promise<Words | null>;
}
