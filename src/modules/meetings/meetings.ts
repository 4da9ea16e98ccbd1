/** What everything about meetings needs: the house, and what is kept in memory. */
import type { House } from '../../platform/auth/index.ts';
import type { LiveRegister } from '../network/index.ts';
import type { LivePicture } from './picture/index.ts';

export interface Meetings {
  house: House;
  register: LiveRegister;
  picture: LivePicture;
}
