/** Whose registration the pages are about, and who sits at the form. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import type { Role } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Way } from '../pages/registration/way.ts';
import type { StepId, Typed } from '../registration/index.ts';

/** What the addresses of every passage may hold; `person` is someone else than whoever asks. */
export const passageParams = z.object({ person: z.string().optional() });

export interface Visit {
  personId: Uuid;
  way: Way;
  /** What stands around every page: nothing for the person alone, the open file for those who help. */
  frame(page: ComponentChildren): ComponentChildren;
}

export interface Passage {
  /** Fastify's notation, without the step: /people/:person/registration */
  url: string;
  access: readonly Role[];
  /** Null after having answered: the person is led elsewhere. */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<Visit | null>;
  /** The person has protected identity, which is written down: from here there is another way than these forms. */
  leave(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply>;
  /** More in every form: who helped and why. */
  helpPart?(typed: Typed): ComponentChildren;
  /** Notes what help was needed with a step that was saved. */
  helped?(request: FastifyRequest, visit: Visit, step: StepId, typed: Typed): Promise<void>;
}
