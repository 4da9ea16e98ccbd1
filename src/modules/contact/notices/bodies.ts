/** The bodies that are told of decisions: known by the register of municipalities and counties, or entered. */
import { translator } from '../../../platform/i18n/index.ts';
import type { Municipality } from '../../network/index.ts';
import { noticeRecipients } from '../rules/notice-recipients.ts';
import type { StoredBody } from '../store/bodies.ts';
import '../texts.ts';

export const bodyKinds = ['municipality', 'region', 'county-board', 'union', 'organisation'] as const;
export type BodyKind = (typeof bodyKinds)[number];
/** Those that are entered; the register knows the others. */
export const enteredKinds = ['union', 'organisation'] as const;

export interface BodyAddress {
  /** The function that reads what comes. */
  role: string | null;
  email: string | null;
  street: string | null;
  postalCode: string | null;
  postTown: string | null;
}

export interface Body extends BodyAddress {
  key: string;
  kind: BodyKind;
  /** Of the municipality or county; null for what is entered. */
  code: string | null;
  name: string;
  /** The name that was entered; null: the register's holds. */
  entered: string | null;
  /** What the register calls it; null for what is entered. */
  registered: string | null;
  /** 0: nothing has been entered about it. */
  version: number;
}

export const noAddress: BodyAddress = { role: null, email: null, street: null, postalCode: null, postTown: null };
export const hasAddress = ({ email, street }: Pick<BodyAddress, 'email' | 'street'>): boolean =>
  email !== null || street !== null;
export const kindOf = (key: string): BodyKind => key.split(':')[0] as BodyKind;

/** What the register calls a body, in Swedish as letters do; null for none that it knows. */
const swedish = (key: string, named: ReadonlyMap<string, string>): string | null => {
  const name = named.get(key);
  return name === undefined ? null : translator('sv')(`contact:staffNotices.bodyName.${kindOf(key)}`, { name });
};

/** Every body, by kind and code, with what has been entered about it. Bodies that have ended are left out. */
export function knownBodies(municipalities: readonly Municipality[], stored: readonly StoredBody[]): Body[] {
  const named = new Map<string, string>();
  const { countyWithoutRegion } = noticeRecipients.values['2019-01-01']!;
  for (const { code, name } of municipalities) named.set(`municipality:${code}`, name);
  for (const { countyCode, county } of municipalities) {
    if (countyCode !== countyWithoutRegion) named.set(`region:${countyCode}`, county);
    named.set(`county-board:${countyCode}`, county);
  }
  const entered = new Map(stored.map((one) => [one.key, one]));
  const keys = [...named.keys(), ...stored.map(({ key }) => key).filter((key) => !named.has(key))];
  return keys
    .flatMap((key): Body[] => {
      const put = entered.get(key);
      const registered = swedish(key, named);
      const name = put?.name ?? registered;
      if (name === null || put?.ended === true) return [];
      const code = named.has(key) ? key.split(':')[1]! : null;
      const { role, email, street, postalCode, postTown } = put ?? noAddress;
      return [
        {
          key,
          kind: kindOf(key),
          code,
          name,
          entered: put?.name ?? null,
          registered,
          version: put?.version ?? 0,
          role,
          email,
          street,
          postalCode,
          postTown,
        },
      ];
    })
    .toSorted((a, b) => order(a).localeCompare(order(b), 'sv'));
}

const order = ({ kind, code, name }: Body): string => `${bodyKinds.indexOf(kind)} ${code ?? name}`;
