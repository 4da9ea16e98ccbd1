/** Who may do what. */
export { command, execute, fieldErrors, mayRun, type Command, type CommandContext, type House, type Outcome } from './command.ts';
export { hasRole, isRole, operator, roles, visitor, type Actor, type Role } from './roles.ts';
