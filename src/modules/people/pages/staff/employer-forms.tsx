/** The forms about an employer: added, changed, and a contact there. */
import { parseUuid } from '../../../../platform/ids/index.ts';
import { Field, optionsOf, Select, useText, valueOf, type Values, type Filled } from '../../../../ui/index.ts';
import { addEmployer, changeEmployer } from '../../add-employer.ts';
import { peopleProblem } from '../../problems.ts';
import { putEmployerContact } from '../../put-employer-contact.ts';
import { type Employer, findEmployer } from '../../store/employers.ts';
import { type Asked, personForm, type PersonForm, useField } from '../form.tsx';

const employerIn = async ({ house, params }: Asked): Promise<Employer> => {
  const id = parseUuid(params['employer'] ?? '');
  const employer = id === null ? null : await findEmployer(house.db, id);
  if (employer === null) throw peopleProblem('employer-unknown');
  return employer;
};

const facts = (values: Values) => ({
  name: valueOf(values, 'employerName'),
  number: valueOf(values, 'employerNumber'),
  municipalityCode: valueOf(values, 'municipalityCode'),
});
/** The command's words for what stands in fields of longer names here. */
const fieldOf = (path: string): string => ({ name: 'employerName', number: 'employerNumber' })[path] ?? path;

export const addEmployerPage: PersonForm = personForm<null>({
  url: '/employers/new',
  frame: 'staff',
  command: addEmployer,
  summary: 'Add an employer',
  name: 'add-employer',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values) => facts(values),
  fieldOf,
  next: (result) => `/employers/${(result as { employerId: string }).employerId}`,
  back: () => '/employers',
  crumbs: (_subject, t) => [{ path: '/employers', text: t('people:employers.title') }],
  Fields: ({ form, asked }) => <EmployerFields form={form} municipalities={asked.municipalities} />,
});

export const changeEmployerPage: PersonForm = personForm<Employer>({
  url: '/employers/:employer/change',
  frame: 'staff',
  command: changeEmployer,
  summary: 'Change an employer',
  name: 'change-employer',
  subject: employerIn,
  begin: (employer) => ({
    version: [String(employer.version)],
    employerName: [employer.name],
    employerNumber: [employer.number],
    municipalityCode: [employer.municipalityCode ?? ''],
  }),
  input: (values, { params }) => ({ employerId: params['employer'], version: valueOf(values, 'version'), ...facts(values) }),
  fieldOf,
  next: (_result, { params }) => `/employers/${params['employer']}`,
  back: ({ params }) => `/employers/${params['employer']}`,
  crumbs: (_subject, t) => [{ path: '/employers', text: t('people:employers.title') }],
  Fields: ({ form, asked }) => <EmployerFields form={form} municipalities={asked.municipalities} />,
});

export const employerContactPage: PersonForm = personForm<Employer>({
  url: '/employers/:employer/contacts/new',
  frame: 'staff',
  command: putEmployerContact,
  summary: 'Add a contact at an employer',
  name: 'employer-contact',
  subject: employerIn,
  begin: () => ({}),
  input: (values, { params }) => ({
    employerId: params['employer'],
    role: valueOf(values, 'role'),
    name: valueOf(values, 'contactName'),
    email: valueOf(values, 'email'),
    phone: valueOf(values, 'phone'),
  }),
  fieldOf: (path) => (path === 'name' ? 'contactName' : path),
  next: (_result, { params }) => `/employers/${params['employer']}`,
  back: ({ params }) => `/employers/${params['employer']}`,
  crumbs: (_subject, t, { params }) => [
    { path: '/employers', text: t('people:employers.title') },
    { path: `/employers/${params['employer']}`, text: t('people:employers.one') },
  ],
  Fields: ({ form }) => <ContactFields form={form} />,
});

function EmployerFields({ form, municipalities }: { form: Filled; municipalities: Asked['municipalities'] }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <input type="hidden" name="version" value={valueOf(form.values, 'version')} />
      <Field {...field('employerName')} autocomplete="off" maxLength={200} />
      <Field
        {...field('employerNumber')}
        hint={t('people:hint.employerNumber')}
        inputMode="numeric"
        autocomplete="off"
        maxLength={20}
      />
      <Select
        {...field('municipalityCode')}
        optional
        options={[{ value: '', text: t('people:choose') }, ...optionsOf(municipalities)]}
      />
    </>
  );
}

function ContactFields({ form }: { form: Filled }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <Field {...field('role')} hint={t('people:hint.role')} autocomplete="off" maxLength={100} />
      <Field {...field('contactName')} autocomplete="off" optional maxLength={200} />
      <Field {...field('phone')} type="tel" hint={t('people:hint.phone')} autocomplete="off" optional maxLength={40} />
      <Field {...field('email')} type="email" hint={t('people:hint.email')} autocomplete="off" optional maxLength={254} />
    </>
  );
}
