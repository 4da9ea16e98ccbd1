import { rule } from '../../../platform/rule/index.ts';
import type { TravelSource } from '../kinds.ts';

export const travelSource = rule({
  id: 'travel-source',
  says:
    'Of several travel times for one journey, an imported matrix stands before a routing server, and both before the built-in estimate; ' +
    'the estimate is always shown as one.',
  source: 'setting; measured on seven known routes the estimate is good to a few per cent in distance (docs/decisions/0006)',
  values: { '2019-01-01': ['imported', 'routed', 'estimate'] satisfies TravelSource[] },
});

/** The travel time to use among those that are known for one journey; undefined when none is. */
export function bestSource<Time extends { source: TravelSource }>(
  times: readonly Time[],
  order: readonly TravelSource[],
): Time | undefined {
  return times.toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source))[0];
}
