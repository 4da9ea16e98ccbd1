/** The officer's page without network: visits that this device knows are served, documented and ended. */
import { useState } from 'preact/hooks';
import type { PageProps } from './arrivals.tsx';
import { DocumentForm } from './document-form.tsx';
import { Notice, Select } from './fields.tsx';
import { arrivalNow } from './outbox.ts';
import { InHand } from './in-hand.tsx';
import { Receipt, type ReceiptFacts } from './receipt.tsx';
import { changing, type OwnVisit } from './view.ts';
import { VisitList } from './visit-list.tsx';

export function Counter(props: PageProps) {
  const { desk, place, say } = props;
  const [openId, open] = useState<string | null>(null);
  const [receipt, show] = useState<ReceiptFacts | null>(null);
  const [counterId, sitAt] = useState(place.facts.inHand[0]?.counterId ?? '');
  const visit = desk.view.visits.find(({ visitId }) => visitId === openId);

  /** Whoever waits is served, whoever was parked comes back first. */
  async function take(one: OwnVisit): Promise<void> {
    const { visitId } = one;
    const since = arrivalNow(place);
    if (one.state === 'parked') {
      const change = changing(one, (of) => Object.assign(of, { state: 'waiting', since }));
      if (!(await desk.note({ kind: 'resume-visit', input: { visitId }, change }))) return;
    }
    const change = changing(one, (of) => Object.assign(of, { state: 'serving', since }));
    const input = { visitId, counterId: counterId === '' ? null : counterId };
    if (one.state === 'serving' || (await desk.note({ kind: 'serve-visit', input, change }))) open(visitId);
  }

  if (receipt !== null) {
    const back = say(visit === undefined ? 'visit.back' : 'document.back');
    return <Receipt {...receipt} say={say} back={back} onBack={() => show(null)} />;
  }
  if (visit !== undefined && visit.state !== 'ended') {
    return <InHand {...props} visit={visit} onClose={() => open(null)} onReceipt={show} />;
  }
  const counters = place.facts.counters.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <>
      <div class="form" onChange={(event) => sitAt((event.target as HTMLSelectElement).value)}>
        <Select
          name="counter"
          label={say('visit.counter')}
          options={[{ value: '', text: say('visit.counterNone') }, ...counters]}
          value={counterId}
        />
      </div>
      <VisitList {...props} onOpen={(one) => void take(one)} />
      <WithoutVisit {...props} onReceipt={show} />
    </>
  );
}

/** Someone who only hands in a paper needs no ticket. */
function WithoutVisit(props: PageProps & { onReceipt: (receipt: ReceiptFacts) => void }) {
  const { place, say } = props;
  const [isFailed, fail] = useState(false);
  const agencies = Object.entries(place.facts.agreed).flatMap(([agency, { tasks }]) =>
    tasks.includes('receive-documents') ? [agency] : [],
  );
  if (agencies.length === 0) return null;
  return (
    <details class="ds-details details">
      <summary>{say('document.withoutVisit')}</summary>
      <div>
        {isFailed && <Notice tone="danger" title={say('bar.notKept')} />}
        <DocumentForm {...props} visit={null} agencies={agencies} onFailed={() => fail(true)} />
      </div>
    </details>
  );
}
