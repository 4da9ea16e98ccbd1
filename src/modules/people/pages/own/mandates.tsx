/** Who may act for me, and a mandate to give. */
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, LinkButton, usePage, useText } from '../../../../ui/index.ts';
import { giveMandate } from '../../give-mandate.ts';
import type { ShownMandate } from '../../mandates-held.ts';
import { personOf } from '../../standing.ts';
import { listOrganisations } from '../../store/organisations.ts';
import { personForm, type PersonForm } from '../form.tsx';
import { Done } from '../done.tsx';
import { type KnownOrganisations, MandateFields, typedMandate } from '../mandate-fields.tsx';
import { MandateList } from '../mandate-list.tsx';

interface OwnMandatesProps {
  mandates: readonly ShownMandate[];
  done: string | null;
  newId: () => string;
}

export function OwnMandatesPage({ mandates, done, newId }: OwnMandatesProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Done name={done} />
      <h1>{t('people:own.mandates.title')}</h1>
      <p class="lead">{t('people:mandates.lead')}</p>
      {!mandates.some((one) => one.state === 'in-force' || one.state === 'to-come') && (
        <EmptyState title={t('people:mandates.nothing')}>{t('people:mandates.nothingText')}</EmptyState>
      )}
      <p>
        <LinkButton href={href(language, '/my/mandates/new')}>{t('people:mandates.give')}</LinkButton>
      </p>
      <MandateList mandates={mandates} capacity="self" base="/my/mandates" newId={newId} />
    </>
  );
}

interface ToGive {
  personId: string;
  known: KnownOrganisations;
}

export const giveMandatePage: PersonForm = personForm<ToGive>({
  url: '/my/mandates/new',
  frame: 'own',
  command: giveMandate,
  access: ['jobseeker'],
  summary: 'Give a mandate',
  name: 'give-mandate',
  async subject({ house, actor }) {
    const known = await listOrganisations(house.db);
    // What others have typed as the name of an association is not shown to the public.
    return {
      personId: (await personOf(house.db, actor.id)) ?? '',
      known: known.filter((one) => one.kind === 'municipality' || one.kind === 'service-office'),
    };
  },
  begin: () => ({}),
  input: (values, { today }, { personId }) => ({ personId, from: today, givenHow: 'online', ...typedMandate(values) }),
  next: () => '/my/mandates',
  back: () => '/my/mandates',
  Above: () => <GiveLead />,
  Fields: ({ subject, form }) => <MandateFields form={form} known={subject.known} />,
});

function GiveLead() {
  const t = useText();
  return <p class="lead">{t('people:mandates.giveLead')}</p>;
}
