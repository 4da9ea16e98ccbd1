/** How the pages of visits say names, waits and times. */
import { epochMilliseconds, type Instant, localTime } from '../../../../platform/clock/index.ts';
import type { Language, Translate } from '../../../../platform/i18n/index.ts';
import type { Wait } from '../../rules/expected-wait.ts';
import type { Names } from '../../store/shapes.ts';

/** A name in a language; in Swedish where it has none in it. */
export const nameIn = (names: Names, language: Language): string => names[language] ?? names.sv;

/** Nobody plans by the minute so far ahead: more is said as more than two hours. */
const manyMinutes = 120;

/** The expected wait with its interval, or why none is said. */
export function waitWords(t: Translate, wait: Wait): string {
  if (!wait.known) return t(`desk:queue.wait.${wait.why}`);
  if (wait.minutes >= manyMinutes) return t('desk:queue.wait.long');
  if (wait.to === 0) return t('desk:queue.wait.none');
  return t('desk:queue.wait.known', { count: wait.minutes, from: wait.from, to: wait.to });
}

export const minutesSince = (since: Instant, now: Instant): number =>
  Math.max(0, Math.floor((epochMilliseconds(now) - epochMilliseconds(since)) / 60_000));

export const timeOf = (at: Instant): string => localTime(at).time;
