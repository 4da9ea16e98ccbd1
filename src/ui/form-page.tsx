/**
 * A page that asks for one command: GET shows its form, POST runs it, and a refusal shows the form again with all that was typed, what to
 * put right beside each field and the rule that says so. A module says what its forms are about, and how refusals are worded.
 */
import { type ComponentChildren, h, type VNode } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Command, execute, type House, takeKeptForm } from '../platform/auth/index.ts';
import { type PlainDate, today } from '../platform/clock/index.ts';
import { endpoint, type Endpoint, type Upload, type UploadLimits } from '../platform/http/index.ts';
import { href, type Translate, translator } from '../platform/i18n/index.ts';
import { Problem } from '../platform/problem/index.ts';
import { Button, Buttons, LinkButton } from './button.tsx';
import { useText } from './context.ts';
import { type Filled, RefusalSummary } from './filled-form.tsx';
import { Form } from './form.tsx';
import { KeptFormNotice } from './kept-form-notice.tsx';
import { renderPage, sendPage } from './page.tsx';
import { readForm, type Values } from './sent-form.ts';

/** Who asks for a form, and where. */
export interface FormAsked {
  house: House;
  actor: Actor;
  today: PlainDate;
  /** Of the address. */
  params: Readonly<Record<string, string>>;
  query: Values;
  /** Files that were sent with it. */
  uploads: readonly Upload[];
}

export interface FormPage<Subject = unknown> {
  url: string;
  command: Command;
  summary: string;
  /** Throws a problem when it is not there, or not for this actor. */
  subject(asked: FormAsked): Promise<Subject>;
  /** What stands in the fields from the start. */
  begin(subject: Subject, asked: FormAsked): Values;
  /** The command's input as typed; the command itself says what is wrong with it. */
  input(values: Values, asked: FormAsked, subject: Subject): unknown;
  /** The path that follows. */
  next(result: unknown, asked: FormAsked, subject: Subject): string;
  title(subject: Subject, t: Translate): string;
  lead?(subject: Subject, t: Translate): string;
  submit(subject: Subject, t: Translate): string;
  /** The pages above; "Cancel" goes to the last. */
  crumbs(subject: Subject, t: Translate): readonly { path: string; text: string }[];
  Fields: (props: { subject: Subject; form: Filled }) => VNode;
  /** Its form brings files. */
  upload?: UploadLimits;
  wide?: boolean;
}

/** Declares a form page; the parts agree on what it is about. */
export function formPage<Subject>(definition: FormPage<Subject>): FormPage {
  return definition as unknown as FormPage;
}

/** How a module words refusals. */
export interface FormWords {
  /** What is wrong, by field. */
  wrong(refusal: Problem, values: Values, t: Translate): Record<string, string>;
  /** What is wrong that is about no field. */
  said(refusal: Problem, t: Translate): string;
  rule(id: string, t: Translate): string;
  cancel(t: Translate): string;
}

type OfForm = FastifyRequest<{ Params: Record<string, string> }>;

/** GET and POST of a form page. Refusals that nobody can put right in the form (403 and others) are answered as the problems they are. */
export function formEndpoints(house: House, page: FormPage, words: FormWords): Endpoint[] {
  const params = z.record(z.string(), z.string().max(100));
  const common = { url: page.url, params, kind: 'page', access: page.command.roles, summary: page.summary } as const;
  const askedBy = (request: OfForm): FormAsked => ({
    house,
    actor: request.actor,
    today: today(house.clock),
    params: request.params,
    query: readForm(request.query).values,
    uploads: page.upload === undefined ? [] : (request.uploads ?? []),
  });
  const send = (request: OfForm, reply: FastifyReply, subject: unknown, form: Filled, status: number) => {
    const t = translator(request.language);
    const crumbs = page.crumbs(subject, t).map(({ path, text }) => ({ href: href(request.language, path), text }));
    const action = href(request.language, request.url);
    const children = h(FormScreen, {
      page,
      words,
      subject,
      form,
      requestId: house.newId(),
      action,
      cancel: crumbs.at(-1)?.href ?? '/',
    });
    const title = page.title(subject, t);
    const hasErrors = form.refusal !== null;
    const html = renderPage(request, { title, children, breadcrumbs: crumbs, hasErrors, wide: page.wide === true });
    return sendPage(reply, html, status);
  };
  return [
    endpoint({
      ...common,
      method: 'GET',
      query: z.record(z.string(), z.unknown()),
      async handle(request, reply) {
        const asked = askedBy(request);
        const subject = await page.subject(asked);
        const kept = await takeKeptForm(request);
        const values = kept === null ? page.begin(subject, asked) : readForm(kept).values;
        return send(request, reply, subject, { values, refusal: null, wrong: {}, kept: kept !== null }, 200);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      query: z.record(z.string(), z.unknown()),
      ...(page.upload === undefined ? {} : { upload: page.upload }),
      async handle(request, reply) {
        const asked = askedBy(request);
        const { values, requestId } = readForm(request.body);
        const subject = await page.subject(asked);
        try {
          const result = await execute(house, request.actor, page.command, page.input(values, asked, subject), requestId);
          return await reply.redirect(href(request.language, page.next(result, asked, subject)), 303);
        } catch (error) {
          if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error;
          const wrong = words.wrong(error, values, translator(request.language));
          const status = error.status === 409 ? 409 : 422;
          // What holds now may be newer than what the form was made from.
          return send(request, reply, await page.subject(asked), { values, refusal: error, wrong }, status);
        }
      },
    }),
  ];
}

interface ScreenProps {
  page: FormPage;
  words: FormWords;
  subject: unknown;
  form: Filled;
  requestId: string;
  action: string;
  cancel: string;
}

function FormScreen({ page, words, subject, form, requestId, action, cancel }: ScreenProps): VNode {
  const t = useText();
  const { Fields, lead } = page;
  const said = form.refusal === null || Object.keys(form.wrong).length > 0 ? [] : [words.said(form.refusal, t)];
  return (
    <>
      <RefusalSummary form={form} said={said} ruleText={(id) => words.rule(id, t)} />
      {form.kept === true && <KeptFormNotice />}
      <h1>{page.title(subject, t)}</h1>
      {lead !== undefined && <p class="lead">{lead(subject, t)}</p>}
      <Form action={action} requestId={requestId} withFile={page.upload !== undefined}>
        <Fields subject={subject} form={form} />
        <Buttons>
          <Button>{page.submit(subject, t)}</Button>
          <LinkButton variant="tertiary" href={cancel}>
            {words.cancel(t)}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}

/** The version a form was made from; after a refusal for being old the one that holds now: who sends it again has seen it. */
export function FormVersion({ form, now, changed }: { form: Filled; now: number; changed: string }): ComponentChildren {
  const isOld = form.refusal?.code === changed;
  return <input type="hidden" name="version" value={isOld ? String(now) : (form.values['version']?.[0] ?? String(now))} />;
}
