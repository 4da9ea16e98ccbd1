import type { Translate } from '../../../../platform/i18n/index.ts';
import { type Changing, type Days, knownChanges } from './known-changes.ts';

/** One sentence over the page when the day shown is after the last that the register has anything to say of; else null. */
export function periodNotice(register: Changing, { on, today }: Days, t: Translate): string | null {
  const changes = knownChanges(register, today);
  if (changes === null || on <= changes.last) return null;
  return t('notice.period', { from: changes.first.slice(0, 4), to: changes.last.slice(0, 4) });
}
