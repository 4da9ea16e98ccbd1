import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Problem } from '../../../platform/problem/index.ts';
import { beginsOn, rule } from '../../../platform/rule/index.ts';
import type { MunicipalityState, PresenceKind } from '../kinds.ts';
import { networkProblem } from '../problems.ts';

export const municipalityState = rule({
  id: 'municipality-state',
  says:
    'A municipality is in one of four states on a date: own office with permanent staff, own office that staff travel to, ' +
    'a cooperation solution, or served from a neighbour; the first that holds. A state service office alone does not change the state.',
  source: 'AF final report 2020-10-23: own office in 106, booked meeting in 208 (106 + 102), none in 82, of 290 municipalities',
  values: { '2019-01-01': ['staffed_office', 'visiting_office', 'cooperation_place'] satisfies PresenceKind[] },
});

/** The state that a set of kinds of presence gives. `precedence` is the rule's value on the date. */
export function stateOf(kinds: ReadonlySet<PresenceKind>, precedence: readonly PresenceKind[]): MunicipalityState {
  for (const kind of precedence) {
    if (kind !== 'service_office' && kinds.has(kind)) return kind;
  }
  return 'neighbour';
}

/** The first day that the register can answer for: before it the rule has no value. */
export const registerBegins = beginsOn(municipalityState);

/** Why a day cannot be answered for: it lies before the first that the register knows; null when it can. */
export const dayRefusal = (on: PlainDate): Problem | null =>
  on < registerBegins
    ? networkProblem('before-register', { rule: municipalityState, params: { day: on, firstDay: registerBegins } })
    : null;

/** Throws before-register for a day before the first that the register can answer for. */
export function requireDay(on: PlainDate): void {
  const refusal = dayRefusal(on);
  if (refusal !== null) throw refusal;
}
