/** Mandates as the person sees them, and as staff see them in the file. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, Card, CardList, Form, Tag, useFormats, usePage, useText } from '../../../ui/index.ts';
import type { ShownMandate } from '../mandates-held.ts';
import { can, type Capacity, type MandateState } from '../state.ts';
import { useDayOf } from './words.tsx';

export interface MandateListProps {
  mandates: readonly ShownMandate[];
  /** In which capacity the viewer sees them: decides whether "revoke" stands there. */
  capacity: Capacity;
  /** The path, without language, below which `/:mandate/revoke` is. */
  base: string;
  /** A key per form that is sent: the same press twice revokes once. */
  newId: () => string;
}

const over: readonly MandateState[] = ['ended', 'revoked'];

/** Those in force (or to come, or resting) first, then those that are over. Nothing for none. */
export function MandateList(props: MandateListProps) {
  const t = useText();
  const now = props.mandates.filter((one) => !over.includes(one.state));
  const ended = props.mandates.filter((one) => over.includes(one.state));
  return (
    <>
      {now.length > 0 && (
        <>
          <h2>{t('people:mandates.inForce')}</h2>
          <CardList>
            {now.map((one) => (
              <MandateCard mandate={one} {...props} />
            ))}
          </CardList>
        </>
      )}
      {ended.length > 0 && (
        <>
          <h2>{t('people:mandates.ended')}</h2>
          <CardList>
            {ended.map((one) => (
              <MandateCard mandate={one} {...props} />
            ))}
          </CardList>
        </>
      )}
    </>
  );
}

const tones = { 'to-come': 'info', 'in-force': 'success', rests: 'warning', ended: 'neutral', revoked: 'neutral' } as const;

function MandateCard({ mandate, capacity, base, newId }: MandateListProps & { mandate: ShownMandate }) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const dayOf = useDayOf();
  const forWhom = capacity === 'self' ? 'task' : 'helping.task';
  return (
    <Card>
      <h3>
        <bdi>{mandate.organisationName}</bdi>
      </h3>
      <p>
        <Tag tone={tones[mandate.state]}>{t(`people:mandateState.${mandate.state}`)}</Tag>
      </p>
      <p>{t('people:mandates.mayDo')}:</p>
      <ul>
        {mandate.tasks.map((task) => (
          <li>{t(`people:${forWhom}.${task}`)}</li>
        ))}
      </ul>
      <p>
        {t('people:mandates.period')}: {date(mandate.from)} – {date(mandate.to)}
      </p>
      <p class="hint">
        {t('people:mandates.given')}:{' '}
        {t('people:mandates.how', { how: t(`people:mandateForm.${mandate.givenHow}`), date: dayOf(mandate.givenAt) })}
      </p>
      {mandate.revokedAt !== null && (
        <p>
          {t('people:mandates.revoked')}: {dayOf(mandate.revokedAt)}
        </p>
      )}
      {can(mandate.state, 'revoke', capacity) && (
        <Form action={href(language, `${base}/${mandate.id}/revoke`)} requestId={newId()}>
          <Button variant="secondary" label={t('people:mandates.revokeNamed', { name: mandate.organisationName })}>
            {t('people:mandates.revoke')}
          </Button>
        </Form>
      )}
    </Card>
  );
}
