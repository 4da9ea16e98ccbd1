/** The module's words as data; a new one is decided in the rules and tests that run through these lists. */
import { z } from 'zod';

/** What a mandate covers. */
export const tasks = ['registration', 'activity-report', 'plan', 'contact-details', 'meetings'] as const;
export type Task = (typeof tasks)[number];

/** None, then the civil registry’s three levels of protected identity, the weakest first. */
export const protections = ['none', 'marked', 'protected-registration', 'assumed-identity'] as const;
export type Protection = (typeof protections)[number];

/** Why someone needs more than the self-service gives (SFS 2022:811 §24 p. 1). */
export const grounds = [
  'language',
  'disability',
  'digital-exclusion',
  'no-e-identification',
  'protected-identity',
  'own-request',
  'officers-assessment',
] as const;
export type Ground = (typeof grounds)[number];

/** What is needed (SFS 2002:623 §3 point 7: interpreter for language, sight or sign; aids; adaptation. SFS 2022:811 §24 p. 1: meeting in person). */
export const needs = [
  'meeting-in-person',
  'language-interpreter',
  'sign-interpreter',
  'sight-interpreter',
  'aids',
  'adaptation',
  'help-with-forms',
] as const;
export type Need = (typeof needs)[number];

export const preferredChannels = ['web', 'phone', 'video', 'letter', 'in-person'] as const;
export type PreferredChannel = (typeof preferredChannels)[number];

/** How someone was identified (AF’s CRM of 2021). */
export const identifications = ['id-document', 'digital-id', 'id-or-residence-card', 'known', 'identified-by-certifier'] as const;
export type Identification = (typeof identifications)[number];

/** `none`: unproved, and noted as such (AMSFS 2005:4). */
export const identityProofs = ['none', ...identifications] as const;
export type IdentityProof = (typeof identityProofs)[number];

/** How a mandate was given. */
export const mandateForms = ['written', 'on-the-spot', 'online'] as const;

export const organisationKinds = ['municipality', 'service-office', 'association', 'relative'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/**
 * A written language: BCP 47 (RFC 5646), the language alone or with a region. Finnish, Meänkieli and Sami are a right in
 * written contacts (2009:724 §10).
 */
export const languageTag = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$/, 'a language tag such as sv, fi or sv-easy');
