/** An officer's counter: who is next, the call, and what is done for the visitor who is there. */
import { Button, EmptyState, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { AtCounter } from './at-counter.tsx';
import { Load, QueueTable } from './queue-table.tsx';
import { SwapForm } from './swap-form.tsx';
import type { AtCounterProps } from './visit-steps.tsx';

export interface CounterPageProps extends Omit<AtCounterProps, 'visit'> {
  placeName: string;
  accountId: string;
}

export function CounterPage(props: CounterPageProps) {
  const t = useText();
  const { placeName, queue, accountId } = props;
  const mine = queue.counters.find((one) => one.accountId === accountId) ?? null;
  const visit =
    mine?.visit ?? queue.attended.find(({ servedBy, counterId }) => servedBy === accountId && counterId === null) ?? null;
  return (
    <div data-live={`/desk/${queue.placeId}/events`}>
      <h1>
        {mine === null
          ? t('desk:staffVisits.counter.title', { place: placeName })
          : t('desk:staffVisits.counter.at', { counter: mine.name, place: placeName })}
      </h1>
      <div id="current" data-fresh data-stage={`${mine?.id ?? ''} ${visit?.id ?? ''} ${visit?.state ?? ''}`}>
        {mine === null ? <ChooseCounter {...props} /> : visit === null ? <Idle {...props} counterId={mine.id} /> : null}
        {visit !== null && <AtCounter {...props} visit={visit} />}
      </div>
      <h2>{t('desk:staffVisits.counter.line')}</h2>
      <div id="queue" data-fresh>
        <Load queue={queue} />
        <QueueTable {...props} page="counter" callTo={mine !== null && mine.visit === null ? mine.id : null} />
      </div>
      {mine !== null && visit === null && (
        <SwapForm action={href(usePage().language, `/desk/${queue.placeId}/counters/${mine.id}/close`)} requestId={props.newId()}>
          <Button variant="tertiary">{t('desk:staffVisits.counter.leave')}</Button>
        </SwapForm>
      )}
      <p id="line-lost" role="status" hidden>
        {t('desk:queue.lost')}
      </p>
    </div>
  );
}

function ChooseCounter({ queue, newId }: CounterPageProps) {
  const t = useText();
  const { language } = usePage();
  if (queue.counters.length === 0) return <EmptyState title={t('desk:staffVisits.counter.none')} />;
  return (
    <>
      <h2>{t('desk:staffVisits.counter.choose')}</h2>
      <div class="big-buttons">
        {queue.counters.map(({ id, name, accountId }) => (
          <SwapForm action={href(language, `/desk/${queue.placeId}/counters/${id}/open`)} requestId={newId()}>
            <Button disabled={accountId !== null}>
              {t('desk:staffVisits.counter.name', { counter: name })}
              {accountId !== null && ` (${t('desk:staffVisits.counter.taken')})`}
            </Button>
          </SwapForm>
        ))}
      </div>
    </>
  );
}

function Idle({ queue, newId, counterId }: CounterPageProps & { counterId: string }) {
  const t = useText();
  const { language } = usePage();
  const counter = queue.counters.find(({ id }) => id === counterId)!;
  const next = queue.waiting.find(({ serviceId }) => counter.serviceIds.includes(serviceId));
  return (
    <section class="queue-now">
      <p>
        {next === undefined ? t('desk:staffVisits.nobodyWaits') : t('desk:staffVisits.counter.next', { ticket: next.ticket })}
      </p>
      <SwapForm action={href(language, `/desk/${queue.placeId}/counters/${counterId}/next`)} requestId={newId()}>
        <div class="big-buttons">
          <Button disabled={next === undefined}>{t('desk:staffVisits.act.next')}</Button>
        </div>
      </SwapForm>
    </section>
  );
}
