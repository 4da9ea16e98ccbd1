/** Who someone is to the system. Deny by default: a command names the roles that may, and no other may. */
export const roles = [
  'visitor',
  'jobseeker',
  // Acts for others under a mandate, for an organisation of their own.
  'helper',
  'desk-officer',
  'caseworker',
  // Looks after those whose identity is protected, where named.
  'protection-officer',
  'planner',
  'analyst',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

export interface Actor {
  /** Internal id of the account; 'visitor' for someone who has not signed in, 'operator' for the command line. */
  id: string;
  name: string;
  roles: readonly Role[];
}

export const visitor: Actor = { id: 'visitor', name: '', roles: ['visitor'] };

/** The person at the server's own command line: whoever can start it can do what an administrator can. */
export const operator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

export function hasRole(actor: Actor, allowed: readonly Role[]): boolean {
  return actor.roles.some((role) => allowed.includes(role));
}

/** What someone is whom the issuer gives no role that we know. */
export const defaultRole: Role = 'jobseeker';
