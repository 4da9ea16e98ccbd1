import type { PlainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Register } from '../../register.ts';

/** One sentence over the page when the day shown is after the last that the register has anything to say of; else null. */
export function periodNotice(register: Pick<Register, 'firstDay' | 'lastChange'>, on: PlainDate, t: Translate): string | null {
  const { firstDay, lastChange } = register;
  if (firstDay === null || lastChange === null || on <= lastChange) return null;
  return t('notice.period', { from: firstDay.slice(0, 4), to: lastChange.slice(0, 4) });
}
