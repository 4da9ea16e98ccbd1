import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const reportFreeze = rule({
  id: 'report-freeze',
  says: 'A report is frozen on the day that it is due or later, with what was known then; before that day its figures could still become others.',
  source:
    'setting: the government’s assignment of 2020 gave days (15 June and 23 October after the first report of 14 February); what is told is the state on them',
  values: { '2019-01-01': true },
});

export function mayFreeze(dueOn: PlainDate, today: PlainDate): boolean {
  return dueOn <= today;
}
