/** Every page of people, for src/app/routes.ts. */
import type { Endpoint } from '../../../platform/http/index.ts';
import type { House } from '../../../platform/auth/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { ownPages } from './own-pages.ts';
import { staffPages } from './staff-pages.ts';
import '../texts.ts';

/** `env`: NARVARO_PROTECTED_PHONE, the number that protected persons call, shown only when it is set. */
export function peoplePages(
  house: House,
  register: LiveRegister,
  env: Readonly<Record<string, string | undefined>> = {},
): Endpoint[] {
  const phone = env['NARVARO_PROTECTED_PHONE']?.trim() ?? '';
  const desk = { house, register, protectedPhone: phone === '' ? null : phone };
  return [...ownPages(desk), ...staffPages(desk)];
}
