/** What in a log of visits is or could be about a person: such a log is not read. */
import { isPersonalNumber } from '../../../platform/auth/index.ts';

/** Beginnings of what columns about persons are called, in Swedish and English. */
const personalWords =
  /^(personn|person.?id|pnr|samordn|identity|id.?nummer|namn|name|för.?namn|efter.?namn|first.?name|last.?name|full.?name|visitor|besökare|kund|customer|client|telefon|tel\b|mobil|phone|e.?post|e.?mail|mail|adress|address|gata|street|födel|född|birth|anteckning|kommentar|comment|note)/;

export const namesPersonalColumn = (column: string): boolean => personalWords.test(column);

/** Ten or twelve digits, with the signs and spaces that people and programs write in them. */
const digitsInARow = /(?<!\d)(?:\d{2} ?)?\d{2}[ -]?\d{2}[ -]?\d{2} ?[-+._‐‑–−]? ?\d{2} ?\d{2}(?!\d)/g;
const email = /[^\s@]+@[^\s@]+\.[^\s@]+/;
const telephone = /^(\+|00)\d[\d ()-]{7,}$|^0\d{1,3}[- ]\d[\d ]{4,}$/;

/** True for a text with a valid personal identity or coordination number in it, an e-mail address or a telephone number. */
export function looksPersonal(text: string): boolean {
  // Wide digits and hard spaces are digits and spaces.
  const numbers = text.normalize('NFKC').match(digitsInARow) ?? [];
  return (
    numbers.some((one) => isPersonalNumber(one.replaceAll(/[^\d+]/g, ''))) || email.test(text) || telephone.test(text.trim())
  );
}
