/** Who is in a meeting for several persons, for staff, and how it went for each. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Form, HiddenValues, Select, Table, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { MeetingState } from '../../kinds.ts';

export const sessionOutcomes = ['done', 'no-show', 'authority-failed'] as const;

/** Someone's seat. Without `person` the viewer may not know whose it is. */
export interface ShownSeat {
  state: MeetingState;
  person: { id: Uuid; meetingId: Uuid; name: string; version: number } | null;
  /** The person's file is open: how it went can be noted. */
  mayRecord: boolean;
  mayCancel: boolean;
}

/** A text of these pages: `staffSessions.` is understood. */
export function useSessionText() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffSessions.${key}`, params);
}

/** Nobody, or everyone who has or had a seat, and what the viewer can do about theirs. */
export function Seats({ rows, sessionId, newId }: { rows: readonly ShownSeat[]; sessionId: Uuid; newId: () => Uuid }) {
  const t = useSessionText();
  const { language } = usePage();
  if (rows.length === 0) return <p>{t('nobody')}</p>;
  const hasBegun = rows.some(({ mayRecord }) => mayRecord);
  const mayAct = hasBegun || rows.some(({ mayCancel }) => mayCancel);
  const pageOf = ({ id, meetingId }: NonNullable<ShownSeat['person']>) => href(language, `/people/${id}/meetings/${meetingId}`);
  return (
    <>
      <Table
        id="session-seats"
        caption={t('who')}
        captionHidden
        cards
        rows={rows}
        columns={[
          {
            header: t('column2.who'),
            rowHeader: true,
            cell: ({ person }) =>
              person === null ? (
                t('someone')
              ) : (
                <a href={pageOf(person)}>
                  <bdi>{person.name}</bdi>
                </a>
              ),
          },
          { header: t('column2.state'), cell: ({ state }) => <Tag tone="neutral">{t(`state.${state}`)}</Tag> },
          ...(mayAct
            ? [
                {
                  header: t(hasBegun ? 'column2.outcome' : 'column2.change'),
                  cell: (row: ShownSeat) => (
                    <>
                      {row.mayRecord && row.person !== null && <Outcome sessionId={sessionId} person={row.person} id={newId()} />}
                      {row.mayCancel && row.person !== null && <a href={`${pageOf(row.person)}/cancel`}>{t('takeOut')}</a>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <p class="hint">{t('whoText')}</p>
    </>
  );
}

function Outcome({ sessionId, person, id }: { sessionId: Uuid; person: NonNullable<ShownSeat['person']>; id: Uuid }) {
  const t = useSessionText();
  const { language } = usePage();
  return (
    <Form action={href(language, `/sessions/${sessionId}/outcome`)} requestId={id} inline>
      <HiddenValues values={{ person: person.id, meeting: person.meetingId, version: String(person.version) }} />
      <Select
        name="outcome"
        label={t('outcome.label')}
        value=""
        options={[
          { value: '', text: t('outcome.none') },
          ...sessionOutcomes.map((one) => ({ value: one, text: t(`outcome.${one}`) })),
        ]}
      />
      <Button variant="secondary">{t('outcome.save')}</Button>
    </Form>
  );
}
