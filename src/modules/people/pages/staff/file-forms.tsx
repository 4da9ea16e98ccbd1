/** The forms under a person's file: details, support, mandates, protection. Helpers see those that their mandate covers. */
import { mayRun } from '../../../../platform/auth/index.ts';
import { Field, Notice, Radios, useText, valueOf, type Filled } from '../../../../ui/index.ts';
import { changeDetails } from '../../change-details.ts';
import { giveMandate } from '../../give-mandate.ts';
import { grounds } from '../../kinds.ts';
import { mandatesOf, type ShownMandate } from '../../mandates-held.ts';
import { peopleProblem } from '../../problems.ts';
import { putNeed, requireSupportStanding } from '../../put-support-need.ts';
import { replaceNumber } from '../../replace-number.ts';
import { mandateGiving } from '../../rules/mandate-giving.ts';
import { isStaff } from '../../rules/standing.ts';
import { listOrganisations } from '../../store/organisations.ts';
import { listSupportNeeds, type ShownNeed } from '../../store/support.ts';
import { factsFor, personView } from '../../views.ts';
import { beginDetails, type Details, DetailsFields, typedDetails } from '../details-fields.tsx';
import { type Asked, personForm, type PersonForm, useField } from '../form.tsx';
import { type KnownOrganisations, MandateFields, typedMandate } from '../mandate-fields.tsx';
import { MandateList } from '../mandate-list.tsx';
import { NeedList, SupportFields, typedSupport } from '../support-fields.tsx';
import { IdentityFacts } from './identity.tsx';

const personIn = (asked: Asked): string => asked.params['person'] ?? '';

/** The person of the address as the one who asks may see them. Throws person-unknown. */
async function viewIn(asked: Asked) {
  const view = await personView(asked.house, asked.actor, personIn(asked));
  if (view === null) throw peopleProblem('person-unknown');
  return view;
}

export const fileDetailsPage: PersonForm = personForm<Details>({
  url: '/people/:person/details',
  frame: 'file',
  tab: 'details',
  command: changeDetails,
  // A relative acts under a mandate with the account of a jobseeker; standing decides.
  access: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  summary: 'Contact details and languages of a person',
  name: 'details',
  subject: async (asked) => ({ view: await viewIn(asked), municipalities: asked.municipalities }),
  begin: (details) => beginDetails(details),
  input: (values, asked) => ({ personId: personIn(asked), version: values['version']?.[0], ...typedDetails(values) }),
  next: (_result, asked) => `/people/${personIn(asked)}/details`,
  Above: ({ subject, asked }) =>
    isStaff(asked.actor.roles) ? <IdentityFacts view={subject.view} mayReplace={mayRun(asked.actor, replaceNumber)} /> : <></>,
  Fields: ({ subject, form }) => <DetailsFields form={form} details={subject} to="other" />,
});

export const fileSupportPage: PersonForm = personForm<readonly ShownNeed[]>({
  url: '/people/:person/support',
  frame: 'file',
  tab: 'support',
  command: putNeed,
  access: ['desk-officer', 'caseworker', 'protection-officer'],
  summary: 'A person’s need of support',
  name: 'support',
  async subject(asked) {
    const { house, actor } = asked;
    const { personId } = await requireSupportStanding(house.db, actor, personIn(asked), house.clock.now());
    return listSupportNeeds(house.db, personId);
  },
  begin: () => ({}),
  input: (values, asked) => ({
    personId: personIn(asked),
    ...typedSupport(values),
    disabilityCode: valueOf(values, 'disabilityCode').trim(),
  }),
  next: (_result, asked) => `/people/${personIn(asked)}/support`,
  Above: ({ subject, asked }) => (
    <NeedList list={subject} base={`/people/${personIn(asked)}/support`} newId={asked.house.newId} />
  ),
  Fields: ({ form }) => <StaffSupportFields form={form} />,
});

function StaffSupportFields({ form }: { form: Filled }) {
  const t = useText();
  const field = useField(form);
  const offered = grounds.filter((one) => one !== 'protected-identity');
  return (
    <>
      <SupportFields form={form} offered={offered} to="other" />
      <Field
        {...field('disabilityCode')}
        hint={t('people:hint.disabilityCode')}
        short
        inputMode="numeric"
        autocomplete="off"
        dir="ltr"
        optional
        maxLength={3}
      />
    </>
  );
}

interface FileMandates {
  mandates: readonly ShownMandate[];
  known: KnownOrganisations;
  isProtected: boolean;
}

export const fileMandatesPage: PersonForm = personForm<FileMandates>({
  url: '/people/:person/mandates',
  frame: 'file',
  tab: 'mandates',
  command: giveMandate,
  access: ['desk-officer', 'caseworker', 'protection-officer'],
  summary: 'A person’s mandates',
  name: 'record-mandate',
  async subject(asked) {
    const { house, today } = asked;
    const { personId } = await viewIn(asked);
    const isProtected = (await factsFor(house.db, personId))?.isProtected ?? false;
    return {
      mandates: await mandatesOf(house.db, { personId, isProtected }, today),
      known: await listOrganisations(house.db),
      isProtected,
    };
  },
  begin: (_subject, { today }) => ({ from: [today] }),
  input: (values, asked) => ({
    personId: personIn(asked),
    from: valueOf(values, 'from').trim(),
    givenHow: valueOf(values, 'givenHow'),
    ...typedMandate(values),
  }),
  next: (_result, asked) => `/people/${personIn(asked)}/mandates`,
  Above: ({ subject, asked }) => (
    <MandatesLead {...subject} base={`/people/${personIn(asked)}/mandates`} newId={asked.house.newId} />
  ),
  Fields: ({ subject, form }) => <RecordMandateFields form={form} known={subject.known} />,
});

function MandatesLead({ mandates, isProtected, base, newId }: FileMandates & { base: string; newId: () => string }) {
  const t = useText();
  return (
    <>
      {isProtected && <Notice tone="warning">{t('people:mandatesOf.resting')}</Notice>}
      <p>{t('people:mandatesOf.lead')}</p>
      <MandateList mandates={mandates} capacity="staff" base={base} newId={newId} />
      <h2>{t('people:mandatesOf.record')}</h2>
    </>
  );
}

function RecordMandateFields({ form, known }: { form: Filled; known: KnownOrganisations }) {
  const t = useText();
  const field = useField(form);
  const ways = mandateGiving.values['2018-07-01']!.staff;
  return (
    <>
      <Radios
        name="givenHow"
        legend={t('people:field.givenHow')}
        value={valueOf(form.values, 'givenHow')}
        error={form.wrong['givenHow']}
        options={ways.map((one) => ({ value: one, text: t(`people:givenHow.${one}`) }))}
      />
      <Field {...field('from')} type="date" />
      <MandateFields form={form} known={known} to="other" />
    </>
  );
}
