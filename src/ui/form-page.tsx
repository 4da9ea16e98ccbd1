/**
 * A page that asks for one command: GET shows its form, POST runs it (form-endpoints.ts), and a refusal shows the form again with all that
 * was typed, what to put right beside each field and the rule that says so. A module says what its forms are about, how refusals are
 * worded, and what stands around them.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Command, House, Role } from '../platform/auth/index.ts';
import type { PlainDate } from '../platform/clock/index.ts';
import type { Upload, UploadLimits } from '../platform/http/index.ts';
import type { Language, Translate } from '../platform/i18n/index.ts';
import type { Problem } from '../platform/problem/index.ts';
import type { Filled } from './filled-form.tsx';
import type { Values } from './sent-form.ts';

/** Who asks for a form, and where. */
export interface FormAsked {
  house: House;
  actor: Actor;
  language: Language;
  today: PlainDate;
  /** Of the address. */
  params: Readonly<Record<string, string>>;
  query: Values;
  /** Files that were sent with it. */
  uploads: readonly Upload[];
}

/** `Asked`: what a module's forms may read besides. */
export interface FormPage<Subject = unknown, Asked extends FormAsked = FormAsked> {
  url: string;
  command: Command;
  /** Who may open the page, when not all who may run the command. */
  access?: readonly Role[];
  summary: string;
  /** What may stand in the address; any text of 100 characters at most when left out. */
  params?: z.ZodType<Record<string, string>>;
  /** Throws a problem when it is not there, or not for this actor. */
  subject(asked: Asked): Promise<Subject>;
  /** What stands in the fields from the start. */
  begin(subject: Subject, asked: Asked): Values;
  /** The command's input as typed; the command itself says what is wrong with it. */
  input(values: Values, asked: Asked, subject: Subject): unknown;
  /** The input and what follows need no subject: the same form sent again is answered as before, though what it was about is gone. */
  sendsAlone?: boolean;
  /** The path that follows. */
  next(result: unknown, asked: Asked, subject: Subject): string;
  title(subject: Subject, t: Translate): string;
  lead?(subject: Subject, t: Translate): string;
  submit(subject: Subject, t: Translate): string;
  /** The pages above. */
  crumbs?(subject: Subject, t: Translate, asked: Asked): readonly { path: string; text: string }[];
  /** Where "Cancel" goes, when not to the last of them. With neither there is nothing to cancel. */
  back?(asked: Asked): string;
  /** Over the form: what has to be seen before it is filled in. */
  Above?: (props: { subject: Subject; asked: Asked }) => VNode;
  Fields: (props: { subject: Subject; form: Filled; asked: Asked }) => VNode;
  /** Below the form: what is already there. */
  Below?: (props: { subject: Subject; asked: Asked }) => VNode;
  check?: FormCheck<Subject, Asked>;
  /** Answers what was sent by itself, where a redirect would lose what it has to say. Null: the command is run as ever. */
  answer?(sent: SentTo<Asked>): Promise<FastifyReply | null>;
  /** Its form brings files. */
  upload?: UploadLimits;
  wide?: boolean;
}

/** A page to check the answers on before anything is done. */
export interface FormCheck<Subject = unknown, Asked extends FormAsked = FormAsked> {
  /** What is wrong already before it. */
  refuse(subject: Subject, values: Values, asked: Asked): Problem | null;
  /** What the answers are shown with, when that has to be read first. */
  known?(subject: Subject, values: Values, asked: Asked): Promise<unknown>;
  Answers: (props: { subject: Subject; values: Values; asked: Asked; known: unknown }) => VNode;
}

export interface SentTo<Asked extends FormAsked = FormAsked> {
  request: FastifyRequest;
  reply: FastifyReply;
  asked: Asked;
  values: Values;
  input: unknown;
}

/** Declares a form page; the parts agree on what it is about. */
export function formPage<Subject, Asked extends FormAsked = FormAsked>(
  definition: FormPage<Subject, Asked>,
): FormPage<unknown, Asked> {
  return definition as unknown as FormPage<unknown, Asked>;
}

/** How a module words refusals. */
export interface FormWords<Page = FormPage> {
  /** What is wrong, by field. */
  wrong(refusal: Problem, values: Values, t: Translate, page: Page): Record<string, string>;
  /** What is wrong that is about no field. */
  said(refusal: Problem, t: Translate): string;
  /** Refusals that are said as a whole too when a field is marked. */
  saidBesideFields?(refusal: Problem): boolean;
  rule(id: string, t: Translate): string;
  cancel(t: Translate): string;
  /** Of the page to check the answers on. */
  check?(t: Translate): { title: string; next: string; edit: string };
}

/** What stands around a form. */
export interface FormFrame {
  /** The title of the page, of the form's own. */
  title?(own: string): string;
  /** The form is a part of a page that has a heading. */
  around?(form: ComponentChildren): ComponentChildren;
  /** Said first, when nothing is refused. */
  notice?: ComponentChildren;
}

/** When a form is asked for: to be shown, sent, or shown again after a refusal. */
export type FormStage = 'show' | 'send' | 'again';

/** What a module does around its forms. */
export interface FormWays<Asked extends FormAsked = FormAsked, Page = FormPage<unknown, Asked>> {
  /** What its forms may read. */
  asked?(asked: FormAsked): Asked;
  /** Lets someone in, and says what stands around the form; null after having answered by itself. */
  enter?(stage: FormStage, page: Page, asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<FormFrame | null>;
  /** What follows at once when the command has run. */
  ran?(result: unknown, asked: Asked): Promise<void> | void;
  /** The statuses of refusals that are put right in the form. */
  mends?: readonly number[];
  /** Answers another refusal in its own way; null: as the problem that it is. */
  refused?(refusal: Problem, sent: Omit<SentTo<Asked>, 'input'>): FastifyReply | null;
}

/** The version a form was made from; after a refusal for being old the one that holds now: who sends it again has seen it. */
export function FormVersion({ form, now, changed }: { form: Filled; now: number; changed: string }): ComponentChildren {
  const isOld = form.refusal?.code === changed;
  return <input type="hidden" name="version" value={isOld ? String(now) : (form.values['version']?.[0] ?? String(now))} />;
}
