/** My contact details and languages; and my needs of support, in plain words. */
import { href } from '../../../../platform/i18n/index.ts';
import { SummaryList, usePage, useText } from '../../../../ui/index.ts';
import { changeDetails } from '../../change-details.ts';
import { peopleProblem } from '../../problems.ts';
import { putNeed } from '../../put-support-need.ts';
import { personOf } from '../../standing.ts';
import { listSupportNeeds, type ShownNeed } from '../../store/support.ts';
import { personView } from '../../views.ts';
import { beginDetails, type Details, DetailsFields, typedDetails } from '../details-fields.tsx';
import { type Asked, personForm, type PersonForm } from '../form.tsx';
import { numberShown } from '../frame.tsx';
import { NeedList, ownGrounds, SupportFields, typedSupport } from '../support-fields.tsx';

async function ownId({ house, actor }: Asked) {
  const personId = await personOf(house.db, actor.id);
  if (personId === null) throw peopleProblem('person-unknown');
  return personId;
}

export const ownDetailsPage: PersonForm = personForm<Details>({
  url: '/my/details',
  frame: 'own',
  command: changeDetails,
  access: ['jobseeker'],
  summary: 'My contact details and languages',
  name: 'my-details',
  async subject(asked) {
    const view = await personView(asked.house, asked.actor, await ownId(asked));
    if (view === null) throw peopleProblem('person-unknown');
    return { view, municipalities: asked.municipalities };
  },
  begin: (details) => beginDetails(details),
  input: (values, _asked, { view }) => ({ personId: view.personId, version: values['version']?.[0], ...typedDetails(values) }),
  next: () => '/my/details',
  back: () => '/my',
  Above: ({ subject }) => <DetailsLead {...subject} />,
  Fields: ({ subject, form }) => <DetailsFields form={form} details={subject} />,
  Below: () => <MoreAboutMe />,
});

function MoreAboutMe() {
  const t = useText();
  const { language } = usePage();
  return (
    <nav aria-labelledby="more-about-me">
      <h2 id="more-about-me">{t('people:details.more')}</h2>
      <ul class="plain-list link-list">
        {(['support', 'protection'] as const).map((one) => (
          <li>
            <a href={href(language, `/my/${one}`)}>{t(`people:own.${one}.title`)}</a>
            <br />
            <span class="hint">{t(`people:own.${one}.text`)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DetailsLead({ view }: Details) {
  const t = useText();
  return (
    <>
      <p class="lead">{t('people:details.lead')}</p>
      <SummaryList
        items={[
          { term: t('people:details.name'), value: <bdi>{view.name}</bdi> },
          {
            term: t('people:field.number'),
            value: view.number === null ? t('people:notGiven') : <bdi dir="ltr">{numberShown(view.number)}</bdi>,
          },
        ]}
      />
      <p class="hint">{t('people:details.identity')}</p>
    </>
  );
}

interface OwnSupport {
  personId: string;
  list: readonly ShownNeed[];
}

export const ownSupportPage: PersonForm = personForm<OwnSupport>({
  url: '/my/support',
  frame: 'own',
  command: putNeed,
  access: ['jobseeker'],
  summary: 'My need of support',
  name: 'my-support',
  async subject(asked) {
    const personId = await ownId(asked);
    return { personId, list: await listSupportNeeds(asked.house.db, personId) };
  },
  begin: () => ({}),
  input: (values, _asked, { personId }) => ({ personId, ...typedSupport(values) }),
  next: () => '/my/support',
  back: () => '/my',
  Above: ({ subject, asked }) => <SupportLead list={subject.list} newId={asked.house.newId} />,
  Fields: ({ form }) => <SupportFields form={form} offered={ownGrounds} />,
});

function SupportLead({ list, newId }: { list: readonly ShownNeed[]; newId: () => string }) {
  const t = useText();
  const inForce = list.filter((one) => one.until === null);
  return (
    <>
      <p class="lead">{t('people:support.lead')}</p>
      <h2>{t('people:support.now')}</h2>
      {inForce.length === 0 ? (
        <p>{t('people:support.nothing')}</p>
      ) : (
        <NeedList list={inForce} base="/my/support" mayEnd={ownGrounds} newId={newId} />
      )}
      <h2>{t('people:support.add')}</h2>
    </>
  );
}
