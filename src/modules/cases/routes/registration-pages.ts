/** Every page about registering: alone, with help, for practice; and where to get help. */
import type { House } from '../../../platform/auth/index.ts';
import type { Endpoint } from '../../../platform/http/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { selfEndpoints } from './registration.ts';
import { assistedEndpoints } from './registration-assisted.ts';
import { automationEndpoints } from './registration-automation.ts';
import { helpEndpoints } from './registration-help.ts';
import { practiceEndpoints } from './registration-practice.ts';

export function registrationPages(house: House, live: LiveRegister): Endpoint[] {
  return [
    ...selfEndpoints(house, live),
    ...assistedEndpoints(house, live),
    ...practiceEndpoints(house, live),
    ...helpEndpoints(house, live),
    ...automationEndpoints(house),
  ];
}
