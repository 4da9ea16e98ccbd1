import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanFileName, mediaTypeOf } from './file-type.ts';

it.each([
  ['%PDF-1.7\n…', 'application/pdf'],
  ['\u0089PNG\r\n\u001a\n…', 'image/png'],
  ['\u00ff\u00d8\u00ff\u00e0', 'image/jpeg'],
  ['MZ\u0090', null],
  ['<svg xmlns=', null],
  ['PK\u0003\u0004', null],
  ['', null],
  ['%PD', null],
  [' %PDF-1.7', null],
])('a file is what its first bytes say: %j is %s', (text, type) => {
  expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBe(type);
});

it.each([
  ['intyg.pdf', 'intyg.pdf'],
  ['C:\\Users\\Åsa\\Läkarintyg 2020.PDF', 'Läkarintyg 2020.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['faktura.pdf.exe', 'faktura.pdf.pdf'],
  ['a\u202Efdp.exe', 'afdp.pdf'],
  ['rad\r\nbrytning: "x".pdf', 'radbrytning x.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['..', 'file.pdf'],
  ['', 'file.pdf'],
  ['شهادة.pdf', 'شهادة.pdf'],
])('the name %j becomes %j', (name, clean) => {
  expect(cleanFileName(name, 'application/pdf')).toBe(clean);
});

it('a clean name has neither folder nor control character, ends as its content, and stays as it is when cleaned again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const clean = cleanFileName(name, 'image/png');
      expect(clean).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.png$/u);
      expect(clean).toMatch(/^.{5,100}$/su);
      expect(clean.isWellFormed()).toBe(true);
    }),
  );
});
