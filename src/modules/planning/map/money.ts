/** What the network costs a year by the costs that whoever asks has said. Pure. */
import { plannedKinds } from '../scenarios/change.ts';
import type { MapAnswer } from './answer.ts';

/** Null where a cost is not said. */
export function moneyOf({ question, result }: Pick<MapAnswer, 'question' | 'result'>): { before: number; after: number } | null {
  if (plannedKinds.some((kind) => question.costs[kind] === null)) return null;
  const sum = (counts: MapAnswer['result']['places']['before']): number =>
    plannedKinds.reduce((all, kind) => all + counts[kind] * question.costs[kind]!, 0);
  return { before: sum(result.places.before), after: sum(result.places.after) };
}
