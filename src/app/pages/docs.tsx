/** The documentation of the API, made from its own description: what is served is what is told. */
import type { ProblemKind } from '../../platform/problem/index.ts';
import { Details, Table, useText } from '../../ui/index.ts';
import { type Operation, valueText } from './api-description.ts';

export interface DocsProps {
  operations: readonly Operation[];
  problems: readonly [code: string, kind: ProblemKind][];
  /** `https://…`, the address of the site. */
  origin: string;
  /** Path of an operation → a request that has an answer. */
  examples: Readonly<Record<string, string>>;
}

export function DocsPage({ operations, problems, origin, examples }: DocsProps) {
  const t = useText();
  return (
    <>
      <h1>{t('app:docs.title')}</h1>
      <p class="lead">{t('app:docs.lead')}</p>
      <ul>
        <li>
          <a href="/openapi.json">{t('app:docs.openapi')}</a>
        </li>
        <li>
          <a href="/v1/api-info">{t('app:docs.apiInfo')}</a>
        </li>
        <li>
          <a href="#problems">{t('app:docs.problems')}</a>
        </li>
      </ul>
      <HowTo origin={origin} />
      <h2 id="endpoints">{t('app:docs.endpoints')}</h2>
      <ul>
        {operations.map((one) => (
          <li>
            <a href={`#${anchorOf(one)}`}>
              <code>
                {one.method} {one.path}
              </code>
            </a>
            <br />
            <span lang="en" dir="ltr">
              {one.summary}
            </span>
          </li>
        ))}
      </ul>
      {operations.map((one) => (
        <OneEndpoint operation={one} origin={origin} example={examples[one.path] ?? one.path} />
      ))}
      <Problems problems={problems} />
    </>
  );
}

const anchorOf = ({ method, path }: Operation): string =>
  `${method}${path}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

function HowTo({ origin }: { origin: string }) {
  const t = useText();
  const topics = ['dates', 'paging', 'caching', 'csv', 'errors', 'writing', 'webhooks', 'desk'] as const;
  const commands: Partial<Record<(typeof topics)[number], string>> = {
    paging: `curl '${origin}/v1/places?limit=100&offset=100'`,
    caching: `curl -H 'If-None-Match: W/"…"' '${origin}/v1/summary?on=2020-12-31'`,
    csv: `curl -H 'Accept: text/csv' '${origin}/v1/presence?on=2020-12-31'`,
  };
  return (
    <>
      <h2>{t('app:docs.howTo')}</h2>
      {topics.map((topic) => (
        <>
          <h3 id={topic}>{t(`app:docs.topic.${topic}.title`)}</h3>
          <p>{t(`app:docs.topic.${topic}.text`)}</p>
          {commands[topic] !== undefined && <Code text={commands[topic]} label={t(`app:docs.topic.${topic}.title`)} />}
        </>
      ))}
    </>
  );
}

/** Code that may be wider than the screen; it scrolls in a region that the keyboard reaches. */
function Code({ text, label }: { text: string; label: string }) {
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-label={label} dir="ltr">
      <pre>
        <code>{text}</code>
      </pre>
    </div>
  );
}

function OneEndpoint({ operation, origin, example }: { operation: Operation; origin: string; example: string }) {
  const t = useText();
  const { method, path, summary, parameters, signedIn, withKey, body, answer, media } = operation;
  const id = anchorOf(operation);
  const name = `${method} ${path}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        <code dir="ltr">{name}</code>
      </h3>
      <p lang="en" dir="ltr">
        {summary}
      </p>
      {parameters.length > 0 && (
        <Table
          id={`${id}-parameters`}
          caption={t('app:docs.parametersOf', { name })}
          captionHidden
          cards
          rows={parameters}
          columns={[
            { header: t('app:docs.parameter'), rowHeader: true, cell: (row) => <code dir="ltr">{row.name}</code> },
            { header: t('app:docs.where'), cell: (row) => t(`app:docs.in.${row.in}`) },
            { header: t('app:docs.value'), cell: (row) => <code dir="ltr">{valueText(row)}</code> },
            { header: t('app:docs.required'), cell: (row) => t(row.required ? 'app:docs.yes' : 'app:docs.no') },
            {
              header: t('app:docs.default'),
              cell: (row) => (row.schema.default === undefined ? '–' : <code>{JSON.stringify(row.schema.default)}</code>),
            },
          ]}
        />
      )}
      {signedIn || withKey ? (
        <p>{t(signedIn ? 'app:docs.signedIn' : 'app:docs.withKey')}</p>
      ) : (
        <>
          <p>
            {t('app:docs.example')}:{' '}
            <a href={example} dir="ltr">
              {example}
            </a>
          </p>
          <Code text={`curl '${origin}${example}'`} label={t('app:docs.commandOf', { name })} />
        </>
      )}
      {media.length > 1 && <p>{t('app:docs.media', { media: media.join(', ') })}</p>}
      {body !== null && (
        <Details summary={t('app:docs.body')}>
          <Code text={body} label={t('app:docs.bodyOf', { name })} />
        </Details>
      )}
      {answer !== null && (
        <Details summary={t('app:docs.answer')}>
          <Code text={answer} label={t('app:docs.answerOf', { name })} />
        </Details>
      )}
    </section>
  );
}

function Problems({ problems }: Pick<DocsProps, 'problems'>) {
  const t = useText();
  return (
    <>
      <h2 id="problems">{t('app:docs.problems')}</h2>
      <p>{t('app:docs.problemsText')}</p>
      <Table
        id="problem-codes"
        caption={t('app:docs.problems')}
        captionHidden
        cards
        rows={problems}
        columns={[
          {
            header: t('app:docs.code'),
            rowHeader: true,
            cell: ([code]) => (
              <code id={`problem-${code}`} dir="ltr">
                {code}
              </code>
            ),
          },
          { header: t('app:docs.status'), cell: ([, { status }]) => status },
          {
            header: t('app:docs.meaning'),
            cell: ([, { title }]) => (
              <span lang="en" dir="ltr">
                {title}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}
