/** Every form of supply. */
import type { Endpoint } from '../../../platform/http/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { formEndpoints, type FormWays } from '../../../ui/index.ts';
import type { Meetings } from '../meetings.ts';
import { endAbsenceForm, noteAbsenceForms } from '../pages/supply/absence-forms.tsx';
import { type Asked, type SupplyForm, supplyWords } from '../pages/supply/form.tsx';
import { addOfficerForm, changeOfficerForm } from '../pages/supply/officer-forms.tsx';
import { reopenPlaceForm } from '../pages/supply/place-forms.tsx';
import { addInterpreterForm, addRoomForm, changeInterpreterForm, changeRoomForm } from '../pages/supply/resource-forms.tsx';
import { attendanceForm, dayForm, endAttendanceForm, patternForm } from '../pages/supply/time-forms.tsx';
import { addTypeForm, changeTypeForm } from '../pages/supply/type-forms.tsx';
import { meetingsProblem } from '../problems.ts';

const forms: readonly SupplyForm[] = [
  addOfficerForm,
  changeOfficerForm,
  patternForm,
  dayForm,
  attendanceForm,
  endAttendanceForm,
  addRoomForm,
  changeRoomForm,
  addInterpreterForm,
  changeInterpreterForm,
  ...noteAbsenceForms,
  endAbsenceForm,
  reopenPlaceForm,
  addTypeForm,
  changeTypeForm,
];

/** The names of what a form has done, to be said on the page that follows. */
export const supplyDone: readonly string[] = [...new Set(forms.map(({ name }) => name))];

export function supplyForms(meetings: Meetings): Endpoint[] {
  return forms.flatMap((form) => formEndpoints<Asked, SupplyForm>(meetings.house, form, supplyWords, waysOf(meetings, form)));
}

function waysOf(meetings: Meetings, { url }: SupplyForm): FormWays<Asked, SupplyForm> {
  return {
    asked(asked) {
      const ids = Object.values(asked.params);
      if (url.startsWith('/supply') && ids.some((id) => parseUuid(id) === null)) throw meetingsProblem('resource-unknown');
      return { ...asked, meetings, id: asked.params['id'] ?? '' };
    },
    // The picture of free times follows at once, not when it next looks.
    ran: (result) => meetings.picture.tell((result as { resources: Uuid[] }).resources),
  };
}
