import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type PresenceKind, presenceKinds } from '../kinds.ts';
import { municipalityState, stateOf } from './municipality-state.ts';

const precedence = valueOn(municipalityState, plainDate('2020-12-31'));
const state = (...kinds: PresenceKind[]) => stateOf(new Set(kinds), precedence);

describe(municipalityState.id, () => {
  it('takes the first of the four that holds', () => {
    expect(state('cooperation_place', 'visiting_office')).toBe('visiting_office');
    expect(state('visiting_office', 'staffed_office')).toBe('staffed_office');
    expect(state('service_office', 'cooperation_place')).toBe('cooperation_place');
  });

  it('is served from a neighbour with nothing, or with a service office alone', () => {
    expect(state()).toBe('neighbour');
    expect(state('service_office')).toBe('neighbour');
  });

  it('never depends on the service offices', () => {
    fc.assert(
      fc.property(fc.subarray([...presenceKinds]), (kinds) => {
        const without = kinds.filter((kind) => kind !== 'service_office');
        expect(state(...kinds)).toBe(state(...without));
      }),
    );
  });
});
