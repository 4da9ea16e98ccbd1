import { later, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';

export const holdTime = rule({
  id: 'hold-time',
  says:
    'A time that someone has chosen is theirs for so many seconds, until they confirm it; then it is anyone’s. One time for each person and ' +
    'each browser.',
  source:
    'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af, RESERVED_TIMEOUT): 300 s for an unfinished reservation',
  values: { '2019-01-01': { seconds: 300 } },
});

/** Until when a time that is chosen now is held. */
export function holdUntil(now: Instant, today: PlainDate): Instant {
  return later(now, valueOn(holdTime, today).seconds * 1000);
}
