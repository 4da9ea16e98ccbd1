export { chooseWithin } from './choose-within.ts';
export type { SideChoice, SideProblem, SideSearch, SumLimit } from './problem.ts';
