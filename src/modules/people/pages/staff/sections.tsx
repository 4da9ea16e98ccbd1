/** Parts of a person's overview, for the page /people/:person: facts, needs, mandates and what others did. Each begins with an h2. */
import { href } from '../../../../platform/i18n/index.ts';
import { SummaryList, Tag, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { ShownMandate } from '../../mandates-held.ts';
import type { ShownNeed } from '../../store/support.ts';
import { phoneShown } from '../../typed-contact.ts';
import type { PersonView } from '../../views.ts';
import { useFieldText } from '../form.tsx';
import { numberShown } from '../frame.tsx';
import { useLanguageName, useListed } from '../words.tsx';

/** `municipality`: its name; null when none is known. */
export function PersonFactsSection({ view, municipality }: { view: PersonView; municipality: string | null }) {
  const t = useText();
  const { date } = useFormats();
  const languageName = useLanguageName();
  const said = useFieldText('other');
  const none = t('people:notGiven');
  const { address } = view;
  const lines =
    view.mediationAddress ?? (address === null ? null : `${address.street}, ${address.postalCode} ${address.postTown}`);
  const proof =
    view.identityProof === 'none' ? (
      <Tag tone="warning">{t('people:overview.unproved')}</Tag>
    ) : (
      t(`people:proof.${view.identityProof}`)
    );
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t('people:overview.facts')}</h2>
      <SummaryList
        items={[
          { term: t('people:field.number'), value: view.number === null ? none : numberShown(view.number) },
          { term: t('people:field.bornOn'), value: view.bornOn === null ? none : date(view.bornOn) },
          { term: t('people:overview.identity'), value: proof },
          {
            term: t('people:field.phone'),
            value: view.phone === null ? none : <a href={`tel:${view.phone}`}>{phoneShown(view.phone)}</a>,
          },
          { term: t('people:field.email'), value: view.email ?? none },
          {
            term: view.mediationAddress === null ? t('people:overview.address') : t('people:field.mediationAddress'),
            value: lines ?? none,
          },
          { term: t('people:field.municipalityCode'), value: municipality ?? none },
          { term: said('field', 'preferredChannel'), value: t(`people:channel.${view.preferredChannel}`) },
          { term: t('people:overview.language'), value: view.languages.map(languageName).join(', ') || none },
          {
            term: t('people:field.interpreterShort'),
            value:
              view.interpreter === null ? (
                t('people:overview.noInterpreter')
              ) : (
                <Tag tone="info">{languageName(view.interpreter)}</Tag>
              ),
          },
          { term: t('people:field.writtenLanguage'), value: languageName(view.writtenLanguage) },
        ]}
      />
      <p>
        <ChangeLink personId={view.personId} part="details" />
      </p>
    </section>
  );
}

/** The needs in force, shortly. */
export function SupportSection({ personId, list }: { personId: string; list: readonly ShownNeed[] }) {
  const t = useText();
  const inForce = list.filter((one) => one.until === null);
  return (
    <section aria-labelledby="support-needs">
      <h2 id="support-needs">{t('people:overview.support')}</h2>
      {inForce.length === 0 ? (
        <p>{t('people:overview.none')}</p>
      ) : (
        <SummaryList
          items={inForce.map((one) => ({
            term: t(`people:ground.${one.ground}`),
            value:
              [...one.needs.map((need) => t(`people:need.${need}`)), one.note].filter((part) => part !== '').join('; ') || '–',
          }))}
        />
      )}
      <p>
        <ChangeLink personId={personId} part="support" />
      </p>
    </section>
  );
}

/** The mandates that are in force, to come or resting. */
export function MandatesSection({ personId, list }: { personId: string; list: readonly ShownMandate[] }) {
  const t = useText();
  const { date } = useFormats();
  const listed = useListed();
  const current = list.filter((one) => one.state !== 'ended' && one.state !== 'revoked');
  return (
    <section aria-labelledby="mandates">
      <h2 id="mandates">{t('people:overview.mandates')}</h2>
      {current.length === 0 ? (
        <p>{t('people:overview.none')}</p>
      ) : (
        <SummaryList
          items={current.map((one) => ({
            term: one.organisationName,
            value: `${listed('helping.task', one.tasks)}, ${t('people:until', { date: date(one.to) })} (${t(`people:mandateState.${one.state}`)})`,
          }))}
        />
      )}
      <p>
        <ChangeLink personId={personId} part="mandates" />
      </p>
    </section>
  );
}

function ChangeLink({ personId, part }: { personId: string; part: 'details' | 'support' | 'mandates' }) {
  const t = useText();
  const { language } = usePage();
  return <a href={href(language, `/people/${personId}/${part}`)}>{t(`people:overview.change.${part}`)}</a>;
}
