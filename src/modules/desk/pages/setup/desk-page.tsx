/** One desk: what it may do, who staffs it, its lines, counters and devices. */
import { href } from '../../../../platform/i18n/index.ts';
import { EmptyState, Notice, Table, Tag, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { DeskSetup } from '../../setup.ts';
import { AgreementSection } from './agreement-section.tsx';
import { CounterSection, DeviceSection, NewLink, type Part } from './line-sections.tsx';
import { useDeskHref, useName, usePeriod } from './words.tsx';

export interface DeskPageProps {
  setup: DeskSetup;
  mayAgree: boolean;
  /** What was just done, a form's name. */
  done: string | null;
}

export function DeskPage({ setup, mayAgree, done }: DeskPageProps) {
  const t = useText();
  const { language } = usePage();
  const { place, kinds } = setup;
  const told =
    kinds.length === 0 ? t('desk:staffSetup.desk.closed') : kinds.map((kind) => t(`network:planner.kind.${kind}`)).join(', ');
  return (
    <>
      <h1>{place.name}</h1>
      {done !== null && <Notice tone="success" title={t(`desk:staffSetup.done.${done}`)} answer />}
      <p class="lead">
        {told}, {place.municipality}
      </p>
      <NextStep setup={setup} mayAgree={mayAgree} />
      <AgreementSection setup={setup} mayAgree={mayAgree} />
      <StaffSection setup={setup} />
      <ServiceSection setup={setup} />
      <CounterSection setup={setup} />
      <DeviceSection setup={setup} />
      <section>
        <h2>{t('desk:staffSetup.desk.pages')}</h2>
        <ul>
          <li>
            <a href={href(language, `/offices/${place.id}`)}>{t('desk:staffSetup.desk.publicPage')}</a>
          </li>
          <li>
            <a href={href(language, `/offices/${place.id}/display`)}>{t('desk:staffSetup.desk.display')}</a>
          </li>
          <li>
            <a href={href(language, `/desk/${place.id}/week`)}>{t('desk:staffWeek.link')}</a>
          </li>
          <li>
            <a href={href(language, `/desks/${place.id}/import`)}>{t('desk:staffImport.title')}</a>
          </li>
        </ul>
      </section>
    </>
  );
}

/** The first thing that lacks before visitors can be received. */
function NextStep({ setup, mayAgree }: Omit<DeskPageProps, 'done'>) {
  const t = useText();
  const { services, counters, staff, agreements, today } = setup;
  const hasAgreement = agreements.some(({ from, to }) => from <= today && (to === null || to >= today));
  const step =
    !hasAgreement && mayAgree
      ? null
      : staff.length === 0
        ? 'staff'
        : services.length === 0
          ? 'services'
          : counters.length === 0
            ? 'counters'
            : null;
  return step === null ? null : <Notice title={t('desk:staffSetup.next.title')}>{t(`desk:staffSetup.next.${step}`)}</Notice>;
}

function StaffSection({ setup }: Part) {
  const t = useText();
  const period = usePeriod();
  const address = useDeskHref();
  const { staff, place, today } = setup;
  return (
    <section id="staff">
      <h2>{t('desk:staffSetup.staff.title')}</h2>
      {staff.length === 0 ? (
        <EmptyState title={t('desk:staffSetup.staff.emptyTitle')}>{t('desk:staffSetup.staff.emptyText')}</EmptyState>
      ) : (
        <Table
          id="desk-staff"
          caption={t('desk:staffSetup.staff.title')}
          captionHidden
          cards
          rows={staff}
          columns={[
            { header: t('desk:staffSetup.field.accountId'), rowHeader: true, cell: ({ name }) => name },
            {
              header: t('desk:staffSetup.field.position'),
              cell: ({ position, from }) => (
                <>
                  {t(`desk:staffSetup.position.${position}`)}{' '}
                  {from > today && <Tag tone="info">{t('desk:staffSetup.staff.toCome')}</Tag>}
                </>
              ),
            },
            { header: t('desk:staffSetup.agreements.period'), cell: ({ from, to }) => period(from, to) },
            {
              header: t('desk:staffSetup.field.action'),
              cell: ({ id, name }) => (
                <a href={address(`/${place.id}/staff/${id}/end`)}>
                  {t('desk:staffSetup.staff.end')} <span class="ds-sr-only">{name}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      <NewLink setup={setup} path="staff" form="placeStaff" />
    </section>
  );
}

function ServiceSection({ setup }: Part) {
  const t = useText();
  const name = useName();
  const { number } = useFormats();
  const address = useDeskHref();
  const { services, topics, place } = setup;
  const topicName = (code: string): string => {
    const found = topics.find((one) => one.code === code);
    return found === undefined ? code : name(found.names);
  };
  return (
    <section id="services">
      <h2>{t('desk:staffSetup.services.title')}</h2>
      {services.length === 0 ? (
        <EmptyState title={t('desk:staffSetup.services.emptyTitle')}>{t('desk:staffSetup.services.emptyText')}</EmptyState>
      ) : (
        <Table
          id="desk-services"
          caption={t('desk:staffSetup.services.title')}
          captionHidden
          cards
          rows={services}
          columns={[
            {
              header: t('desk:staffSetup.services.line'),
              rowHeader: true,
              cell: (one) => (
                <a href={address(`/${place.id}/services/${one.id}`)}>
                  <strong>{one.letter}</strong> {name(one.names)}
                </a>
              ),
            },
            { header: t('desk:staffSetup.field.topics'), cell: (one) => one.topics.map(topicName).join(', ') },
            {
              header: t('desk:staffSetup.services.goal'),
              cell: ({ goalPercent, goalSeconds }) =>
                goalPercent === null || goalSeconds === null
                  ? t('desk:staffSetup.services.noGoal')
                  : t('desk:staffSetup.services.goalSays', {
                      percent: number(goalPercent),
                      minutes: number(Math.round(goalSeconds / 60)),
                    }),
            },
          ]}
        />
      )}
      <NewLink setup={setup} path="services" form="addService" />
    </section>
  );
}
