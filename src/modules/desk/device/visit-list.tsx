/** The visits on this device today; with `onOpen`, each can be taken in hand. */
import { Button } from './fields.tsx';
import type { PageProps } from './arrivals.tsx';
import type { OwnVisit } from './view.ts';
import { nameOf, timeOf } from './words.ts';

export function VisitList({ desk, place, say, language, onOpen }: PageProps & { onOpen?: (visit: OwnVisit) => void }) {
  const { visits } = desk.view;
  const topicName = (code: string): string => nameOf(place.facts.topics.find((one) => one.code === code)?.names ?? {}, language);
  const verb = { waiting: 'visit.take', serving: 'visit.open', parked: 'visit.resume' } as const;
  return (
    <section>
      <h2>{say('list.title')}</h2>
      {visits.length === 0 && <p>{say('list.none')}</p>}
      <ul class="card-list" role="list">
        {visits.toReversed().map((visit) => (
          <li class="card" key={visit.visitId}>
            <h3>{visit.ticket}</h3>
            <p>
              {topicName(visit.topic)}
              <br />
              {say(`list.${visit.state}`, { time: visit.since === '' ? '' : timeOf(visit.since) })}
              {visit.steps.length > 0 && ` · ${say('list.steps', { count: visit.steps.length })}`}
            </p>
            {onOpen !== undefined && visit.state !== 'ended' && (
              <Button variant={visit.state === 'serving' ? 'primary' : 'secondary'} onClick={() => onOpen(visit)}>
                {say(verb[visit.state], { ticket: visit.ticket })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
