import type { Actor, House } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { personView } from '../people/index.ts';
import type { Typed } from './registration/index.ts';

/** The contact details that are known of a person and that the viewer may see, as the contact step types them. */
export async function knownContact(house: House, viewer: Actor, personId: Uuid): Promise<Typed> {
  const view = await personView(house, viewer, personId);
  if (view === null) return {};
  const known = {
    street: view.address?.street,
    postalCode: view.address?.postalCode,
    postTown: view.address?.postTown,
    municipalityCode: view.municipalityCode,
    email: view.email,
    phone: view.phone,
  };
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, [value]]])),
  );
}
