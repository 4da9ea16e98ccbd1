/** Reads a report as it was taken down at the desk. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { valueOf } from '../../../../ui/index.ts';
import type { Typed } from '../../registration/index.ts';
import { helpOf } from '../registration/help-part.tsx';
import { activityKinds } from '../../rules/report-content.ts';
import { readDay } from '../report/read-activity.ts';

const fewestRows = 5;
const mostRows = 60;

/** How many lines for activities to show. */
export function rowsOf(typed: Typed): number {
  const asked = Number(valueOf(typed, 'rows'));
  return Number.isInteger(asked) ? Math.min(Math.max(asked, fewestRows), mostRows) : fewestRows;
}

/** The command's input, and what to put right by field. A paper may lack a day or a word; what it says must be readable. */
export function readReceived(
  typed: Typed,
  { personId, month, t }: { personId: Uuid; month: PlainDate; t: Translate },
): { input: unknown; wrong: Record<string, string> } {
  const text = (name: string): string => valueOf(typed, name).trim();
  const wrong: Record<string, string> = {};
  const day = (name: string, optional: boolean): PlainDate | null => {
    const read = readDay(text(name));
    if (read === null && !(optional && text(name) === ''))
      wrong[name] = t('cases:report.error.date', { example: `${month.slice(0, 7)}-15` });
    return read;
  };
  const channel = text('channel');
  if (channel === '') wrong['channel'] = t('cases:staff.wrong.channel');
  const arrivedOn = day('arrivedOn', false);
  const elsewhere = text('handedInAt') !== '' || text('handedInOn') !== '';
  const handedIn = elsewhere ? { on: day('handedInOn', false), at: text('handedInAt') } : null;
  if (handedIn !== null && handedIn.at === '') wrong['handedInAt'] = t('cases:staff.wrong.handedInAt');
  const activities = Array.from({ length: rowsOf(typed) }, (_, row) => `activities.${row}`).flatMap((row) => {
    const [kind, what, where] = [text(`${row}.kind`), text(`${row}.what`), text(`${row}.where`)];
    if (kind === '' && what === '' && where === '' && text(`${row}.date`) === '') return [];
    if (!activityKinds.some((one) => one === kind)) wrong[`${row}.kind`] = t('cases:report.error.kind');
    return [{ kind, date: day(`${row}.date`, true), what, where }];
  });
  const content = {
    activities,
    nothingDone: activities.length === 0 && text('nothingDone') === 'yes',
    message: text('message'),
    lateReason: text('lateReason'),
    language: text('writtenIn') || 'sv',
  };
  const said = helpOf(typed);
  const help = said === null ? null : { ...said, how: text('help.how') || 'in-person' };
  return { input: { personId, month, version: Number(text('version')), channel, arrivedOn, handedIn, content, help }, wrong };
}
