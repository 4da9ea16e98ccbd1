/** What meetings holds about persons; the app gives it to erasure and to the person's own export. */
import { formats, type Language, translator } from '../../platform/i18n/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { PdfSection } from '../../platform/document/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Holding } from '../people/index.ts';
import { bookingText, momentParts, purposeName } from './pages/booking/words.tsx';
import { busyAfter, deleteMeetings, everythingAbout, remainingMeetings } from './store/holding.ts';
import { listMeetings } from './store/meetings.ts';
import { findWaiting } from './store/waiting.ts';
import './texts.ts';

export const meetingsHolding: Holding = {
  module: 'meetings',
  everythingAbout,
  sections,
  busyAfter,
  erase: deleteMeetings,
  remaining: remainingMeetings,
};

async function sections(db: Database, personId: Uuid, language: Language): Promise<PdfSection[]> {
  const t = translator(language);
  const words = bookingText(language);
  const moment = (at: Parameters<typeof momentParts>[0]): string => words('moment', momentParts(at, formats(language)));
  const meetings = await listMeetings(db, personId);
  const waiting = await findWaiting(db, personId);
  const shown = meetings.map((one): [string, string] => [
    moment(one.start),
    [words(`channel.${one.channel}`), purposeName(language, one.purpose), words(`state.${one.state}`)].join(', '),
  ]);
  return [
    ...(shown.length === 0 ? [] : [{ heading: t('meetings:holding.meetings'), facts: shown }]),
    ...(waiting === null ? [] : [{ heading: t('meetings:holding.waiting'), text: moment(waiting.since) }]),
  ];
}
