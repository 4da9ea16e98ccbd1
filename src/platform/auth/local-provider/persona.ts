import type { Role } from '../roles.ts';
import type { Identity, Organisation } from '../swedish-claims.ts';

/** Someone one can be in a trial. Not a real person; a number of theirs is one that no person is ever given. */
export interface Persona {
  /** Stable, [a-z-]: the subject of the account. */
  id: string;
  /** As it is shown, with what the person does: "Amina, arbetssökande". */
  name: string;
  roles: readonly Role[];
  givenName?: string;
  familyName?: string;
  identity?: Identity;
  /** Whom the person signs in for. */
  organisation?: Organisation;
  /** What one can do as this persona, one sentence. */
  says: { sv: string; en: string };
}
