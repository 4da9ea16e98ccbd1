export * from './problem.ts';
export { solveMixed } from './solve.ts';
