/** What a rota costs each officer, and how evenly it is shared. */
import type { RotaProblem, Sitting } from './problem.ts';
import { waysOf } from './program.ts';

export interface OfficersWeek {
  officerId: string;
  /** Minutes of travel a week, there and back. */
  minutes: number;
  days: number;
  /** Could be sent somewhere within the limits. */
  canTravel: boolean;
}

export interface RotaMeasures {
  officers: OfficersWeek[];
  minutes: number;
  /** Among those that can be sent anywhere. */
  greatest: number;
  least: number;
  spread: number;
}

export function measuresOf(problem: RotaProblem, sittings: readonly Sitting[]): RotaMeasures {
  const able = new Set(waysOf(problem).map(({ officer }) => problem.officers[officer]!.id));
  const officers = problem.officers.map(({ id, minutes }): OfficersWeek => {
    const own = sittings.filter(({ officerId }) => officerId === id);
    const travel = own.reduce((sum, { placeId }) => sum + 2 * (minutes[placeId] ?? 0), 0);
    return { officerId: id, minutes: travel, days: own.length, canTravel: able.has(id) };
  });
  const shared = officers.filter(({ canTravel }) => canTravel).map(({ minutes }) => minutes);
  const [greatest, least] = shared.length === 0 ? [0, 0] : [Math.max(...shared), Math.min(...shared)];
  return { officers, minutes: officers.reduce((sum, one) => sum + one.minutes, 0), greatest, least, spread: greatest - least };
}
