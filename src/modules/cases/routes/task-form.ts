/** What the tasks of a case have in common: a form that runs a command under the person's file. */
import type { FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { Command, House } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { valueOf } from '../../../ui/index.ts';
import type { Task } from '../../people/index.ts';
import type { TaskFormProps } from '../pages/person/task-pages.tsx';
import { readDay } from '../pages/report/read-activity.ts';
import type { Typed } from '../registration/index.ts';

export interface Ask {
  house: House;
  request: FastifyRequest;
  personId: Uuid;
}

/** One form: what it is about (null: there is nothing to do), how it looks, and what it runs. */
export interface TaskForm<Subject> {
  url: string;
  summary: string;
  task: Task;
  command: Command;
  /** Words of the notice afterwards. */
  done: 'conversation' | 'todo' | 'decided' | 'programme';
  subject(ask: Ask): Promise<Subject | null>;
  begin(subject: Subject, ask: Ask): Typed;
  page(subject: Subject, props: TaskFormProps): ComponentChildren;
  input(ask: Ask, subject: Subject, typed: Typed): unknown;
}

/** A day as the command takes it: null when nothing is typed, and what is no day as it was typed. */
export const optionalDay = (typed: Typed, name: string): unknown => {
  const text = valueOf(typed, name).trim();
  return text === '' ? null : (readDay(text) ?? text);
};
