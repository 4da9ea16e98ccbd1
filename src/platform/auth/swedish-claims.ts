/**
 * What an issuer says of a person's identity, in the claims of the Swedish OpenID Connect profile (oidc.se, "Claims and Scopes
 * Specification" §2–3). Read at sign-in and handed on; nothing of it is stored or logged by the platform.
 */
import { isPersonalNumber } from './personal-number.ts';

const claim = (name: string): string => `https://id.oidc.se/claim/${name}`;
const scope = (name: string): string => `https://id.oidc.se/scope/${name}`;

export const swedishClaims = {
  personalIdentityNumber: claim('personalIdentityNumber'),
  coordinationNumber: claim('coordinationNumber'),
  coordinationNumberLevel: claim('coordinationNumberLevel'),
  previousCoordinationNumber: claim('previousCoordinationNumber'),
  orgAffiliation: claim('orgAffiliation'),
  orgNumber: claim('orgNumber'),
  orgName: claim('orgName'),
} as const;

/** The profile's scopes and the claims that each gives (§3). */
export const swedishScopes: Readonly<Record<string, readonly string[]>> = {
  [scope('naturalPersonInfo')]: ['name', 'given_name', 'family_name'],
  [scope('naturalPersonNumber')]: [swedishClaims.personalIdentityNumber, swedishClaims.coordinationNumber],
  [scope('naturalPersonOrgId')]: [swedishClaims.orgAffiliation, swedishClaims.orgNumber, swedishClaims.orgName],
};

/** In no scope: asked for one by one (§2.1.2.1 and §2.1.2.2). */
export const swedishClaimsByRequest = [swedishClaims.coordinationNumberLevel, swedishClaims.previousCoordinationNumber] as const;

/** How well the holder of a coordination number has proved who they are (Lag (2022:1697) om samordningsnummer). */
export const coordinationNumberLevels = ['confirmed', 'probable', 'uncertain'] as const;
export type CoordinationNumberLevel = (typeof coordinationNumberLevels)[number];

/** Numbers have 12 digits. A personal number and a coordination number are never both there. */
export interface Identity {
  personalNumber?: string;
  coordinationNumber?: string;
  coordinationNumberLevel?: CoordinationNumberLevel;
  /** What the person had before the personal number. */
  previousCoordinationNumber?: string;
}

/** Whom someone signs in for. */
export interface Organisation {
  /** 10 digits. */
  number: string;
  /** Empty when the issuer does not say. */
  name: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** The identity in an issuer's claims. What is not in the profile's form is left out: a number that is none identifies no one. */
export function identityFrom(claims: Claims): Identity {
  const personalNumber = numberOf(claims, swedishClaims.personalIdentityNumber);
  if (personalNumber !== undefined) {
    const previous = numberOf(claims, swedishClaims.previousCoordinationNumber);
    return { personalNumber, ...(previous === undefined ? {} : { previousCoordinationNumber: previous }) };
  }
  const coordinationNumber = numberOf(claims, swedishClaims.coordinationNumber);
  if (coordinationNumber === undefined) return {};
  const level = coordinationNumberLevels.find((one) => one === claims[swedishClaims.coordinationNumberLevel]);
  return { coordinationNumber, ...(level === undefined ? {} : { coordinationNumberLevel: level }) };
}

/** The organisation in an issuer's claims: its number alone, or the part of the affiliation after the last @ (§2.2.2). */
export function organisationFrom(claims: Claims): Organisation | null {
  const affiliation = textOf(claims, swedishClaims.orgAffiliation);
  const number = textOf(claims, swedishClaims.orgNumber) || affiliation.slice(affiliation.lastIndexOf('@') + 1);
  if (!/^\d{10}$/.test(number)) return null;
  // Two organisations in one answer: no one can say for which of them the person acts.
  if (affiliation !== '' && !affiliation.endsWith(`@${number}`)) return null;
  return { number, name: textOf(claims, swedishClaims.orgName).slice(0, 200) };
}

/** A claim's text, trimmed; empty when it has none. */
export function textOf(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value.trim() : '';
}

function numberOf(claims: Claims, name: string): string | undefined {
  const text = textOf(claims, name);
  return /^\d{12}$/.test(text) && isPersonalNumber(text) ? text : undefined;
}
