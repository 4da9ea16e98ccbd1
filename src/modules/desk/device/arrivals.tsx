/** The host's page without network: someone comes and gets a ticket of this device. */
import { useState } from 'preact/hooks';
import { priorities } from '../kinds.ts';
import type { Desk } from './desk.ts';
import { Button, LocalForm, Notice, optionsFrom, Radios, Select, type Values } from './fields.tsx';
import { arrivalNow, nextTicket } from './outbox.ts';
import type { KeptPlace } from './store.ts';
import { nameOf, type Say } from './words.ts';
import { VisitList } from './visit-list.tsx';

/** The languages that are asked for most; others are noted when there is a network. */
const languages = ['sv', 'en', 'ar', 'fi', 'so', 'ti', 'fa', 'uk', 'pl'] as const;

export interface PageProps {
  desk: Desk;
  place: KeptPlace;
  say: Say;
  language: string;
}

export function Arrivals({ desk, place, say, language }: PageProps) {
  const [told, tell] = useState<{ ticket: string } | 'failed' | null>(null);
  const { services, topics } = place.facts;
  const offered = topics.filter(({ code }) => services.some((service) => service.topics.includes(code)));

  async function arrive(values: Values, form: { reset(): void }): Promise<void> {
    const topic = values.text('topic');
    const service = services.find((one) => one.topics.includes(topic));
    const ticket = service === undefined ? null : await nextTicket(place.placeId, service.letter);
    if (service === undefined || ticket === null) return tell('failed');
    const spoken = values.text('language') || null;
    const priority = values.text('priority') || null;
    const visitId = crypto.randomUUID();
    const visit = { visitId, ticket, topic, language: spoken, state: 'waiting' as const, since: arrivalNow(place) };
    const isKept = await desk.note({
      kind: 'note-arrival',
      input: { visitId, serviceId: service.id, topic, language: spoken, priority, ticket },
      change: (view) => view.visits.push({ ...visit, steps: [], receipts: [], isKnown: false }),
    });
    tell(isKept ? { ticket } : 'failed');
    if (isKept) form.reset();
  }

  if (place.code === null)
    return (
      <Notice tone="warning" title={say('shell.noCode')}>
        {say('shell.noCodeText')}
      </Notice>
    );
  return (
    <>
      {told === 'failed' && <Notice tone="danger" title={say('bar.notKept')} />}
      {told !== null && told !== 'failed' && (
        <Notice tone="success" title={say('arrival.given', { ticket: '' }).trim()}>
          <strong class="ticket-number">{told.ticket}</strong>
          <p>{say('arrival.tell')}</p>
        </Notice>
      )}
      <h2>{say('arrival.title')}</h2>
      <LocalForm onSend={(values, form) => void arrive(values, form)}>
        <Radios
          name="topic"
          label={say('arrival.topic')}
          options={offered.map(({ code, names }) => ({ value: code, text: nameOf(names, language) }))}
        />
        <Select
          name="language"
          label={say('arrival.language')}
          options={[
            { value: '', text: say('arrival.languageNot') },
            ...optionsFrom(languages, (code) => say(`language.${code}`)),
          ]}
        />
        <Select
          name="priority"
          label={say('arrival.priority')}
          options={[
            { value: '', text: say('arrival.priorityNone') },
            ...optionsFrom(priorities, (code) => say(`priority.${code}`)),
          ]}
        />
        <Button type="submit">{say('arrival.give')}</Button>
      </LocalForm>
      <VisitList {...{ desk, place, say, language }} />
    </>
  );
}
