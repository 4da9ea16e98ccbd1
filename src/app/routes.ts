/** Every endpoint, listed. What is not here is not served. */
import type { House } from '../platform/auth/index.ts';
import type { Endpoint } from '../platform/http/index.ts';
import { type LiveRegister, networkApi } from '../modules/network/index.ts';

export function endpoints(house: House, register: LiveRegister, release: string): Endpoint[] {
  const api = networkApi(house, register, release);
  return [
    api.help,
    api.searchOrigins,
    api.listMunicipalities,
    api.getMunicipality,
    api.listPlaces,
    api.getPlace,
    api.listPresence,
    api.listClosures,
    api.summary,
  ];
}
