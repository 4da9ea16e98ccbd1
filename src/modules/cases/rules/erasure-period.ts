import { plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const erasurePeriod = rule({
  id: 'erasure-period',
  says:
    'What is held about a jobseeker is erased at the latest this many years after the end of the year in which the case ended. Whoever ' +
    'has an open or a later case is kept. Someone who never had a case is counted from the end of the year of the last that happened.',
  source:
    'SFS 2002:546 §16, 2002:623 §21 (they count from the end of the case; without a case: our reading, the last that happened)',
  // The sections were read without their day; used from the first day that the system answers for.
  values: { '2019-01-01': { years: 3 } },
});

/** The last day on which data of a case that ended on a day may be held. */
export function eraseBy(endedOn: PlainDate, { years }: { years: number }): PlainDate {
  return plainDate(`${Number(endedOn.slice(0, 4)) + years}-12-31`);
}

/** The last day on which a case can have ended whose data are to be erased on a day: erasing begins on the last day, not after it. */
export function endedBy(on: PlainDate, { years }: { years: number }): PlainDate {
  const year = Number(on.slice(0, 4)) - years;
  return plainDate(`${on.endsWith('-12-31') ? year : year - 1}-12-31`);
}
