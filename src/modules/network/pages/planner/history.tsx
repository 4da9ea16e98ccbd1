/** What was recorded of a place, when, by whom and why. */
import { Timeline, useText } from '../../../../ui/index.ts';
import type { Change, Entry, PlaceRecord } from './place-record.ts';
import { useKind, useMoment, usePeriod, useRegisterHref } from './words.tsx';

export function History({ record }: { record: PlaceRecord }) {
  const t = useText();
  const moment = useMoment();
  return (
    <>
      <h2 id="history">{t('network:planner.history.title')}</h2>
      <p>{t('network:planner.history.lead')}</p>
      <Timeline
        label={t('network:planner.history.title')}
        items={record.entries.map((entry) => ({
          when: moment(entry.at),
          date: entry.at,
          what: (
            <>
              {t('network:planner.history.by')} <bdi>{entry.by}</bdi>
            </>
          ),
          details: <EntryDetails entry={entry} placeId={record.id} />,
        }))}
      />
    </>
  );
}

function EntryDetails({ entry, placeId }: { entry: Entry; placeId: string }) {
  const t = useText();
  const address = useRegisterHref();
  const moment = useMoment();
  return (
    <>
      <ul>
        {entry.changes.map((change) => (
          <li>
            <ChangeText change={change} />
          </li>
        ))}
      </ul>
      {entry.reason !== null && (
        <p>
          {t('network:field.reason')}: {entry.reason}
        </p>
      )}
      <p>
        <a
          href={address(`/places/${placeId}?knownAt=${encodeURIComponent(entry.at)}`)}
          aria-label={t('network:planner.history.showLabel', { moment: moment(entry.at) })}
        >
          {t('network:planner.history.show')}
        </a>
      </p>
    </>
  );
}

function ChangeText({ change }: { change: Change }) {
  const t = useText();
  const kind = useKind();
  const period = usePeriod();
  const names = (fields: string[]) => fields.map((field) => t(`network:field.${field}`)).join(', ');
  if (change.what === 'place-added') return <>{t('network:planner.history.placeAdded')}</>;
  if (change.what === 'place-changed') return <>{t('network:planner.history.placeChanged', { fields: names(change.fields) })}</>;
  if (change.what === 'closure-decided') return <>{t('network:planner.history.closureDecided')}</>;
  if (change.what === 'securing-stepped')
    return <>{t('network:planner.history.securingStepped', { state: t(`network:planner.securing.${change.state}`) })}</>;
  const { presence } = change;
  const said = { kind: kind(presence.kind), period: period(presence.validFrom, presence.validTo) };
  if (change.what === 'presence-begun') return <>{t('network:planner.history.presenceBegun', said)}</>;
  if (change.what === 'presence-withdrawn') return <>{t('network:planner.history.presenceWithdrawn', said)}</>;
  const before = period(change.before.validFrom, change.before.validTo);
  return (
    <>
      {t('network:planner.history.presenceChanged', { ...said, fields: names(change.fields) })}
      {before !== said.period && ` ${t('network:planner.history.periodBefore', { period: before })}`}
    </>
  );
}
