/**
 * The code on a receipt: 60 random bits in Crockford's base 32 (crockford.com/base32.html), which has no I, L, O and U, with its check
 * character (modulo 37), so that a mistyped code is noticed before it is looked for. Pure, and the same in browsers.
 */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

/** A new code of 13 characters without hyphens. */
export function newReceiptCode(): string {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(length));
    const code = Array.from(random, (byte) => symbols[byte % symbols.length]!).join('');
    const check = symbols[checkOf(code)];
    // Five of the 37 check characters are signs (* ~ $ = U); such a code is not used, so that all of it can be read out and typed.
    if (check !== undefined) return code + check;
  }
}

/** A code as someone typed it: small letters, O for 0, I and L for 1, spaces and hyphens are understood; null when it is none. */
export function parseReceiptCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{13}$/.test(code)) return null;
  return symbols[checkOf(code.slice(0, length))] === code[length] ? code : null;
}

/** In groups, as it is shown: 'ABCD-EFGH-JKMN-P'. */
export function shownReceiptCode(code: string): string {
  return code.match(/.{1,4}/g)!.join('-');
}

/** The number that the code stands for, modulo 37. */
function checkOf(code: string): number {
  return Array.from(code).reduce((rest, one) => (rest * 32 + symbols.indexOf(one)) % 37, 0);
}
