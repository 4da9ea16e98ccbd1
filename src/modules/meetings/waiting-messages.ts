/** What someone is told who has let so many offers go that they left the line, read when it is sent. */
import { type Clock, localTime } from '../../platform/clock/index.ts';
import { href, translator } from '../../platform/i18n/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { MessageSource } from '../contact/index.ts';
import { offerTime } from './rules/offer-time.ts';
import { findLeftLine } from './store/waiting.ts';
import './texts.ts';

/** `about`: the place in line. */
export const leftLineMessage = 'meetings.left-line';

export function waitingMessages({ clock, publicUrl }: { clock: Clock; publicUrl(): string }): MessageSource[] {
  return [
    {
      name: leftLineMessage,
      async make(db, about, personId, language) {
        const { mostDeclined } = valueOn(offerTime, localTime(clock.now()).date);
        const left = await findLeftLine(db, personId, mostDeclined);
        // They are in line again, or were since: there is nothing to tell of it.
        if (left?.id !== about) return null;
        const t = translator(language);
        const params = { n: String(left.declined), link: `${publicUrl()}${href(language, '/my/meetings/waiting')}` };
        const said = (key: string): string => t(`meetings:message.leftLine.${key}`, params);
        const text = [said('first'), said('again')].join('\n\n');
        return { subject: said('subject'), short: said('short'), text, neededBy: null };
      },
    },
  ];
}
