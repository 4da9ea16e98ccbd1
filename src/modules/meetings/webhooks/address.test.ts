import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFault, isPrivate, lookupPublic, PrivateAddress } from './address.ts';

describe('an address that a webhook may have', () => {
  it.each([
    ['https://calendar.example.org/narvaro?key=1', null],
    ['https://192.0.43.8:8443/', null],
    ['https://[2a00:801::1]/', null],
    ['http://calendar.example.org/', 'not-https'],
    ['ftp://calendar.example.org/', 'unreadable'],
    ['calendar.example.org', 'unreadable'],
    ['https://user:secret@calendar.example.org/', 'with-password'],
    ['https://localhost/', 'private'],
    ['https://a.localhost/', 'private'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://10.1.2.3/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://[64:ff9b::10.0.0.1]/', 'private'],
    ['https://[fd00::1]/', 'private'],
  ])('%s: %s', (url, fault) => {
    expect(addressFault(url, false)).toBe(fault);
  });

  it('is on this machine, also without TLS, only where the operator has allowed it', () => {
    expect(addressFault('http://127.0.0.1:8080/', true)).toBeNull();
    expect(addressFault('https://10.1.2.3/', true)).toBeNull();
    expect(addressFault('http://10.1.2.3/', true)).toBe('not-https');
  });

  it('is read or refused, never thrown at, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => void addressFault(text, false)));
    fc.assert(fc.property(fc.ipV4(), (ip) => isPrivate(`::ffff:${ip}`)));
  });
});

it('a name that leads inside is refused when it is called', async () => {
  const refused = await new Promise((done) => {
    lookupPublic('localhost', { all: true }, (error) => done(error));
  });
  expect(refused).toBeInstanceOf(PrivateAddress);
});
