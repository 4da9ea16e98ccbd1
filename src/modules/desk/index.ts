/** The only door into desk. */
export { deskCommands } from './commands.ts';
