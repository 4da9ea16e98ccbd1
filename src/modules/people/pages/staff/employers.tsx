/** Employers: found by number or name, and one of them with its contacts. */
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  EmptyState,
  Field,
  Form,
  LinkButton,
  SummaryList,
  Table,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Employer, EmployerContact } from '../../store/employers.ts';
import { phoneShown } from '../../typed-contact.ts';
import { Done } from '../done.tsx';
import { organisationNumberShown } from '../mandate-fields.tsx';

interface EmployersProps {
  text: string;
  found: readonly Employer[];
  /** At most so many are found. */
  most: number;
  mayAdd: boolean;
}

/** A one-man firm has its owner's identity number: what is searched for is sent in the form, never in the address. */
export function EmployersPage({ text, found, most, mayAdd }: EmployersProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('people:employers.title')}</h1>
      <p class="lead">{t('people:employers.lead')}</p>
      <Form action={href(language, '/employers')}>
        <Field name="text" type="search" label={t('people:employers.field')} value={text} maxLength={200} optional />
        <Buttons>
          <Button>{t('people:employers.submit')}</Button>
          {mayAdd && (
            <LinkButton variant="tertiary" href={href(language, '/employers/new')}>
              {t('people:employers.add')}
            </LinkButton>
          )}
        </Buttons>
      </Form>
      {found.length === 0 ? (
        <EmptyState title={t('people:employers.none')}>{t('people:employers.noneText')}</EmptyState>
      ) : (
        <>
          <h2>{t('people:employers.count', { count: found.length })}</h2>
          {found.length >= most && <p>{t('people:employers.more')}</p>}
          <Table
            id="employers"
            caption={t('people:employers.resultTitle')}
            captionHidden
            cards
            rows={found}
            columns={[
              {
                header: t('people:field.employerName'),
                rowHeader: true,
                cell: (row) => <a href={href(language, `/employers/${row.employerId}`)}>{row.name}</a>,
              },
              { header: t('people:field.employerNumber'), cell: (row) => organisationNumberShown(row.number) },
            ]}
          />
        </>
      )}
    </>
  );
}

interface EmployerProps {
  employer: Employer;
  contacts: readonly EmployerContact[];
  municipality: string | null;
  mayChange: boolean;
  done: string | null;
  newId: () => string;
}

export function EmployerPage({ employer, contacts, municipality, mayChange, done, newId }: EmployerProps) {
  const t = useText();
  const { language } = usePage();
  const base = href(language, `/employers/${employer.employerId}`);
  return (
    <>
      <Done name={done} />
      <h1>{employer.name}</h1>
      <SummaryList
        items={[
          { term: t('people:field.employerNumber'), value: organisationNumberShown(employer.number) },
          { term: t('people:field.municipalityCode'), value: municipality ?? t('people:notGiven') },
        ]}
      />
      {mayChange && (
        <p>
          <a href={`${base}/change`}>{t('people:employers.change')}</a>
        </p>
      )}
      <h2>{t('people:employers.contacts')}</h2>
      {contacts.length === 0 ? <p>{t('people:employers.noContacts')}</p> : <Contacts {...{ contacts, base, mayChange, newId }} />}
      {mayChange && (
        <p>
          <LinkButton href={`${base}/contacts/new`} variant="secondary">
            {t('people:employers.addContact')}
          </LinkButton>
        </p>
      )}
    </>
  );
}

function Contacts({
  contacts,
  base,
  mayChange,
  newId,
}: Pick<EmployerProps, 'contacts' | 'mayChange' | 'newId'> & { base: string }) {
  const t = useText();
  return (
    <Table
      id="contacts"
      caption={t('people:employers.contacts')}
      captionHidden
      cards
      rows={contacts}
      columns={[
        { header: t('people:field.role'), rowHeader: true, cell: (row) => row.role },
        { header: t('people:field.contactName'), cell: (row) => row.name || t('people:notGiven') },
        {
          header: t('people:field.phone'),
          cell: (row) => (row.phone === null ? t('people:notGiven') : <a href={`tel:${row.phone}`}>{phoneShown(row.phone)}</a>),
        },
        {
          header: t('people:field.email'),
          cell: (row) => (row.email === null ? t('people:notGiven') : <a href={`mailto:${row.email}`}>{row.email}</a>),
        },
        ...(mayChange
          ? [
              {
                header: t('people:employers.endContact'),
                cell: (row: EmployerContact) => (
                  <Form action={`${base}/contacts/${row.id}/end`} requestId={newId()}>
                    <Button variant="tertiary" label={t('people:employers.endContactNamed', { role: row.role })}>
                      {t('people:employers.endContact')}
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
