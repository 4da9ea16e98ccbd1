/** The time line of one's own case, in words. */
import { localTime } from '../../../../platform/clock/index.ts';
import { formats, href, type Language, translator } from '../../../../platform/i18n/index.ts';
import { h } from 'preact';
import type { TimelineItem } from '../../../../ui/index.ts';
import type { CaseEvent } from '../../case-history.ts';
import { monthName } from '../words.tsx';

/** `reportPath`: where the receipts of reports stand, without language. */
export function historyItems(language: Language, events: readonly CaseEvent[], reportPath: string): TimelineItem[] {
  const { date } = formats(language);
  return events.map((event) => {
    const on = localTime(event.at).date;
    return { when: date(on), date: on, ...wordsOf(language, event, reportPath) };
  });
}

function wordsOf(language: Language, event: CaseEvent, reportPath: string): Pick<TimelineItem, 'what' | 'details'> {
  const t = translator(language);
  switch (event.kind) {
    case 'deregistered':
      return { what: t('cases:my.history.deregistered') };
    case 'plan':
      return { what: t('cases:my.history.plan') };
    case 'decision': {
      const { outcome, automatic } = event.decision;
      const details = automatic && outcome !== 'to-officer' ? h('p', { class: 'hint' }, t('cases:my.history.automatic')) : null;
      return { what: t(`cases:my.history.decision-${outcome}`), details };
    }
    case 'report': {
      const { month, timely } = event.report;
      const link = href(language, `${reportPath}/${month.slice(0, 7)}/receipt`);
      return {
        what: h('a', { href: link }, t('cases:my.history.report', { month: monthName(language, month) })),
        details: timely === 'late' ? h('p', { class: 'hint' }, t('cases:my.history.late')) : null,
      };
    }
    default:
      return { what: t('cases:my.history.registration') };
  }
}
