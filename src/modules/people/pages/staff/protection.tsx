/** The protection officer's pages: who waits for a named officer, one's own named persons, a person's level and officers. */
import { hasRole } from '../../../../platform/auth/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  CardList,
  EmptyState,
  Form,
  LinkButton,
  Notice,
  Radios,
  Select,
  SummaryList,
  TextArea,
  usePage,
  useText,
  valueOf,
  type Filled,
} from '../../../../ui/index.ts';
import { type Protection, protections } from '../../kinds.ts';
import { nameOfficer, nameableOfficers, officersOf, protectedOf, unassignedProtected } from '../../name-officer.ts';
import { peopleProblem } from '../../problems.ts';
import { reportOwnProtection } from '../../report-own-protection.ts';
import { personView, type PersonView } from '../../views.ts';
import { Done } from '../done.tsx';
import { type Asked, personForm, type PersonForm, useField } from '../form.tsx';
import { useMoment } from '../words.tsx';

interface ProtectedListProps {
  mine: readonly { personId: string; name: string }[];
  waiting: readonly { personId: string; since: string }[];
  done: string | null;
}

export function ProtectedListPage({ mine, waiting, done }: ProtectedListProps) {
  const t = useText();
  const { language } = usePage();
  const moment = useMoment();
  return (
    <>
      <Done name={done} />
      <h1>{t('people:protected.title')}</h1>
      <p class="lead">{t('people:protected.lead')}</p>
      <h2>{t('people:protected.without')}</h2>
      {waiting.length === 0 ? (
        <p>{t('people:protected.withoutEmpty')}</p>
      ) : (
        <>
          <p>{t('people:protected.withoutText')}</p>
          <CardList>
            {waiting.map(({ personId, since }, index) => (
              <Card>
                <h3>{t('people:protected.somebody', { number: index + 1 })}</h3>
                <p>{t('people:protected.since', { date: moment(since) })}</p>
                <p>
                  <a href={href(language, `/people/${personId}/officers`)}>
                    {t('people:protected.name')}
                    <span class="ds-sr-only">: {t('people:protected.somebody', { number: index + 1 })}</span>
                  </a>
                </p>
              </Card>
            ))}
          </CardList>
        </>
      )}
      <h2>{t('people:protected.mine')}</h2>
      {mine.length === 0 ? (
        <EmptyState title={t('people:protected.mineEmpty')} />
      ) : (
        <ul>
          {mine.map(({ personId, name }) => (
            <li>
              <a href={href(language, `/people/${personId}`)}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export const protectionPage: PersonForm = personForm<PersonView>({
  url: '/people/:person/protection',
  frame: 'file',
  tab: 'protection',
  command: reportOwnProtection,
  summary: 'The protection of a person',
  name: 'protection',
  async subject(asked) {
    const view = await personView(asked.house, asked.actor, asked.params['person'] ?? '');
    if (view === null) throw peopleProblem('person-unknown');
    return view;
  },
  begin: (view) => ({ level: [view.protection], mediationAddress: [view.mediationAddress ?? ''] }),
  input: (values, asked) => ({
    personId: asked.params['person'],
    level: valueOf(values, 'level'),
    mediationAddress: valueOf(values, 'mediationAddress'),
  }),
  // Whoever looks after no protected persons has lost sight of this one: that is what was asked for.
  next: (_result, { params, actor }) =>
    hasRole(actor, ['protection-officer']) ? `/people/${params['person']}/protection` : '/people',
  Above: ({ subject }) => <ProtectionLead view={subject} />,
  Fields: ({ form }) => <ProtectionFields form={form} />,
  Below: ({ subject, asked }) => <AfterProtection view={subject} requestId={asked.house.newId()} />,
});

function ProtectionLead({ view }: { view: PersonView }) {
  const t = useText();
  return (
    <>
      <p>{t('people:protectionOf.lead')}</p>
      <SummaryList items={[{ term: t('people:protectionOf.now'), value: t(`people:protectionLevel.${view.protection}`) }]} />
    </>
  );
}

function ProtectionFields({ form }: { form: Filled }) {
  const t = useText();
  const field = useField(form);
  const levels: readonly Protection[] = protections.filter((one) => one !== 'none');
  return (
    <>
      <Radios
        name="level"
        legend={t('people:field.level')}
        hint={t('people:protectionOf.levelHint')}
        value={valueOf(form.values, 'level')}
        error={form.wrong['level']}
        options={levels.map((one) => ({ value: one, text: t(`people:protectionLevel.${one}`) }))}
      />
      <TextArea {...field('mediationAddress')} hint={t('people:hint.mediationAddress')} rows={3} maxLength={500} optional />
    </>
  );
}

function AfterProtection({ view, requestId }: { view: PersonView; requestId: string }) {
  const t = useText();
  const { language } = usePage();
  if (view.protection === 'none') return <></>;
  return (
    <>
      <h2>{t('people:protectionOf.officers')}</h2>
      <p>
        <LinkButton variant="secondary" href={href(language, `/people/${view.personId}/officers`)}>
          {t('people:protectionOf.nameOfficer')}
        </LinkButton>
      </p>
      <h2>{t('people:protectionOf.lift')}</h2>
      <Notice tone="warning">{t('people:protectionOf.liftText')}</Notice>
      <Form action={href(language, `/people/${view.personId}/protection/lift`)} requestId={requestId}>
        <Button variant="secondary" color="danger">
          {t('people:protectionOf.liftSubmit')}
        </Button>
      </Form>
    </>
  );
}

interface Officers {
  personId: string;
  named: readonly { accountId: string; name: string }[];
  nameable: readonly { accountId: string; name: string }[];
}

/** Without the person's name: whoever names the first officer may not know yet who it is. */
export const officersPage: PersonForm = personForm<Officers>({
  url: '/people/:person/officers',
  frame: 'staff',
  command: nameOfficer,
  summary: 'Name officers for a protected person',
  name: 'name-officer',
  async subject(asked) {
    const { house, actor, params } = asked;
    const personId = params['person'] ?? '';
    const waiting = (await unassignedProtected(house.db, actor)).find((one) => one.personId === personId)?.personId;
    const known = waiting ?? (await protectedOf(house.db, actor)).find((one) => one === personId);
    if (known === undefined) throw peopleProblem('person-unknown');
    return { personId: known, named: await officersOf(house.db, known), nameable: await choices(asked) };
  },
  begin: (_subject, { actor }) => ({ accountId: [actor.id] }),
  input: (values, asked) => ({ personId: asked.params['person'], accountId: valueOf(values, 'accountId') }),
  next: () => '/protected',
  back: () => '/protected',
  crumbs: (_subject, t) => [{ path: '/protected', text: t('people:protected.title') }],
  Above: ({ subject, asked }) => <NamedOfficers {...subject} newId={asked.house.newId} />,
  Fields: ({ subject, form }) => <OfficerField form={form} nameable={subject.nameable} />,
});

/** Oneself is among those who may be named, also before having signed in since officers are noted. */
async function choices({ house, actor }: Asked): Promise<Officers['nameable']> {
  const listed = await nameableOfficers(house.db, actor);
  return listed.some((one) => one.accountId === actor.id) ? listed : [{ accountId: actor.id, name: actor.name }, ...listed];
}

function NamedOfficers({ personId, named, newId }: Officers & { newId: () => string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h2>{t('people:protectionOf.officers')}</h2>
      {named.length === 0 ? (
        <p>{t('people:protectionOf.noOfficer')}</p>
      ) : (
        <CardList>
          {named.map(({ accountId, name }) => (
            <Card>
              <h3>
                <bdi>{name}</bdi>
              </h3>
              <Form action={href(language, `/people/${personId}/officers/${accountId}/release`)} requestId={newId()}>
                <Button variant="secondary" label={t('people:protectionOf.releaseNamed', { name })}>
                  {t('people:protectionOf.release')}
                </Button>
              </Form>
            </Card>
          ))}
        </CardList>
      )}
    </>
  );
}

function OfficerField({ form, nameable }: { form: Filled; nameable: Officers['nameable'] }) {
  const field = useField(form);
  return <Select {...field('accountId')} options={nameable.map(({ accountId, name }) => ({ value: accountId, text: name }))} />;
}
