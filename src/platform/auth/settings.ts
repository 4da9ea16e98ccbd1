/** Where people sign in, read from the environment. */
import { z } from 'zod';

/** One OpenID Connect issuer and how this site is known to it. */
export interface Issuer {
  /** The issuer's identifier, an address without a trailing slash unless the issuer itself has one. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that holds the person's roles: a list, or one text with spaces between. */
  rolesClaim: string;
  /** Space-separated, with openid. Null: openid, profile, and the Swedish profile's scopes that the issuer says it has. */
  scope: string | null;
  /** Where this process reaches the issuer when its own address does not lead there (the local provider behind a mapped port). */
  reachAt?: () => string;
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const environment = z
  .object({
    OIDC_ISSUER: z
      .url('OIDC_ISSUER must be an address, e.g. https://id.example.org')
      .refine(isSafe, 'OIDC_ISSUER must be https (http only for localhost)'),
    OIDC_CLIENT_ID: z.string('OIDC_CLIENT_ID is missing'),
    OIDC_CLIENT_SECRET: z.string('OIDC_CLIENT_SECRET is missing'),
    OIDC_ROLES_CLAIM: z.string().default('roles'),
    OIDC_SCOPE: z
      .string()
      .refine((scope) => scope.split(' ').includes('openid'), 'OIDC_SCOPE must contain openid')
      .optional(),
  })
  .transform((read): Issuer => ({
    issuer: read.OIDC_ISSUER,
    clientId: read.OIDC_CLIENT_ID,
    clientSecret: read.OIDC_CLIENT_SECRET,
    rolesClaim: read.OIDC_ROLES_CLAIM,
    scope: read.OIDC_SCOPE ?? null,
  }));

/**
 * The real issuer that the environment names, or null when it names none. Throws Error with one line per fault: a
 * half-filled setting must stop the start, or the site would fall back to trial sign-in without anyone having meant it.
 */
export function authSettings(env: Readonly<Record<string, string | undefined>>): Issuer | null {
  // Empty is not set: that is how compose files and systemd units leave a variable out.
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const named = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].filter((name) => filled[name] !== undefined);
  if (named.length === 0) return null;
  if (!named.includes('OIDC_ISSUER')) throw new Error(`Sign-in: ${named.join(' and ')} is set but OIDC_ISSUER is missing`);
  const read = environment.safeParse(filled);
  if (!read.success) throw new Error(`Sign-in: ${read.error.issues.map((issue) => issue.message).join('; ')}`);
  return read.data;
}

/** An address that is none at all has been named as such already. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && localHosts.has(hostname));
}
