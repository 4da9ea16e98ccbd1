/** An OpenID Connect issuer for trials: real protocol, no passwords. Everything it knows is gone when the process ends. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import type { Issuer } from '../settings.ts';
import { swedishClaims, swedishClaimsByRequest, swedishScopes } from '../swedish-claims.ts';
import { memoryAdapters } from './memory.ts';
import { faultPage } from './pages.ts';
import type { Persona } from './persona.ts';

/** Seconds. A persona has as long to be chosen as the flow cookie lives. */
const lifetimes = { AccessToken: 300, AuthorizationCode: 60, Grant: 900, IdToken: 300, Interaction: 600, Session: 900 };

/**
 * How the names of the provider's cookies begin that belong to one sign-in under way. Its session is not among them: it is
 * never given back (routes.ts), so that each sign-in asks anew and two of them do not meet.
 */
export const flowCookies = 'narvaro_trial_';

const scopes = ['openid', 'profile', ...Object.keys(swedishScopes)];

/** Builds the issuer. `prefix` is its path on this site. */
export function buildProvider(issuer: Issuer, publicUrl: string, prefix: string, personas: readonly Persona[]): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer.issuer, {
    adapter: memoryAdapters(),
    clients: [
      {
        client_id: issuer.clientId,
        client_secret: issuer.clientSecret,
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') }] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'narvaro_trial', interaction: `${flowCookies}choice`, resume: `${flowCookies}resume` },
      long: { path: prefix, sameSite: 'lax' },
      short: { sameSite: 'lax' },
    },
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'family_name', issuer.rolesClaim],
      ...Object.fromEntries(Object.entries(swedishScopes).map(([scope, claims]) => [scope, [...claims]])),
      ...Object.fromEntries(swedishClaimsByRequest.map((claim) => [claim, null])),
    },
    scopes,
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    pkce: { required: () => true },
    ttl: lifetimes,
    interactions: { policy: choiceOnly(), url: (_context, interaction) => `${prefix}/choose/${interaction.uid}` },
    findAccount: (_context, id) => accountOf(personas, id, issuer.rolesClaim),
    loadExistingGrant: grantWithoutAsking,
    renderError(context, out) {
      context.type = 'html';
      context.body = faultPage(prefix, out.error);
    },
  } satisfies Configuration);
  // The site stands before it and says by x-forwarded-* which address the browser sees (routes.ts).
  provider.proxy = true;
  // Otherwise the framework prints to the console; the refusal itself already went to the browser.
  provider.silent = true;
  return provider;
}

/** Only asks who one wants to be: there is nothing to consent to. */
function choiceOnly(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

const accountOf: (
  personas: readonly Persona[],
  id: string,
  rolesClaim: string,
) => ReturnType<NonNullable<Configuration['findAccount']>> = (personas, id, rolesClaim) => {
  const persona = personas.find((one) => one.id === id);
  if (persona === undefined) return undefined;
  const claims = { sub: id, name: persona.name, [rolesClaim]: [...persona.roles], ...claimsOf(persona) };
  return { accountId: id, claims: () => claims };
};

/** What the profile says of a persona; what they do not have is not said. */
function claimsOf({ id, givenName, familyName, identity, organisation }: Persona): Record<string, string> {
  const claims = {
    given_name: givenName,
    family_name: familyName,
    [swedishClaims.personalIdentityNumber]: identity?.personalNumber,
    [swedishClaims.coordinationNumber]: identity?.coordinationNumber,
    [swedishClaims.coordinationNumberLevel]: identity?.coordinationNumberLevel,
    [swedishClaims.previousCoordinationNumber]: identity?.previousCoordinationNumber,
    [swedishClaims.orgAffiliation]: organisation === undefined ? undefined : `${id}@${organisation.number}`,
    [swedishClaims.orgNumber]: organisation?.number,
    [swedishClaims.orgName]: organisation?.name,
  };
  return Object.fromEntries(Object.entries(claims).filter((one): one is [string, string] => one[1] !== undefined));
}

const grantWithoutAsking: NonNullable<Configuration['loadExistingGrant']> = async (context) => {
  const { client, session, provider } = context.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope(scopes.join(' '));
  grant.addOIDCClaims([...swedishClaimsByRequest]);
  await grant.save();
  return grant;
};
