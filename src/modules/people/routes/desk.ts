/** What every route of people has at hand, and what a request asks with it. */
import type { FastifyRequest } from 'fastify';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { type LiveRegister, municipalitiesByName } from '../../network/index.ts';
import type { Asked } from '../pages/form.tsx';

export interface Desk {
  house: House;
  register: LiveRegister;
  /** The number that protected persons call; null when the operator has set none. */
  protectedPhone: string | null;
}

/** An id in the address that is no uuid is no one's: the answer is the same as for one that is not there. */
export function askedBy({ house, register }: Desk, request: Pick<FastifyRequest, 'actor' | 'language' | 'params'>): Asked {
  const { actor, language } = request;
  const sent = Object.entries((request.params ?? {}) as Record<string, string>);
  const params = Object.fromEntries(sent.map(([name, id]) => [name, parseUuid(id) ?? '']));
  const municipalities = municipalitiesByName(register.current());
  return { house, actor, language, today: today(house.clock), params, municipalities };
}
