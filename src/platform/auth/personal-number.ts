/**
 * Keeps personal identity numbers out: an issuer may send one as a subject or a claim whether we ask or not.
 * Form and check digit: Folkbokföringslagen (1991:481) 18 §; coordination numbers (day + 60): 18 a § in its wording of 2020. Of
 * these some have month 00 or day 60, for a time of birth that is not known (Skatteverket's test numbers 1914–2019).
 */
const pattern = /^(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})$/;

/** True for the text of a personal identity number or coordination number, with 10 or 12 digits. */
export function isPersonalNumber(text: string): boolean {
  const parts = pattern.exec(text.trim());
  if (parts === null) return false;
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  const coordination = day >= 60;
  if (month > 12 || day % 60 > 31 || (!coordination && (month === 0 || day === 0))) return false;
  return sumOfDigits(parts.slice(1).join('')) % 10 === 0;
}

/** True when any text in the claims, however deep, is such a number, alone or before the @ of an affiliation. */
export function holdsPersonalNumber(claims: unknown): boolean {
  if (typeof claims === 'string') return claims.split('@').some(isPersonalNumber);
  if (typeof claims !== 'object' || claims === null) return false;
  return Object.values(claims).some(holdsPersonalNumber);
}

/** The Luhn sum over ten digits: every other digit doubled, from the first. */
function sumOfDigits(digits: string): number {
  let sum = 0;
  for (const [index, digit] of digits.split('').entries()) {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}
