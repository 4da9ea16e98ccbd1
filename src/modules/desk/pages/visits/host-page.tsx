/** The host at the entrance: one tap on what it is about gives a ticket. */
import { Button, Details, Field, Select, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { ownAgency } from '../../../network/index.ts';
import { languageName, spokenLanguages } from '../../../people/index.ts';
import { priorities } from '../../kinds.ts';
import type { TopicChoice } from '../../queue-facts.ts';
import { Load, QueueTable, type QueueTableProps } from './queue-table.tsx';
import { SwapForm } from './swap-form.tsx';
import { type PrintedTicket, TicketCard } from './ticket-card.tsx';
import { nameIn } from './words.ts';

export interface HostPageProps extends Omit<QueueTableProps, 'page' | 'callTo'> {
  placeName: string;
  choices: readonly TopicChoice[];
  /** Booked meetings of today: the instant, the time of day and what they are for. */
  booked: readonly { at: string; time: string; purpose: string }[];
  /** A window of unnecessary demand is set: one may ask whether the visitor was here before. */
  asksRepeat: boolean;
  issued: PrintedTicket | null;
}

export function HostPage(props: HostPageProps) {
  const t = useText();
  const { placeName, queue, issued } = props;
  return (
    <>
      <h1>{t('desk:staffVisits.host.title', { place: placeName })}</h1>
      {issued !== null && <TicketCard {...issued} />}
      <div data-live={`/desk/${queue.placeId}/events`}>
        <ArrivalForm {...props} />
        <h2>{t('desk:staffVisits.host.now')}</h2>
        <div id="queue" data-fresh>
          <Load queue={queue} />
          <QueueTable {...props} page="host" callTo={null} />
        </div>
      </div>
      <p id="line-lost" role="status" hidden>
        {t('desk:queue.lost')}
      </p>
    </>
  );
}

function ArrivalForm(props: HostPageProps) {
  const t = useText();
  const { language } = usePage();
  const { queue, choices, newId } = props;
  const own = choices.filter(({ agency }) => agency === ownAgency);
  const others = choices.filter(({ agency }) => agency !== ownAgency);
  return (
    <SwapForm action={href(language, `/desk/${queue.placeId}/arrivals`)} requestId={newId()}>
      <input type="hidden" name="visitId" value={newId()} />
      <h2>{t('desk:staffVisits.host.about')}</h2>
      {choices.length === 0 && <p>{t('desk:staffVisits.host.noLines')}</p>}
      <Topics title={t(`desk:queue.agency.${ownAgency}`)} choices={own} />
      <Topics title={t('desk:staffVisits.host.others')} choices={others} />
      <Details summary={t('desk:staffVisits.host.more')}>
        <More {...props} />
      </Details>
    </SwapForm>
  );
}

function Topics({ title, choices }: { title: string; choices: readonly TopicChoice[] }) {
  const { language } = usePage();
  if (choices.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <div class="big-buttons">
        {choices.map(({ value, names }) => (
          <Button name="topic" value={value}>
            {nameIn(names, language)}
          </Button>
        ))}
      </div>
    </>
  );
}

function More({ booked, asksRepeat }: HostPageProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <Select
        name="language"
        label={t('desk:staffVisits.host.language')}
        options={[
          { value: '', text: t('desk:staffVisits.host.notAsked') },
          ...spokenLanguages.map((code) => ({ value: code, text: languageName(language, code) })),
        ]}
      />
      <Select
        name="bookedFor"
        label={t('desk:staffVisits.host.booked')}
        options={[
          { value: '', text: t('desk:staffVisits.host.dropIn') },
          ...booked.map(({ at, time, purpose }) => ({ value: at, text: `${time} ${purpose}` })),
        ]}
      />
      <Field name="bookedTime" type="time" label={t('desk:staffVisits.host.otherTime')} optional short />
      <Select
        name="priority"
        label={t('desk:staffVisits.goesFirst')}
        options={[
          { value: '', text: t('desk:staffVisits.noPriority') },
          ...priorities.map((one) => ({ value: one, text: t(`desk:staffVisits.priority.${one}`) })),
        ]}
      />
      {asksRepeat && (
        <Field
          name="number"
          label={t('desk:staffVisits.host.number')}
          hint={t('desk:staffVisits.host.numberHint')}
          inputMode="numeric"
          autocomplete="off"
          optional
          short
        />
      )}
    </>
  );
}
