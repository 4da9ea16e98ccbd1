/** What the agreements of a place say, in their own words, and what the desk therefore may and may not do today. */
import { Card, CardList, Details, EmptyState, LinkButton, Tag, useText } from '../../../../ui/index.ts';
import { deskTasks, type ServiceAgreement } from '../../../network/index.ts';
import type { DeskSetup } from '../../setup.ts';
import { useAgency, useDeskHref, usePeriod } from './words.tsx';

export interface AgreementProps {
  setup: DeskSetup;
  /** May write and end agreements. */
  mayAgree: boolean;
}

export function AgreementSection({ setup, mayAgree }: AgreementProps) {
  const t = useText();
  const address = useDeskHref();
  const { agreements, today, place, kinds } = setup;
  const inForce = agreements.filter(({ from, to }) => from <= today && (to === null || to >= today));
  const others = agreements.filter((one) => !inForce.includes(one));
  const isOwn = kinds.some((kind) => kind === 'staffed_office' || kind === 'visiting_office');
  return (
    <section id="agreements">
      <h2>{t('desk:staffSetup.agreements.title')}</h2>
      {isOwn && <p>{t('desk:staffSetup.agreements.ownOffice')}</p>}
      {inForce.length === 0 && !isOwn && (
        <EmptyState title={t('desk:staffSetup.agreements.emptyTitle')}>
          {t(`desk:staffSetup.agreements.${mayAgree ? 'emptyText' : 'emptyAsk'}`)}
        </EmptyState>
      )}
      {inForce.length > 0 && (
        <CardList label={t('desk:staffSetup.agreements.title')}>
          {inForce.map((one) => (
            <InForce agreement={one} mayAgree={mayAgree} />
          ))}
        </CardList>
      )}
      {mayAgree && (
        <p>
          <LinkButton variant="secondary" href={address(`/${place.id}/agreements/new`)}>
            {t('desk:staffSetup.form.putAgreement.title')}
          </LinkButton>
        </p>
      )}
      {others.length > 0 && <Others agreements={others} />}
    </section>
  );
}

const categories = ['general', 'personal-data', 'public-authority'] as const;

function InForce({ agreement, mayAgree }: { agreement: ServiceAgreement; mayAgree: boolean }) {
  const t = useText();
  const agency = useAgency();
  const period = usePeriod();
  const address = useDeskHref();
  const { placeId, id, reference, from, to, arrivalCounts, tasks } = agreement;
  const listed = new Set<string>(tasks.map(({ task }) => task));
  const notListed = deskTasks.filter((task) => !listed.has(task));
  const arrival = arrivalCounts === null ? 'silent' : arrivalCounts ? 'counts' : 'not';
  return (
    <Card>
      <h3>{agency(agreement.agency)}</h3>
      <p>
        {reference}
        <br />
        <span class="hint">{period(from, to)}</span>
      </p>
      <p>
        {t('desk:staffSetup.agreements.arrival')}: <strong>{t(`desk:staffSetup.agreements.arrivals.${arrival}`)}</strong>
      </p>
      <h4>{t('desk:staffSetup.agreements.may')}</h4>
      {categories.map((category) => (
        <Tasks category={category} tasks={tasks.filter((one) => one.category === category)} />
      ))}
      {notListed.length > 0 && (
        <>
          <h4>{t('desk:staffSetup.agreements.mayNot')}</h4>
          <p>{notListed.map((task) => t(`desk:staffSetup.task.${task}`)).join(' · ')}</p>
        </>
      )}
      {mayAgree && (
        <p>
          <a href={address(`/${placeId}/agreements/${id}/end`)}>{t('desk:staffSetup.form.endAgreement.title')}</a>
        </p>
      )}
    </Card>
  );
}

function Tasks({ category, tasks }: { category: (typeof categories)[number]; tasks: ServiceAgreement['tasks'] }) {
  const t = useText();
  if (tasks.length === 0) return null;
  return (
    <>
      <p>
        <Tag tone={category === 'general' ? 'success' : category === 'personal-data' ? 'info' : 'warning'}>
          {t(`desk:staffSetup.category.${category}`)}
        </Tag>
      </p>
      <ul>
        {tasks.map(({ words, access }) => (
          <li>
            {words}
            {access !== null && <div class="hint">{t('desk:staffSetup.agreements.access', { access })}</div>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Others({ agreements }: { agreements: readonly ServiceAgreement[] }) {
  const t = useText();
  const agency = useAgency();
  const period = usePeriod();
  return (
    <Details summary={t('desk:staffSetup.agreements.others', { count: agreements.length })}>
      <ul>
        {agreements.map((one) => (
          <li>
            {agency(one.agency)}: {one.reference}, {period(one.from, one.to)}
          </li>
        ))}
      </ul>
    </Details>
  );
}
