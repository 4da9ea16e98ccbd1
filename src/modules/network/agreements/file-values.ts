/** The columns of a file of agreements, with the values that each may hold. */
import type { AgreementState } from '../agreement-state.ts';
import { agreementKinds, agreementOffers, type AgreementTerm, evidences, partyKinds, type TaskCategory } from '../kinds.ts';
import { method, municipalityCode, placeCode } from '../register-file/place-values.ts';
import { address, code, date, Expected, listOf, maybe, oneOf, text, type Value } from '../register-file/values.ts';

export const termColumns = {
  responsibilities: 'responsibilities',
  roles: 'roles',
  routines: 'routines',
  'joint-measures': 'joint_measures',
  'follow-up': 'follow_up',
  premises: 'premises',
  hours: 'hours',
  equipment: 'equipment',
  staff: 'staff',
  security: 'security',
} as const satisfies Record<AgreementTerm, string>;
export const taskColumns = {
  general_tasks: 'general',
  personal_data_tasks: 'personal-data',
  public_authority_tasks: 'public-authority',
} as const satisfies Record<string, TaskCategory>;
export const stepColumns = {
  initiated: 'initiated',
  analysed: 'analysed',
  negotiated: 'negotiated',
  agreed: 'agreed',
  in_force: 'in-force',
} as const satisfies Record<string, AgreementState>;
export const stepNames = Object.keys(stepColumns) as (keyof typeof stepColumns)[];

const words = (most: number) => maybe(text('a text', most));
const months: Value<number | null> = {
  read(given) {
    if (given.trim() === '') return null;
    return /^\d{1,3}$/.test(given.trim()) && Number(given) <= 120
      ? Number(given)
      : new Expected('whole months, 0 to 120, or empty');
  },
  write: (value) => (value === null ? '' : String(value)),
};

export const values = {
  title: text('the title of the agreement', 300),
  kind: oneOf(agreementKinds),
  agency: code('the code of an authority, such as arbetsformedlingen', /^[a-z][a-z0-9-]{1,39}$/),
  reference: words(200),
  partner_kind: oneOf(partyKinds),
  partner: text('the name of the other party', 300),
  municipality_code: maybe(municipalityCode),
  contact_role: words(200),
  contact: words(300),
  places: listOf(placeCode),
  offers: listOf(oneOf(agreementOffers)),
  valid_from: maybe(date),
  valid_to: maybe(date),
  notice_months: months,
  ...(Object.fromEntries(Object.values(termColumns).map((column) => [column, words(10_000)])) as Record<
    (typeof termColumns)[AgreementTerm],
    Value<string | null>
  >),
  general_tasks: words(8000),
  personal_data_tasks: words(8000),
  public_authority_tasks: words(8000),
  arrival_counts: maybe(oneOf(['yes', 'no'])),
  replaces: words(300),
  gap_reason: words(1000),
  initiated: maybe(date),
  analysed: maybe(date),
  negotiated: maybe(date),
  agreed: maybe(date),
  in_force: maybe(date),
  evidence: oneOf(evidences),
  source: maybe(address),
  method: maybe(method),
  assumed: listOf(code('the name of a column', /^[a-z_]{2,40}$/)),
} as const;

export type AgreementColumn = keyof typeof values;
export const agreementColumns = Object.keys(values) as AgreementColumn[];
