import { rule } from '../../../platform/rule/index.ts';

export const reasonableTravel = rule({
  id: 'reasonable-travel',
  says:
    'Another place within this many minutes counts as within reach. The limit is a setting: a guideline of 2015 says one hour, ' +
    'and "reasonable commuting distance" of 2020 is not defined anywhere.',
  source:
    'internal guideline of 2015 (press, vt.se): another office within 1 hour; "reasonable commuting distance" of 2020: undefined, so a setting',
  values: { '2015-01-01': { maxMinutes: 60 } },
});

/** Whether a journey is within reach: exactly the limit still is. */
export function isWithinReach(minutes: number, limit: { maxMinutes: number }): boolean {
  return minutes <= limit.maxMinutes;
}
