import { rule } from '../../../platform/rule/index.ts';

export interface ToldLimits {
  /** Exact counts this much larger and smaller would have been told alike, at least. */
  room: number;
  /** The share is given only where so many have it, and so many do not. */
  shareFrom: number;
}

export const placeAndGroup = rule({
  id: 'place-and-group',
  says:
    'Of a group in a place no count and no exact share is given: only whether it is served more or less than the same group in the rest of the country ' +
    'beyond chance, and in which tenth the share lies. Neither is told where a few persons more or fewer would change what is told.',
  source:
    'that as many must fit as disclosure-control keeps open, and that the share asks for 20 with and 20 without: settings; intervals instead of ' +
    'values: Hundepool et al., Statistical Disclosure Control (2012) ch. 4',
  values: { '2019-01-01': { room: 5, shareFrom: 20 } satisfies ToldLimits },
});
