/** The only door into cases. */
export { casesCommands } from './commands.ts';
export { casesProblem } from './problems.ts';
