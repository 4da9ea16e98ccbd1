/** What an address of the map asks, with what it does not say filled in: the day, the limit, and a scenario's own changes. */
import { type Clock, today } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type Values, valueOf } from '../../../ui/index.ts';
import { reasonableTravel, type Register } from '../../network/index.ts';
import type { Scenario } from '../store/scenarios.ts';
import { fromScenario, type MapQuestion, readQuestion } from './question.ts';

/** A scenario's day is its own; its changes are the marks of an address that says nothing yet. */
export function askedOf(clock: Clock, register: Register, values: Values, scenario: Scenario | null): MapQuestion {
  const day = today(clock);
  const limit = valueOn(reasonableTravel, day).maxMinutes;
  const asked = readQuestion(values, register, scenario?.baseDate ?? day, limit);
  if (scenario === null) return asked;
  const isBare = valueOf(values, 'ask') === '';
  const marked = isBare ? { ...fromScenario(asked, scenario.changes, register), of: scenario.number } : asked;
  return { ...marked, on: scenario.baseDate };
}
