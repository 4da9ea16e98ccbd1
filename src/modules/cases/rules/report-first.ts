import { addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import { monthOf } from './report-period.ts';

export const reportFirst = rule({
  id: 'report-first',
  says:
    'Whoever registers on this day of a month or later makes the first report after the following month; nothing is owed for months ' +
    'after the registration ended.',
  source:
    'AFFS 2021:1 §4; whether it must then also cover the days of the first month, and whether a month that one leaves midway is ' +
    'reported, is not known',
  // AFFS 2020:1 held before, and what it said is not known: nothing is demanded for a first month of that time.
  values: { '2021-04-22': { cutoffDay: 20 } },
});

/** Whether a registered person must report a month. 'unknown': the rule of that time is not known, so nothing follows from it. */
export type Owed = 'owed' | 'not-owed' | 'unknown';

/**
 * Whether someone registered on a day must report a month (given by its first day). `deregisteredOn`: the first day on which they
 * were registered no longer; null while they are.
 */
export function owesReport(
  { registeredOn, deregisteredOn }: { registeredOn: PlainDate; deregisteredOn: PlainDate | null },
  month: PlainDate,
): Owed {
  const registered = monthOf(registeredOn);
  if (month < registered || (deregisteredOn !== null && deregisteredOn <= month)) return 'not-owed';
  if (deregisteredOn !== null && deregisteredOn < addMonths(month, 1)) return 'unknown';
  const following = addMonths(registered, 1);
  // At least once a month (SFS 2000:628 §6a): from the second month on nothing depends on the cutoff.
  if (month >= addMonths(registered, 2)) return 'owed';
  if (registeredOn < Object.keys(reportFirst.values)[0]!) return 'unknown';
  if (month === following) return 'owed';
  return Number(registeredOn.slice(8)) < valueOn(reportFirst, registeredOn).cutoffDay ? 'owed' : 'not-owed';
}
