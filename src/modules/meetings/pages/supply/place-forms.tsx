/** The form of a place that is open again. */
import { localTime } from '../../../../platform/clock/index.ts';
import { useText, valueOf } from '../../../../ui/index.ts';
import { networkProblem } from '../../../network/index.ts';
import { parseUuid } from '../../../../platform/ids/index.ts';
import { meetingsProblem } from '../../problems.ts';
import { reopenPlace } from '../../reopen-place.ts';
import { type Closure, findClosure } from '../../store/closures.ts';
import { supplyForm } from './form.tsx';
import { TextField, useClosureText } from './words.tsx';

interface Reopening {
  name: string;
  closure: Closure;
}

const boardOf = (placeId: string): string => `/places/${placeId}/week`;

export const reopenPlaceForm = supplyForm<Reopening>({
  url: '/supply/places/:id/closures/:closure/end',
  command: reopenPlace,
  summary: 'A place that was closed is open again',
  name: 'reopenPlace',
  async subject({ meetings, id, params }) {
    const known = meetings.register.current().places.find(({ place }) => place.id === id);
    const [placeId, closureId] = [parseUuid(id), parseUuid(params['closure'] ?? '')];
    if (known === undefined || placeId === null) throw networkProblem('place-unknown');
    const closure = closureId === null ? null : await findClosure(meetings.house.db, placeId, closureId);
    if (closure === null) throw meetingsProblem('absence-unknown');
    return { name: known.place.name, closure };
  },
  begin({ closure }, { today }) {
    const first = localTime(closure.start).date;
    return { backOn: [first > today ? first : today] };
  },
  input: (values, { id: placeId }, { closure }) => ({ placeId, closureId: closure.id, backOn: valueOf(values, 'backOn').trim() }),
  next: (_result, { id }) => boardOf(id),
  crumbs: ({ name, closure }, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: boardOf(closure.placeId), text: name },
  ],
  Fields({ subject, form }) {
    const t = useText();
    const closureText = useClosureText();
    return (
      <>
        <p>{t('meetings:staffSupply.closed.text', { place: subject.name, when: closureText(subject.closure) })}</p>
        <TextField form={form} name="backOn" label="openOn" type="date" hint />
      </>
    );
  },
});
