/** One visit in hand without network: what was done, documents, and how it ended. */
import { useState } from 'preact/hooks';
import { autonomies, digitalServices, notHelpedReasons, outcomes } from '../kinds.ts';
import type { PageProps } from './arrivals.tsx';
import { DocumentForm } from './document-form.tsx';
import { Button, LocalForm, Notice, optionsFrom, Select, type Values } from './fields.tsx';
import { arrivalNow } from './outbox.ts';
import type { ReceiptFacts } from './receipt.tsx';
import { changing, type OwnVisit } from './view.ts';

export interface InHandProps extends PageProps {
  visit: OwnVisit;
  onClose: () => void;
  onReceipt: (receipt: ReceiptFacts) => void;
}

/** To whom one is referred. */
const referredTo = ['caseworker', 'phone', 'another-office', 'forsakringskassan', 'pensionsmyndigheten', 'skatteverket'] as const;

/** What the agreement about the visit's matters lists; what is of no authority counts as help with the system's own. */
export function agreedFor({ place, visit }: Pick<InHandProps, 'place' | 'visit'>) {
  const agency = place.facts.topics.find(({ code }) => code === visit.topic)?.agency ?? 'other';
  const asked = agency === 'other' ? 'arbetsformedlingen' : agency;
  return { agency: asked, ...(place.facts.agreed[asked] ?? { tasks: [], words: '' }) };
}

export function InHand(props: InHandProps) {
  const { desk, place, say, visit, onClose } = props;
  const [told, tell] = useState<{ noted: string } | 'failed' | null>(null);
  const { visitId } = visit;
  const agreed = agreedFor(props);

  async function step(what: string, details: object, words: string): Promise<void> {
    const change = changing(visit, (of) => of.steps.push(what));
    const isKept = await desk.note({ kind: 'note-step', input: { visitId, stepId: crypto.randomUUID(), what, details }, change });
    tell(isKept ? { noted: words } : 'failed');
  }
  async function park(): Promise<void> {
    const change = changing(visit, (of) => Object.assign(of, { state: 'parked', since: arrivalNow(place) }));
    if (await desk.note({ kind: 'park-visit', input: { visitId }, change })) onClose();
    else tell('failed');
  }
  return (
    <>
      <h2>{say('visit.title', { ticket: visit.ticket })}</h2>
      {told === 'failed' && <Notice tone="danger" title={say('bar.notKept')} />}
      {told !== null && told !== 'failed' && <Notice tone="success" title={say('visit.noted', { what: told.noted })} />}
      <p class="buttons">
        <Button variant="secondary" onClick={onClose}>
          {say('visit.back')}
        </Button>
        <Button variant="secondary" onClick={() => void park()}>
          {say('visit.park')}
        </Button>
      </p>
      <Steps {...{ say, agreed, step }} />
      {agreed.tasks.includes('receive-documents') ? (
        <section>
          <h3>{say('document.title')}</h3>
          <DocumentForm {...props} agencies={[agreed.agency]} onFailed={() => tell('failed')} />
        </section>
      ) : (
        <NotAgreed title={say('document.title')} {...{ say, agreed }} />
      )}
      <Ending {...props} onFailed={() => tell('failed')} />
    </>
  );
}

interface StepsProps extends Pick<InHandProps, 'say'> {
  agreed: ReturnType<typeof agreedFor>;
  step: (what: string, details: object, words: string) => Promise<void>;
}

function Steps({ say, agreed, step }: StepsProps) {
  return (
    <section>
      <h3>{say('visit.done')}</h3>
      {agreed.tasks.includes('general-information') ? (
        <p>
          <Button onClick={() => void step('informed', {}, say('visit.informed'))}>{say('visit.informed')}</Button>
        </p>
      ) : (
        <NotAgreed title={say('visit.informed')} {...{ say, agreed }} />
      )}
      {agreed.tasks.includes('digital-guidance') ? (
        <LocalForm
          onSend={(values) => {
            const details = { service: values.text('service'), step: null, autonomy: values.text('autonomy'), seconds: null };
            void step('guided', details, say(`service.${details.service}`));
          }}
        >
          <Select
            name="service"
            label={say('visit.guided')}
            options={optionsFrom(digitalServices, (code) => say(`service.${code}`))}
          />
          <Select
            name="autonomy"
            label={say('visit.autonomy')}
            options={optionsFrom(autonomies, (code) => say(`autonomy.${code}`))}
          />
          <Button type="submit" variant="secondary">
            {say('visit.noteGuided')}
          </Button>
        </LocalForm>
      ) : (
        <NotAgreed title={say('visit.guided')} {...{ say, agreed }} />
      )}
      <LocalForm onSend={(values) => void step('referred', { to: values.text('to') }, say(`to.${values.text('to')}`))}>
        <Select name="to" label={say('visit.referred')} options={optionsFrom(referredTo, (code) => say(`to.${code}`))} />
        <Button type="submit" variant="secondary">
          {say('visit.noteReferred')}
        </Button>
      </LocalForm>
    </section>
  );
}

function NotAgreed({ title, say, agreed }: Pick<StepsProps, 'say' | 'agreed'> & { title: string }) {
  return (
    <p class="not-allowed">
      <b>{title}</b> {say('visit.notAgreed')} {agreed.words !== '' && say('visit.agreedWords', { words: agreed.words })}
    </p>
  );
}

function Ending({ desk, place, say, visit, onClose, onFailed }: InHandProps & { onFailed: () => void }) {
  const [outcome, choose] = useState('solved');
  const possible = outcomes.filter((one) => one !== 'no-show');
  async function end(values: Values): Promise<void> {
    const reason = outcome === 'not-helped' ? values.text('reason') : null;
    const change = changing(visit, (of) => Object.assign(of, { state: 'ended', since: arrivalNow(place) }));
    if (await desk.note({ kind: 'end-visit', input: { visitId: visit.visitId, outcome, reason }, change })) onClose();
    else onFailed();
  }
  return (
    <section>
      <h3>{say('visit.end')}</h3>
      <LocalForm onSend={(values) => void end(values)}>
        <div onChange={(event) => choose((event.target as HTMLSelectElement).value)}>
          <Select
            name="outcome"
            label={say('visit.outcome')}
            options={optionsFrom(possible, (code) => say(`outcome.${code}`))}
            value={outcome}
          />
        </div>
        {outcome === 'not-helped' && (
          <Select
            name="reason"
            label={say('visit.reason')}
            options={optionsFrom(notHelpedReasons, (code) => say(`reason.${code}`))}
          />
        )}
        <Button type="submit">{say('visit.endNow')}</Button>
      </LocalForm>
    </section>
  );
}
