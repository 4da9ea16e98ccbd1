/** The way in to the pages of a case under a person's file. */
import { type ComponentChildren, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../../../platform/auth/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import { enterFile, type Entered, type FileTab, PersonFrame, reopenPage, type Task } from '../../people/index.ts';

/** Null after having answered. A form sent after the file had closed is kept while it is opened again. */
export async function enterCaseFile(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  task: Task,
): Promise<Entered | null> {
  const params = request.params as { person: string };
  try {
    return await enterFile(house, request, reply, params.person, task);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'file-reason-required') throw error;
    const { values: typed, next } = readForm(request.body);
    void reopenPage({ house, params }, request, reply, { ...typed, next: [next] });
    return null;
  }
}

/** A page under the file, with its bar and its tabs around. */
export function sendInFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { frame }: Entered,
  page: { title: string; children: ComponentChildren; tab?: FileTab; hasErrors?: boolean },
): FastifyReply {
  const { title, children, tab, hasErrors = false } = page;
  const framed = h(PersonFrame, { frame, children, ...(tab === undefined ? {} : { tab }) });
  return sendPage(reply, renderPage(request, { title, hasErrors, children: framed }), hasErrors ? 422 : 200);
}
