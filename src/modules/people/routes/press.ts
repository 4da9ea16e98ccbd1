/** Buttons that do one thing: a POST that runs a command and comes back to the page. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Command, execute, type Role } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm } from '../../../ui/index.ts';
import type { Asked } from '../pages/form.tsx';
import { personOf } from '../standing.ts';
import { askedBy, type Desk } from './desk.ts';
import { withDone } from '../pages/form.tsx';

export interface Press {
  url: string;
  command: Command;
  access: readonly Role[];
  summary: string;
  /** What was done: a key of `people:done`. */
  done: string;
  /** The command's input; `own` is the signed-in jobseeker's person, '' for all others. */
  input(asked: Asked, own: string): unknown;
  /** The path, without language, of the page that shows what was done. */
  next(asked: Asked): string;
}

export function pressEndpoint(desk: Desk, press: Press): Endpoint {
  return endpoint({
    method: 'POST',
    url: press.url,
    kind: 'page',
    access: press.access,
    summary: press.summary,
    params: z.record(z.string(), z.string()),
    async handle(request, reply) {
      const asked = askedBy(desk, request);
      const own = (await personOf(desk.house.db, request.actor.id)) ?? '';
      const { requestId } = readForm(request.body);
      try {
        await execute(desk.house, request.actor, press.command, press.input(asked, own), requestId);
      } catch (error) {
        return reopen(request, reply, press.next(asked), asked, error);
      }
      return reply.redirect(href(request.language, withDone(press.next(asked), press.done)), 303);
    },
  });
}

/** Nothing is typed with a button: whoever let the file close opens it again, and presses again. */
function reopen(request: FastifyRequest, reply: FastifyReply, back: string, { params }: Asked, error: unknown): FastifyReply {
  if (!(error instanceof Problem) || error.code !== 'file-reason-required') throw error;
  const query = new URLSearchParams({ return: back });
  return reply.redirect(`${href(request.language, `/people/${params['person']}/open`)}?${query}`, 303);
}
