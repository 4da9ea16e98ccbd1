import type { Role } from '../roles.ts';

/** Someone one can be in a trial. Not a real person, and never with a personal identity number. */
export interface Persona {
  /** Stable, [a-z-]: the subject of the account. */
  id: string;
  /** As it is shown, with what the person does: "Amina, arbetssökande". */
  name: string;
  roles: readonly Role[];
  /** What one can do as this persona, one sentence. */
  says: { sv: string; en: string };
}
