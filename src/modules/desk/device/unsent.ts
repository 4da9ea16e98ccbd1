/** A form of the ordinary pages that the network took with it, as something noted without: under the same id, should it have come through. */
import { arrivalNow, nextTicket, type Noting } from './outbox.ts';
import type { KeptPlace } from './store.ts';
import { changing, type OwnVisit, type View } from './view.ts';

export interface UnsentForm {
  /** The address that it was sent to. */
  action: string;
  values: Readonly<Record<string, string>>;
}

/** What to note for it; null for what needs a network, and for a visit that this device does not know. */
export async function notingOf({ action, values }: UnsentForm, place: KeptPlace, view: View): Promise<Noting | null> {
  const [, , kind, id = '', act = ''] = new URL(action, location.origin).pathname
    .replace(/^\/en\//, '/')
    .split('/')
    .slice(1);
  const opId = values['_requestId'];
  const noting =
    kind === 'arrivals'
      ? await arrivalOf(values, place)
      : kind === 'visits'
        ? actOf(act, values, place, visitIn(view, id))
        : null;
  return noting === null || opId === undefined ? noting : { ...noting, opId };
}

const orNull = (text: string | undefined): string | null => text || null;
const visitIn = (view: View, id: string): OwnVisit | undefined => view.visits.find(({ visitId }) => visitId === id);

/** What the form asks and how is the host page's; a typed number is sealed with the rest and stands nowhere else. */
async function arrivalOf(values: UnsentForm['values'], place: KeptPlace): Promise<Noting | null> {
  const [serviceId = '', topic = ''] = (values['topic'] ?? '').split(':');
  const service = place.facts.services.find(({ id }) => id === serviceId);
  const ticket = service === undefined ? null : await nextTicket(place.placeId, service.letter);
  if (ticket === null) return null;
  const visitId = orNull(values['visitId']) ?? crypto.randomUUID();
  const language = orNull(values['language']);
  const number = orNull(values['number']);
  const facts = {
    bookedFor: orNull(values['bookedFor']),
    // A time in Sweden that day, which the service reads.
    bookedTime: orNull(values['bookedTime']),
    priority: orNull(values['priority']),
  };
  return {
    kind: 'note-arrival',
    input: { visitId, serviceId, topic, language, ticket, ...facts, ...(number === null ? {} : { number }) },
    change: (view) =>
      view.visits.push({
        visitId,
        ticket,
        topic,
        language,
        state: 'waiting',
        since: arrivalNow(place),
        steps: [],
        receipts: [],
        isKnown: false,
      }),
  };
}

/** What is done to a visit that this device knows. */
function actOf(act: string, values: UnsentForm['values'], place: KeptPlace, visit: OwnVisit | undefined): Noting | null {
  if (visit === undefined) return null;
  const { visitId } = visit;
  const to = (state: OwnVisit['state']) => changing(visit, (of) => Object.assign(of, { state, since: arrivalNow(place) }));
  if (act === 'serve') return { kind: 'serve-visit', input: { visitId, counterId: null }, change: to('serving') };
  if (act === 'park') return { kind: 'park-visit', input: { visitId }, change: to('parked') };
  if (act === 'resume') return { kind: 'resume-visit', input: { visitId }, change: to('waiting') };
  if (act === 'end') {
    const outcome = values['outcome'] ?? '';
    const reason = outcome === 'not-helped' ? orNull(values['reason']) : null;
    return { kind: 'end-visit', input: { visitId, outcome, reason }, change: to('ended') };
  }
  return act === 'step' ? stepOf(values, visit) : null;
}

function stepOf(values: UnsentForm['values'], visit: OwnVisit): Noting {
  const { what = '', stepId = crypto.randomUUID() } = values;
  const details: Readonly<Record<string, object>> = {
    guided: {
      service: values['service'],
      step: values['service'] === 'registration' ? orNull(values['step']) : null,
      autonomy: values['autonomy'],
      seconds: null,
    },
    referred: { to: values['to'] },
    'not-helped': { reason: values['reason'], task: orNull(values['task']), service: orNull(values['service']) },
  };
  return {
    kind: 'note-step',
    input: { visitId: visit.visitId, stepId, what, details: details[what] ?? {} },
    change: changing(visit, (of) => of.steps.push(what)),
  };
}
