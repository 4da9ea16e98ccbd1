/** The only door into people. */
export { peopleCommands } from './commands.ts';
export { peopleProblem } from './problems.ts';
