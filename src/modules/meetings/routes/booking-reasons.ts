/** Why there are no times or few, in the page's words; and what else can be looked for. */
import { instant, localTime, parsePlainDate } from '../../../platform/clock/index.ts';
import { formats, type Language, translator } from '../../../platform/i18n/index.ts';
import { languageName } from '../../people/index.ts';
import type { Why } from '../free-times.ts';
import type { Offered } from '../offer-times.ts';
import type { Alternative } from '../pages/booking/times-page.tsx';
import type { Wishes } from '../pages/booking/wishes.ts';
import { bookingText } from '../pages/booking/words.tsx';

/** Each reason as a sentence; its codes, days and points in time as people read them. */
export function reasonsOf(language: Language, why: readonly Why[]): string[] {
  const t = translator(language);
  return why.map(({ code, params }) => t(`meetings:why.${code}`, shownParams(language, params)));
}

/** Codes, days and points in time in an answer, as people read them. */
export function shownParams(
  language: Language,
  params: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(language, name, value)]));
}

function shown(language: Language, name: string, value: string | number): string | number {
  if (typeof value === 'number') return value;
  const { date, weekday } = formats(language);
  if (name === 'language') return languageName(language, value);
  if (name === 'channel') return bookingText(language)(`channelIn.${value}`);
  if (parsePlainDate(value) !== null) return `${weekday(value)} ${date(value)}`;
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return value;
  const local = localTime(instant(value));
  return bookingText(language)('moment', { weekday: weekday(local.date), date: date(local.date), time: local.time });
}

/** One wish at a time let go of, the one that most likely helps first. */
export function alternativesTo(language: Language, wishes: Wishes, { decision }: Pick<Offered, 'decision'>): Alternative[] {
  const t = bookingText(language);
  const { channel, minutes, from, interpreter } = wishes;
  const name = languageName(language, wishes.language);
  return [
    ...(channel === 'any' || decision.channels.length < 2
      ? []
      : [{ text: t('instead.anyChannel'), over: { channel: 'any' } as const }]),
    ...(wishes.language === 'sv' || interpreter
      ? []
      : [{ text: t('instead.interpreter', { language: name }), over: { interpreter: true } }]),
    ...(wishes.language !== 'sv' && interpreter
      ? [{ text: t('instead.speaking', { language: name }), over: { interpreter: false } }]
      : []),
    ...(minutes === null || (channel === 'any' ? !decision.channels.includes('on-site') : channel !== 'on-site')
      ? []
      : [{ text: t('instead.farther'), over: { minutes: null } }]),
    ...(from === null ? [] : [{ text: t('instead.earlier'), over: { from: null } }]),
  ];
}
