/** Search for a person: by the permitted terms, each in its own field, with the law that says so. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Details,
  EmptyState,
  Field,
  Fieldset,
  Form,
  LinkButton,
  Notice,
  optionsOf,
  Select,
  Table,
  useFormats,
  usePage,
  useText,
  type Filled,
} from '../../../../ui/index.ts';
import { searchPurposes, searchTerms } from '../../rules/search-terms.ts';
import type { FoundPerson } from '../../store/search.ts';
import { Done } from '../done.tsx';
import { type Asked, Refused, useField } from '../form.tsx';
import { numberShown } from '../frame.tsx';

interface SearchPageProps {
  form: Filled;
  municipalities: Asked['municipalities'];
  /** Null: nothing has been searched for yet. */
  found: { persons: readonly FoundPerson[]; more: boolean } | null;
  /** What was just done elsewhere: a file was closed. */
  done?: string | null;
}

export function SearchPage({ form, municipalities, found, done = null }: SearchPageProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Refused form={form} />
      <Done name={done} />
      <h1>{t('people:search.title')}</h1>
      {found !== null && <Found {...found} municipalities={municipalities} />}
      <p class="lead">{t('people:search.lead')}</p>
      <Form action={href(language, '/people')}>
        <Terms form={form} municipalities={municipalities} />
        <Buttons>
          <Button>{t('people:search.submit')}</Button>
          <LinkButton variant="tertiary" href={href(language, '/people/new')}>
            {t('people:search.addNew')}
          </LinkButton>
        </Buttons>
      </Form>
      <Notice title={t('people:search.whyTitle')}>
        <p>{t('people:search.why')}</p>
        <p>{t('people:search.logged')}</p>
        <p>
          {t('ui:problem.ruleSource')}: <bdi lang="en">{searchTerms.source}</bdi>
        </p>
      </Notice>
    </>
  );
}

function Terms({ form, municipalities }: { form: Filled; municipalities: Asked['municipalities'] }) {
  const t = useText();
  const field = useField(form);
  const off = { autocomplete: 'off', spellcheck: false } as const;
  return (
    <>
      <Fieldset id="by-number" legend={t('people:search.byNumber')}>
        <Field {...field('number')} {...off} hint={t('people:hint.searchNumber')} inputMode="numeric" optional maxLength={20} />
      </Fieldset>
      <Fieldset id="by-name" legend={t('people:search.byName')}>
        <Field {...field('name')} {...off} hint={t('people:hint.searchName')} optional maxLength={200} />
        <Field {...field('bornOn')} {...off} type="date" optional />
      </Fieldset>
      <Select
        {...field('municipalityCode')}
        optional
        options={[{ value: '', text: t('people:search.anyMunicipality') }, ...optionsOf(municipalities)]}
      />
      <Details summary={t('people:search.disability')} open={field('disabilityCode').value !== ''}>
        <p>{t('people:search.disabilityText')}</p>
        <Field {...field('disabilityCode')} {...off} short inputMode="numeric" optional maxLength={3} />
        <Select
          {...field('purpose')}
          optional
          options={[
            { value: '', text: t('people:choose') },
            ...searchPurposes.map((one) => ({ value: one, text: t(`people:purpose.${one}`) })),
          ]}
        />
      </Details>
    </>
  );
}

function Found({
  persons,
  more,
  municipalities,
}: NonNullable<SearchPageProps['found']> & Pick<SearchPageProps, 'municipalities'>) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const nameOf = new Map(municipalities.map(({ code, name }) => [code, name]));
  if (persons.length === 0) {
    // The same words whether there is no such person or one that this officer may not know of.
    return (
      <div role="status" tabIndex={-1}>
        <EmptyState title={t('people:search.noneTitle')}>
          <p>{t('people:search.none')}</p>
          <p>
            <a href={href(language, '/people/new')}>{t('people:search.addNew')}</a>
          </p>
        </EmptyState>
      </div>
    );
  }
  return (
    <section aria-labelledby="found">
      <h2 id="found">{t('people:search.results', { count: persons.length })}</h2>
      {more && <p>{t('people:search.more')}</p>}
      <Table
        id="persons"
        caption={t('people:search.resultTitle')}
        captionHidden
        cards
        rows={persons}
        columns={[
          {
            header: t('people:search.person'),
            rowHeader: true,
            cell: (row) => (
              <a href={href(language, `/people/${row.personId}`)}>
                <bdi>{row.name}</bdi>
              </a>
            ),
          },
          {
            header: t('people:field.number'),
            cell: (row) => (row.number === null ? t('people:notGiven') : numberShown(row.number)),
          },
          { header: t('people:field.bornOn'), cell: (row) => (row.bornOn === null ? t('people:notGiven') : date(row.bornOn)) },
          {
            header: t('people:field.municipalityCode'),
            cell: (row) => nameOf.get(row.municipalityCode ?? '') ?? t('people:notGiven'),
          },
        ]}
      />
    </section>
  );
}
