/** Who waits and who is parked, as staff see it: tickets, topics and minutes, and what can be done with each. */
import { Button, Table, usePage, useFormats, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { languageName } from '../../../people/index.ts';
import { priorities } from '../../kinds.ts';
import { type PlaceQueue, waitNow } from '../../place-queue.ts';
import type { Names } from '../../store/shapes.ts';
import type { Visit } from '../../store/visits.ts';
import { SwapForm } from './swap-form.tsx';
import { minutesSince, nameIn, timeOf, waitWords } from './words.ts';

export type DeskPage = 'host' | 'counter';

export interface QueueTableProps {
  queue: PlaceQueue;
  topics: ReadonlyMap<string, Names>;
  /** Where the buttons lead back to. */
  page: DeskPage;
  /** The counter to which one can be called now; null: none. */
  callTo: string | null;
  newId: () => string;
}

export const visitPath = (placeId: string, visitId: string, act: string): string => `/desk/${placeId}/visits/${visitId}/${act}`;

/** How many wait in each line, and how long whoever came now would. */
export function Load({ queue }: Pick<QueueTableProps, 'queue'>) {
  const t = useText();
  const { language } = usePage();
  return (
    <ul>
      {queue.services.map(({ id, letter, names }) => (
        <li>
          {t('desk:staffVisits.load', {
            line: `${letter} ${nameIn(names, language)}`,
            count: queue.waiting.filter(({ serviceId }) => serviceId === id).length,
            wait: waitWords(t, waitNow(queue, id)),
          })}
        </li>
      ))}
    </ul>
  );
}

export function QueueTable(props: QueueTableProps) {
  const t = useText();
  const { queue } = props;
  return (
    <div class="queue-table">
      <VisitTable
        {...props}
        id="waiting"
        caption={t('desk:staffVisits.waiting', { count: queue.waiting.length })}
        visits={queue.waiting}
        empty={t('desk:staffVisits.nobodyWaits')}
      />
      {queue.parked.length > 0 && (
        <VisitTable {...props} id="parked" caption={t('desk:staffVisits.parked')} visits={queue.parked} empty="" />
      )}
    </div>
  );
}

function VisitTable({
  id,
  caption,
  visits,
  empty,
  ...props
}: QueueTableProps & { id: string; caption: string; visits: readonly Visit[]; empty: string }) {
  const t = useText();
  const { language } = usePage();
  const f = useFormats();
  const { queue, topics, page, callTo } = props;
  const nameOf = (code: string): string => nameIn(topics.get(code) ?? { sv: code }, language);
  return (
    <Table
      id={id}
      caption={caption}
      cards
      empty={empty}
      rows={visits}
      columns={[
        { header: t('desk:staffVisits.ticket'), cell: ({ ticket }) => <bdi>{ticket}</bdi>, rowHeader: true },
        { header: t('desk:staffVisits.topic'), cell: ({ topic }) => nameOf(topic) },
        {
          header: t('desk:staffVisits.waited'),
          cell: ({ waitingSince }) => f.number(minutesSince(waitingSince, queue.now)),
          numeric: true,
        },
        { header: t('desk:staffVisits.why'), cell: (visit) => <Why visit={visit} /> },
        ...(page === 'counter' && callTo === null && id === 'waiting'
          ? []
          : [{ header: t('desk:staffVisits.do'), cell: (visit: Visit) => <Doing {...props} visit={visit} /> }]),
      ]}
    />
  );
}

function Why({ visit: { bookedFor, priority, language: spoken } }: { visit: Visit }) {
  const t = useText();
  const { language } = usePage();
  const said = [
    ...(priority === null ? [] : [t(`desk:staffVisits.priority.${priority}`)]),
    ...(bookedFor === null ? [] : [t('desk:staffVisits.bookedFor', { time: timeOf(bookedFor) })]),
    ...(spoken === null || spoken === 'sv' ? [] : [languageName(language, spoken)]),
  ];
  return <>{said.length === 0 ? '–' : said.join(', ')}</>;
}

function Doing({ queue, page, callTo, newId, visit }: QueueTableProps & { visit: Visit }) {
  const t = useText();
  const { language } = usePage();
  const form = (act: string, children: preact.ComponentChildren) => (
    <SwapForm action={href(language, visitPath(queue.placeId, visit.id, act))} requestId={newId()}>
      <input type="hidden" name="from" value={page} />
      {children}
    </SwapForm>
  );
  const button = (act: string, text: string) =>
    form(
      act,
      <Button variant="secondary" label={`${text} ${visit.ticket}`}>
        {text}
      </Button>,
    );
  if (visit.state === 'parked') return button('resume', t('desk:staffVisits.act.resume'));
  return (
    <>
      {callTo !== null &&
        form(
          'call',
          <>
            <input type="hidden" name="counterId" value={callTo} />
            <Button variant="secondary" label={`${t('desk:staffVisits.act.call')} ${visit.ticket}`}>
              {t('desk:staffVisits.act.call')}
            </Button>
          </>,
        )}
      {page === 'host' && <HostDoing visit={visit} form={form} />}
    </>
  );
}

/** A host sets a reason to go first, and notes who has gone. */
function HostDoing({
  visit,
  form,
}: {
  visit: Visit;
  form: (act: string, children: preact.ComponentChildren) => preact.ComponentChildren;
}) {
  const t = useText();
  return (
    <details class="details">
      <summary>
        {t('desk:staffVisits.more')}
        <span class="ds-sr-only"> {visit.ticket}</span>
      </summary>
      {form(
        'priority',
        <>
          <select class="ds-input" name="priority" aria-label={t('desk:staffVisits.goesFirst')}>
            <option value="">{t('desk:staffVisits.noPriority')}</option>
            {priorities.map((one) => (
              <option value={one} selected={visit.priority === one}>
                {t(`desk:staffVisits.priority.${one}`)}
              </option>
            ))}
          </select>
          <Button variant="secondary">{t('desk:staffVisits.act.priority')}</Button>
        </>,
      )}
      {form('park', <Button variant="secondary">{t('desk:staffVisits.act.park')}</Button>)}
      {form(
        'end',
        <>
          <input type="hidden" name="outcome" value="left" />
          <Button variant="secondary">{t('desk:staffVisits.act.left')}</Button>
        </>,
      )}
    </details>
  );
}
