/** The time line of a person's file, in words: what happened in the case, what was done for the person, who opened the file. */
import { h } from 'preact';
import { type Instant, localTime } from '../../../../platform/clock/index.ts';
import { formats, href, type Language, translator } from '../../../../platform/i18n/index.ts';
import type { TimelineItem } from '../../../../ui/index.ts';
import type { Reader, ShownAct } from '../../../people/index.ts';
import type { CaseEvent } from '../../case-history.ts';
import { staffDecisionText } from '../registration/words.ts';
import { monthName } from '../words.tsx';

interface Entry {
  at: Instant;
  what: TimelineItem['what'];
  details?: string | null;
  /** Only the day is known: no time of day is said. */
  dayOnly?: boolean;
}

/** The newest first. `path`: the person's own address, without language. */
export function fileHistory(
  language: Language,
  { events, readers, acts }: { events: readonly CaseEvent[]; readers: readonly Reader[]; acts: readonly ShownAct[] },
  path: string,
): TimelineItem[] {
  const { date } = formats(language);
  const entries = [
    ...events.map((event) => entryOf(language, event, path)),
    ...readers.map((reader) => readerEntry(language, reader)),
    ...acts.filter(({ what }) => !toldAlready.includes(what)).map((act) => actEntry(language, act)),
  ];
  return entries
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map(({ at, what, details, dayOnly = false }) => {
      const local = localTime(at);
      return {
        when: dayOnly ? date(local.date) : `${date(local.date)} ${local.time}`,
        date: local.date,
        what,
        details: details === undefined || details === null ? undefined : h('p', { class: 'hint' }, details),
      };
    });
}

/** Acts that are events of the case, or only steps on the way to one. */
const toldAlready: readonly string[] = [
  'registration-submitted',
  'registration-step-saved',
  'registration-decided',
  'report-submitted',
  'report-received',
  'report-draft-saved',
  'plan-in-force',
  'plan-draft-saved',
  'deregistered',
];

function actEntry(language: Language, { at, actorName, organisation, what }: ShownAct): Entry {
  const t = translator(language);
  const own = t(`cases:act.${what}`);
  const words = own.endsWith(`act.${what}`) ? t(`people:act.${what}`) : own;
  return { at, what: words, details: organisation === null ? actorName : `${actorName}, ${organisation}` };
}

function readerEntry(language: Language, { at, actorName, reason, reasonText, identification }: Reader): Entry {
  const t = translator(language);
  const why = reason === null ? t(`people:identification.${identification ?? ''}`) : t(`people:openingReason.${reason}`);
  return {
    at,
    what: t('cases:staff.case.history.opened', { name: actorName }),
    details: t('cases:staff.case.history.opening', { reason: reasonText === '' ? why : `${why} (${reasonText})` }),
  };
}

function entryOf(language: Language, event: CaseEvent, path: string): Entry {
  const t = translator(language);
  const { at } = event;
  switch (event.kind) {
    case 'deregistered':
      return { at, what: t('cases:staff.case.stateName.deregistered'), dayOnly: true };
    case 'plan':
      return { at, what: t('cases:staff.editor.inForce'), dayOnly: true };
    case 'decision': {
      const { outcome, automatic, reasons, question } = event.decision;
      const words = staffDecisionText(t);
      const why = [
        ...(automatic ? [t('cases:my.history.automatic')] : []),
        ...(question === null ? [] : [words(`question.${question}`)]),
        ...reasons.map((reason) => words(`reason.${reason}`)),
      ];
      return { at, what: t(`cases:staff.case.history.decision-${outcome}`), details: why.join(' ') };
    }
    case 'report': {
      const { month, timely, channel } = event.report;
      const link = href(language, `${path}/report/${month.slice(0, 7)}`);
      const words = t('cases:report.name', { month: monthName(language, month) });
      const how = channel === null ? '' : t(`cases:report.channel.${channel}`);
      const when = timely === null ? '' : t(`cases:report.receipt.${timely}`);
      return { at, what: h('a', { href: link }, words), details: `${how}. ${when}`, dayOnly: channel !== 'my-pages' };
    }
    default: {
      const { channel } = event.registration;
      const details = `${t('cases:staff.case.channel')} ${t(`cases:staff.case.channelName.${channel}`)}`;
      return { at, what: t('cases:staff.case.history.registration'), details };
    }
  }
}
