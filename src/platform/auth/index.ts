/** Who may do what, and who someone is. */
export { command, execute, fieldErrors, mayRun, type Command, type CommandContext, type House, type Outcome } from './command.ts';
export { cookieName, cookieOptions } from './cookies.ts';
export { type FormFields, takeKeptForm } from './kept-form.ts';
export { hasRole, operator, roles, visitor, type Actor, type Role } from './roles.ts';
export { registerAuth, type AuthOptions } from './routes.ts';
export { authSettings, type Issuer } from './settings.ts';
export { isPersonalNumber } from './personal-number.ts';
export { signInProblem } from './problems.ts';
export type { OnSignIn, SignIn } from './sign-in.ts';
export { signInAs, type SignedIn } from './sign-in-as.ts';
export type { CoordinationNumberLevel, Identity, Organisation } from './swedish-claims.ts';
export { accountsWithRole, forgetAccount } from './store.ts';
