/** The way in to one's own pages of the case. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../../../platform/auth/index.ts';
import { ownPerson, requireStanding, sendElsewhere, type Standing, type Task } from '../../people/index.ts';

/**
 * The signed-in person's own standing. Null after having answered: an account that we know no person of, or someone whose
 * identity is protected and whose way is a named contact (JO 5254-2016).
 */
export async function enterOwn(house: House, request: FastifyRequest, reply: FastifyReply, task: Task): Promise<Standing | null> {
  if (await sendElsewhere(house, request, reply)) return null;
  const personId = await ownPerson(house, request, reply);
  return personId === null ? null : requireStanding(house.db, request.actor, personId, task, house.clock.now());
}
