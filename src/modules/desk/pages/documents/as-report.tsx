/** The way on for a report on paper that was taken over: whose it is, and the page of the report that knows when and where it was handed in. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, EmptyState, Field, Form, usePage, useText } from '../../../../ui/index.ts';

interface OfPerson {
  name: string;
  path: string;
}

export interface ReportWay {
  /** The day on which it was handed in, in words. */
  on: string;
  /** Whose file the officer has open. */
  persons: readonly OfPerson[];
  typed: { number: string; name: string };
  /** Why nobody could be searched for, in words. */
  wrong: string | null;
  /** Who was found; null before a search. */
  found: readonly (OfPerson & { bornOn: string | null })[] | null;
}

export function AsReport({ path, on, persons, typed, wrong, found }: ReportWay & { path: string }) {
  const t = useText();
  const { language } = usePage();
  const off = { autocomplete: 'off', spellcheck: false, optional: true } as const;
  return (
    <section aria-labelledby="as-report">
      <h2 id="as-report">{t('desk:staffDocuments.report.title')}</h2>
      <p>{t('desk:staffDocuments.report.text', { on })}</p>
      {found !== null && <Found found={found} />}
      {persons.length > 0 && (
        <>
          <p>{t('desk:staffDocuments.report.open')}</p>
          <Persons of={persons} />
        </>
      )}
      <p>{t('desk:staffDocuments.report.whose')}</p>
      <Form action={href(language, `${path}/person`)} id="person">
        <Field
          name="number"
          label={t('people:field.number')}
          value={typed.number}
          error={wrong ?? undefined}
          inputMode="numeric"
          maxLength={20}
          {...off}
        />
        <Field name="name" label={t('people:field.name')} value={typed.name} maxLength={200} {...off} />
        <Button variant="secondary">{t('desk:staffDocuments.report.find')}</Button>
      </Form>
    </section>
  );
}

function Found({ found }: { found: NonNullable<ReportWay['found']> }) {
  const t = useText();
  const { language } = usePage();
  return (
    <div role="status" tabIndex={-1}>
      {found.length === 0 ? (
        // The same words whether there is no such person or one that this officer may not know of.
        <EmptyState title={t('desk:staffDocuments.report.nobody')}>
          <p>
            <a href={href(language, '/people/new')}>{t('people:search.addNew')}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p>{t('desk:staffDocuments.report.found')}</p>
          <Persons of={found} />
        </>
      )}
    </div>
  );
}

function Persons({ of }: { of: readonly (OfPerson & { bornOn?: string | null })[] }) {
  const t = useText();
  const { language } = usePage();
  return (
    <ul>
      {of.map(({ name, path, bornOn = null }) => (
        <li>
          <a href={href(language, path)}>
            <bdi>{name}</bdi>
          </a>
          {bornOn !== null && ` · ${t('people:field.bornOn')}: ${bornOn}`}
        </li>
      ))}
    </ul>
  );
}
