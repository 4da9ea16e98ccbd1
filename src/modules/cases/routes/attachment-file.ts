/** A file that was enclosed with a registration, to whoever may read the registration. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { selfWay } from '../pages/registration/way.ts';
import { casesProblem } from '../problems.ts';
import { registrationParties } from '../state.ts';
import { findAttachment } from '../store/attachment.ts';
import { enterCaseFile } from './file.ts';
import { enterOwn } from './own.ts';
import { personParams } from './person.ts';

const id = z.uuid();

export function attachmentFiles(house: House): Endpoint[] {
  const common = { method: 'GET', kind: 'page', summary: 'A file enclosed with a registration' } as const;

  const send = async (reply: FastifyReply, personId: Uuid, attachmentId: string): Promise<FastifyReply> => {
    const file = await findAttachment(house.db, personId, attachmentId);
    if (file === null) throw casesProblem('attachment-unknown');
    void reply.header('content-disposition', savedAs(file.name)).header('cache-control', 'no-store');
    return reply.type(file.mediaType).send(file.content);
  };

  return [
    endpoint({
      ...common,
      url: `${selfWay.base}/attachments/:id`,
      access: ['jobseeker'],
      params: z.object({ id }),
      async handle(request, reply) {
        const standing = await enterOwn(house, request, reply, 'registration');
        return standing === null ? reply : send(reply, standing.personId, request.params.id);
      },
    }),
    endpoint({
      ...common,
      url: '/people/:person/attachments/:id',
      access: registrationParties,
      params: personParams.extend({ id }),
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, 'registration');
        return entered === null ? reply : send(reply, entered.standing.personId, request.params.id);
      },
    }),
  ];
}

/** Saved, never shown in the page's place; the name in any script (RFC 6266 §4.3, RFC 8187 §3.2). */
export function savedAs(name: string): string {
  const ascii = name.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
