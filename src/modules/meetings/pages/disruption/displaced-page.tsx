/** Who has lost their time: with filters, and a new time for one or all. */
import { href } from '../../../../platform/i18n/index.ts';
import { Button, EmptyState, Form, HiddenValues, Notice, Select, usePage, useText } from '../../../../ui/index.ts';
import { displacements } from '../../kinds.ts';
import { type ListedMeeting, MeetingTable } from './meeting-table.tsx';

export interface DisplacedProps {
  rows: readonly ListedMeeting[];
  counts: readonly { by: string; n: number }[];
  filter: { by: string; place: string; type: string };
  places: readonly { id: string; name: string }[];
  types: readonly { code: string; name: string }[];
  /** What was just done. */
  done: { displaced: number | null; moved: number | null; asked: number | null };
  requestId: string;
}

export function DisplacedPage({ rows, counts, filter, places, types, done, requestId }: DisplacedProps) {
  const all = useText();
  const t = (key: string, params?: Record<string, string | number>) => all(`meetings:staffDisruption.${key}`, params);
  const { language } = usePage();
  const path = href(language, '/displaced');
  const { displaced, moved, asked } = done;
  return (
    <>
      {displaced !== null && (
        <Notice tone="success" title={t('done.displaced', { count: displaced })} answer>
          {t(displaced === 0 ? 'done.displacedNone' : 'done.displacedText')}
        </Notice>
      )}
      {moved !== null && (
        <Notice tone="success" title={t('done.moved', { count: moved })} answer>
          {(asked ?? 0) > 0 ? t('done.asked', { count: asked! }) : t('done.told')}
        </Notice>
      )}
      <h1>{t('displaced.title')}</h1>
      <p class="lead">{t('displaced.lead')}</p>
      <Form action={path} method="get" inline>
        <Select
          name="by"
          label={t('column.cause')}
          value={filter.by}
          options={[
            { value: '', text: t('displaced.all') },
            ...displacements.map((one) => ({
              value: one,
              text: `${t(`cause.${one}`)} (${counts.find(({ by }) => by === one)?.n ?? 0})`,
            })),
          ]}
        />
        <Select
          name="place"
          label={t('column.place')}
          value={filter.place}
          options={[{ value: '', text: t('displaced.all') }, ...places.map(({ id, name }) => ({ value: id, text: name }))]}
        />
        <Select
          name="type"
          label={t('column.type')}
          value={filter.type}
          options={[{ value: '', text: t('displaced.all') }, ...types.map(({ code, name }) => ({ value: code, text: name }))]}
        />
        <Button variant="secondary">{t('displaced.show')}</Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={t('displaced.none')} />
      ) : (
        <>
          <MeetingTable
            id="displaced"
            caption={t('displaced.count', { count: rows.length })}
            rows={rows}
            causes
            action={(row) => (
              <Form action={`${path}/${row.personId}/${row.id}`} inline>
                <Button variant="secondary">{t('displaced.one')}</Button>
              </Form>
            )}
          />
          <Form action={path} requestId={requestId}>
            <HiddenValues values={filter} />
            <p>{t('displaced.rule')}</p>
            <Button>{t('displaced.everyone')}</Button>
          </Form>
        </>
      )}
    </>
  );
}
