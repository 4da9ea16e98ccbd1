/** Which addresses may be called: a webhook must not lead into the operator's own network (SSRF). */
import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Everything that is not the public internet (IANA special-purpose address registries). */
const notPublic = listOf(
  'ipv4',
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 ' +
    '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
);
/** The same of IPv6, with the ways of writing an IPv4 address in it. A list of its own: one for both takes the second for the first. */
const notPublic6 = listOf(
  'ipv6',
  '::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 ' +
    'fe80::/10 fec0::/10 ff00::/8',
);

function listOf(family: 'ipv4' | 'ipv6', subnets: string): BlockList {
  const list = new BlockList();
  for (const subnet of subnets.split(' ')) {
    const [address, prefix] = subnet.split('/') as [string, string];
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** True for an IP address that is not on the public internet. */
export function isPrivate(address: string): boolean {
  return isIP(address) === 6 ? notPublic6.check(address, 'ipv6') : notPublic.check(address, 'ipv4');
}

/** Why an address cannot be a webhook's. */
export const addressFaults = ['unreadable', 'not-https', 'with-password', 'private'] as const;
export type AddressFault = (typeof addressFaults)[number];

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** What is wrong with an address as it is written; null: nothing. What its name leads to is looked at when it is called. */
export function addressFault(text: string, allowsPrivate: boolean): AddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return 'unreadable';
  const host = hostOf(url);
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  if (url.protocol !== 'https:' && !(allowsPrivate && isHere)) return 'not-https';
  if (url.username !== '' || url.password !== '') return 'with-password';
  const leadsInside = isHere || host.endsWith('.localhost') || (isIP(host) !== 0 && isPrivate(host));
  return leadsInside && !allowsPrivate ? 'private' : null;
}

export class PrivateAddress extends Error {
  constructor() {
    super('the name leads to an address that is not public');
  }
}

/** Finds a name's addresses, and refuses when any of them is not public: what is called is what was looked at. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivate(address)))
      return callback(new PrivateAddress(), '', 0);
    if (options.all === true) return callback(null, addresses);
    return callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};
