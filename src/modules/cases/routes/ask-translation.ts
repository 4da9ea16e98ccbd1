/** Runs what a page with a translation part sends. */
import type { FastifyRequest } from 'fastify';
import { execute, type House } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { requestTranslation } from '../request-translation.ts';
import type { Translatable } from '../store/translation.ts';

export async function askTranslation(house: House, request: FastifyRequest, personId: Uuid, what: Translatable): Promise<void> {
  const { values: typed, requestId } = readForm(request.body);
  const input = { personId, what, id: valueOf(typed, 'translationOf'), language: valueOf(typed, 'language') };
  await execute(house, request.actor, requestTranslation, input, requestId);
}
