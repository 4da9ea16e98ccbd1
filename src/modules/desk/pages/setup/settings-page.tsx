/** What holds for every desk: the units that take documents, what people come about, and values that no law gives. */
import { EmptyState, LinkButton, Notice, Table, Tag, useFormats, useText } from '../../../../ui/index.ts';
import { settingKeys } from '../../kinds.ts';
import type { Setting } from '../../store/settings.ts';
import type { Topic } from '../../store/topics.ts';
import type { Unit } from '../../store/units.ts';
import { useAgency, useDeskHref, useName } from './words.tsx';

export interface SettingsProps {
  units: readonly Unit[];
  topics: readonly Topic[];
  settings: readonly Setting[];
  /** May change units and values; planners look after topics only. */
  mayChange: boolean;
  done: string | null;
}

export function SettingsPage({ units, topics, settings, mayChange, done }: SettingsProps) {
  const t = useText();
  return (
    <>
      <h1>{t('desk:staffSetup.settings.title')}</h1>
      {done !== null && <Notice tone="success" title={t(`desk:staffSetup.done.${done}`)} answer />}
      <p class="lead">{t('desk:staffSetup.settings.lead')}</p>
      <Units units={units} mayChange={mayChange} />
      <Topics topics={topics} />
      <Values settings={settings} mayChange={mayChange} />
    </>
  );
}

function NewLink({ path, form }: { path: string; form: string }) {
  const t = useText();
  const address = useDeskHref();
  return (
    <p>
      <LinkButton variant="secondary" href={address(`/settings/${path}/new`)}>
        {t(`desk:staffSetup.form.${form}.title`)}
      </LinkButton>
    </p>
  );
}

function Units({ units, mayChange }: Pick<SettingsProps, 'units' | 'mayChange'>) {
  const t = useText();
  const { number } = useFormats();
  const agency = useAgency();
  const address = useDeskHref();
  const days = (count: number | null): string =>
    count === null
      ? t('desk:staffSetup.settings.notAgreed')
      : t('desk:staffSetup.settings.days', { count, number: number(count) });
  return (
    <section id="units">
      <h2>{t('desk:staffSetup.settings.units')}</h2>
      {units.length === 0 ? (
        <EmptyState title={t('desk:staffSetup.settings.unitsEmptyTitle')}>
          {t('desk:staffSetup.settings.unitsEmptyText')}
        </EmptyState>
      ) : (
        <Table
          id="desk-units"
          caption={t('desk:staffSetup.settings.units')}
          captionHidden
          cards
          rows={units}
          columns={[
            {
              header: t('desk:staffSetup.field.name'),
              rowHeader: true,
              cell: ({ id, name }) => (mayChange ? <a href={address(`/settings/units/${id}`)}>{name}</a> : name),
            },
            { header: t('desk:staffSetup.field.agency'), cell: (one) => agency(one.agency) },
            {
              header: t('desk:staffSetup.field.takes'),
              cell: ({ takes }) => takes.map((one) => t(`desk:staffSetup.document.${one}`)).join(', '),
            },
            {
              header: t('desk:staffSetup.settings.members'),
              cell: ({ members }) =>
                members.length === 0 ? (
                  <Tag tone="warning">{t('desk:staffSetup.settings.noMembers')}</Tag>
                ) : (
                  number(members.length)
                ),
            },
            {
              header: t('desk:staffSetup.settings.remind'),
              cell: ({ remindAfterDays: remind, escalateAfterDays: escalate }) =>
                t('desk:staffSetup.settings.reminded', { remind: days(remind), escalate: days(escalate) }),
            },
          ]}
        />
      )}
      {mayChange && <NewLink path="units" form="addUnit" />}
    </section>
  );
}

function Topics({ topics }: Pick<SettingsProps, 'topics'>) {
  const t = useText();
  const name = useName();
  const agency = useAgency();
  const address = useDeskHref();
  return (
    <section id="topics">
      <h2>{t('desk:staffSetup.settings.topics')}</h2>
      <Table
        id="desk-topics"
        caption={t('desk:staffSetup.settings.topics')}
        captionHidden
        cards
        rows={topics}
        columns={[
          {
            header: t('desk:staffSetup.settings.topic'),
            rowHeader: true,
            cell: (one) => <a href={address(`/settings/topics/${one.code}`)}>{name(one.names)}</a>,
          },
          { header: t('desk:staffSetup.field.agency'), cell: (one) => agency(one.agency) },
          {
            header: t('desk:staffSetup.field.action'),
            cell: (one) => (
              <a href={address(`/settings/topics/${one.code}/end`)}>
                {t('desk:staffSetup.settings.end')} <span class="ds-sr-only">{name(one.names)}</span>
              </a>
            ),
          },
        ]}
      />
      <NewLink path="topics" form="addTopic" />
    </section>
  );
}

function Values({ settings, mayChange }: Pick<SettingsProps, 'settings' | 'mayChange'>) {
  const t = useText();
  const { date, number } = useFormats();
  const notSet = settingKeys.filter((key) => !settings.some((one) => one.key === key));
  return (
    <section id="values">
      <h2>{t('desk:staffSetup.settings.values')}</h2>
      {settings.length > 0 && (
        <Table
          id="desk-values"
          caption={t('desk:staffSetup.settings.values')}
          captionHidden
          cards
          rows={settings}
          columns={[
            { header: t('desk:staffSetup.field.key'), rowHeader: true, cell: ({ key }) => t(`desk:staffSetup.setting.${key}`) },
            { header: t('desk:staffSetup.field.value'), numeric: true, cell: ({ value }) => number(value) },
            { header: t('desk:staffSetup.field.from'), cell: ({ from }) => date(from) },
            { header: t('desk:staffSetup.field.source'), cell: ({ source }) => source },
          ]}
        />
      )}
      {notSet.map((key) => (
        <EmptyState title={t('desk:staffSetup.settings.notSet', { name: t(`desk:staffSetup.setting.${key}`) })}>
          {t(`desk:staffSetup.settingUnset.${key}`)}
        </EmptyState>
      ))}
      {mayChange && <NewLink path="values" form="putSetting" />}
    </section>
  );
}
