/** What contact holds about persons; the app gives it to erasure and to the person's own export. */
import type { Holding } from '../people/index.ts';
import { busyAfter, deleteMessages, everythingAbout, remainingMessages } from './store/holding.ts';

export const contactHolding: Holding = {
  module: 'contact',
  everythingAbout,
  // What was said is in what it was about: a meeting, a decision.
  sections: () => Promise.resolve([]),
  busyAfter,
  erase: deleteMessages,
  remaining: remainingMessages,
};
