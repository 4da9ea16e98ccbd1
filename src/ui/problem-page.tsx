/** The page of a refusal: what happened, what can be done now, and the rule that says so. */
import type { FastifyRequest } from 'fastify';
import type { TypedForm } from '../platform/http/index.ts';
import { dayExpected } from '../platform/clock/index.ts';
import { href, type Language, type Translate, translator } from '../platform/i18n/index.ts';
import type { Problem } from '../platform/problem/index.ts';
import { Button, Buttons, LinkButton } from './button.tsx';
import { Form } from './form.tsx';
import { renderPage } from './page.tsx';
import { finderFor, generalOf } from './problem-words.ts';
import { RuleFacts } from './rule.tsx';
import { cameFrom, onwardFrom, pageAddress, signInHref } from './site.ts';

/** HTML of the page for a problem, in the request's language. */
export function problemPage(request: FastifyRequest, problem: Problem): string {
  if (problem.code === 'database-unavailable' && request.typedForm !== null) return unsentFormPage(request, request.typedForm);
  const t = translator(request.language);
  const find = finderFor(request, t);
  const { params, fields, rule } = problem.details;
  const title = find(`problem.${problem.code}.title`, params) ?? t(`ui:problem.status.${generalOf(problem.status)}.title`);
  const kept = request.formKeptAt === null ? null : find(`problem.${problem.code}.kept`);
  const text = kept ?? find(`problem.${problem.code}.text`, params) ?? t(`ui:problem.status.${generalOf(problem.status)}.text`);
  const children = (
    <>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {fields !== undefined && fields.length > 0 && (
        <ul>
          {fields.map(({ field, expected }) => (
            <li>
              {t('ui:problem.field', { field: find(`field.${field}`) ?? field })}{' '}
              <Expected of={expected} language={request.language} />
            </li>
          ))}
        </ul>
      )}
      {rule !== undefined && (
        <section aria-labelledby="rule">
          <h2 id="rule">{t('ui:problem.rule')}</h2>
          <RuleFacts says={find(`rule.${rule.id}`) ?? <span lang="en">{rule.says}</span>} source={rule.source} />
        </section>
      )}
      <Actions request={request} problem={problem} t={t} />
      {problem.status >= 500 && (
        <p class="hint">
          {t('ui:problem.reference')} <code>{request.id}</code>
        </p>
      )}
    </>
  );
  return renderPage(request, { title, children });
}

/**
 * A form came while the database was away. It is not known to be stored, and all that was typed stands unseen in a form that
 * sends it again with the same request id, so that it is done once however often the button is pressed.
 */
function unsentFormPage(request: FastifyRequest, typed: TypedForm): string {
  const t = translator(request.language);
  const title = t('ui:unsent.title');
  const valueOf = (name: string): string | undefined => typed.find(([one]) => one === name)?.[1];
  const fields = typed.filter(([name]) => name !== '_csrf' && name !== '_requestId');
  const children = (
    <>
      <h1>{title}</h1>
      <p class="lead">{t('ui:unsent.text')}</p>
      <p>{t('ui:unsent.again')}</p>
      {/* The token that came with the form, and never another: it may not have been checked yet. */}
      <Form action={href(request.language, request.url)} csrf={valueOf('_csrf') ?? ''} requestId={valueOf('_requestId')}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Buttons>
          <Button>{t('ui:problem.again')}</Button>
        </Buttons>
      </Form>
      <p class="hint">
        {t('ui:problem.reference')} <code>{request.id}</code>
      </p>
    </>
  );
  return renderPage(request, { title, children });
}

/** What would have been right, in the page's language. What only those who write programs meet is said in English alone. */
function Expected({ of, language }: { of: string; language: Language }) {
  if (language === 'en') return <small>({of})</small>;
  return of === dayExpected ? <small>({translator(language)('ui:problem.expectedDay')})</small> : null;
}

function Actions({ request, problem, t }: { request: FastifyRequest; problem: Problem; t: Translate }) {
  const { status } = problem;
  const onward = status === 401 ? [] : onwardFrom(request).filter((way) => way.href !== href(request.language, request.url));
  const from = cameFrom(request);
  const back = onward.some((way) => way.href === from) ? null : from;
  const kept = request.formKeptAt;
  const here = kept ?? pageAddress(request);
  return (
    <Buttons>
      {kept !== null && status !== 401 && <LinkButton href={kept}>{t('ui:problem.toForm')}</LinkButton>}
      {status === 401 && <LinkButton href={signInHref(request, here)}>{t('ui:layout.signIn')}</LinkButton>}
      {status >= 500 && <LinkButton href={here}>{t('ui:problem.again')}</LinkButton>}
      {onward.map((way, index) => (
        <LinkButton href={way.href} {...(index === 0 && kept === null && status < 500 ? {} : { variant: 'secondary' })}>
          {way.text}
        </LinkButton>
      ))}
      {back !== null && status !== 401 && (
        <LinkButton href={back} variant="secondary">
          {t('ui:problem.back')}
        </LinkButton>
      )}
      <LinkButton href={href(request.language, '/')} variant="secondary">
        {t('ui:problem.start')}
      </LinkButton>
    </Buttons>
  );
}
