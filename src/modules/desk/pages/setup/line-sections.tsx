/** The counters and devices of a desk. */
import { localTime } from '../../../../platform/clock/index.ts';
import { EmptyState, LinkButton, Table, useText } from '../../../../ui/index.ts';
import type { DeskSetup } from '../../setup.ts';
import { useDeskHref, useName } from './words.tsx';

export interface Part {
  setup: DeskSetup;
}

/** To the form that adds one. */
export function NewLink({ setup, path, form }: Part & { path: string; form: string }) {
  const t = useText();
  const address = useDeskHref();
  return (
    <p>
      <LinkButton variant="secondary" href={address(`/${setup.place.id}/${path}/new`)}>
        {t(`desk:staffSetup.form.${form}.title`)}
      </LinkButton>
    </p>
  );
}

export function CounterSection({ setup }: Part) {
  const t = useText();
  const name = useName();
  const address = useDeskHref();
  const { counters, services, place } = setup;
  const line = (id: string): string => {
    const found = services.find((one) => one.id === id);
    return found === undefined ? '' : `${found.letter} ${name(found.names)}`;
  };
  return (
    <section id="counters">
      <h2>{t('desk:staffSetup.counters.title')}</h2>
      {counters.length === 0 ? (
        <EmptyState title={t('desk:staffSetup.counters.emptyTitle')}>
          {t(`desk:staffSetup.counters.${services.length === 0 ? 'emptyFirst' : 'emptyText'}`)}
        </EmptyState>
      ) : (
        <Table
          id="desk-counters"
          caption={t('desk:staffSetup.counters.title')}
          captionHidden
          cards
          rows={counters}
          columns={[
            {
              header: t('desk:staffSetup.counters.counter'),
              rowHeader: true,
              cell: (one) => (
                <a href={address(`/${place.id}/counters/${one.id}`)}>{t('desk:staffSetup.counters.named', { name: one.name })}</a>
              ),
            },
            {
              header: t('desk:staffSetup.field.serviceIds'),
              cell: (one) =>
                one.serviceIds
                  .map(line)
                  .filter((text) => text !== '')
                  .join(', '),
            },
          ]}
        />
      )}
      {services.length > 0 && <NewLink setup={setup} path="counters" form="addCounter" />}
    </section>
  );
}

export function DeviceSection({ setup }: Part) {
  const t = useText();
  const address = useDeskHref();
  const { devices, place } = setup;
  return (
    <section id="devices">
      <h2>{t('desk:staffSetup.devices.title')}</h2>
      {devices.length === 0 ? (
        <EmptyState title={t('desk:staffSetup.devices.emptyTitle')}>{t('desk:staffSetup.devices.emptyText')}</EmptyState>
      ) : (
        <Table
          id="desk-devices"
          caption={t('desk:staffSetup.devices.title')}
          captionHidden
          cards
          rows={devices}
          columns={[
            { header: t('desk:staffSetup.field.code'), rowHeader: true, cell: ({ code }) => code },
            { header: t('desk:staffSetup.field.kind'), cell: ({ kind }) => t(`desk:staffSetup.device.${kind}`) },
            {
              header: t('desk:staffSetup.field.contactAt'),
              cell: ({ contactAt }) => (contactAt === null ? '–' : `${localTime(contactAt).date} ${localTime(contactAt).time}`),
            },
            {
              header: t('desk:staffSetup.field.action'),
              cell: ({ id, code }) => (
                <a href={address(`/${place.id}/devices/${id}/end`)}>
                  {t('desk:staffSetup.devices.end')} <span class="ds-sr-only">{code}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      {devices.some(({ kind }) => kind === 'staff') && <p>{t('desk:staffSetup.devices.away')}</p>}
      <NewLink setup={setup} path="devices" form="addDevice" />
    </section>
  );
}
