/** What is to be done, in words, with the button that does it. */
import { localTime } from '../../../../platform/clock/index.ts';
import { formats, type Language, translator } from '../../../../platform/i18n/index.ts';
import type { Duty } from '../../duties.ts';
import { monthName } from '../words.tsx';
import { bookConversationPath } from './links.tsx';
import type { MyToDo } from './my-page.tsx';

export function toDoOf(language: Language, duty: Duty): MyToDo {
  const t = translator(language);
  const { date, weekday } = formats(language);
  const { key, by, from, at, mine } = duty;
  const month = duty.month === null ? '' : monthName(language, duty.month);
  const reportPath = `/my/report/${duty.month?.slice(0, 7) ?? ''}`;
  const common = { due: by, byAuthority: !mine, dueIsTheirs: !mine };
  switch (key) {
    case 'continue-registration':
      return {
        ...common,
        title: t('cases:my.state.draft.title'),
        text: t('cases:my.state.draft.text'),
        go: { path: '/my/registration', text: t('cases:my.state.draft.button') },
      };
    case 'report':
    case 'report-late':
      return {
        ...common,
        title: t('cases:my.toDo.report', { month }),
        text: t(key === 'report' ? 'cases:my.toDo.reportText' : 'cases:my.toDo.reportLate'),
        go: { path: reportPath, text: t('cases:my.toDo.reportButton') },
      };
    case 'report-next':
      return {
        ...common,
        due: null,
        title: t('cases:my.toDo.reportNext', { month }),
        text: t('cases:my.toDo.reportNextText', { month, from: date(from ?? ''), to: date(by ?? '') }),
        go: null,
        byAuthority: false,
        dueIsTheirs: false,
      };
    case 'leaves':
      return {
        ...common,
        title: t('cases:my.toDo.leaves'),
        text: t('cases:my.toDo.leavesText'),
        go: { path: '/my/deregister', text: t('cases:my.links.deregister') },
      };
    case 'conversation': {
      const time = at === null ? null : localTime(at);
      return {
        ...common,
        // The plan's last day is the authority's to keep, also while the person has not booked.
        dueIsTheirs: true,
        due: time === null ? by : null,
        title: t(`cases:my.toDo.${time === null ? 'conversation' : 'conversationBooked'}`),
        text:
          time === null
            ? t('cases:my.toDo.conversationText')
            : t('cases:my.toDo.conversationAt', { weekday: weekday(time.date), date: date(time.date), time: time.time }),
        go:
          time === null
            ? { path: bookConversationPath('/my'), text: t('cases:my.toDo.conversationButton') }
            : { path: '/my/meetings', text: t('cases:my.toDo.conversationSee') },
      };
    }
    case 'translate':
      return {
        ...common,
        title: t(`cases:my.toDo.translate-${duty.what ?? 'decision'}`),
        text: t('cases:my.toDo.translateText'),
        go: null,
      };
    default:
      return { ...common, title: t(`cases:my.toDo.${key}`), text: t(`cases:my.toDo.${key}Text`), go: null };
  }
}
