/** A form for each of the planner's commands. */
import type { House } from '../../../platform/auth/index.ts';
import type { Endpoint } from '../../../platform/http/index.ts';
import { formEndpoints, type FormWays } from '../../../ui/index.ts';
import { closeOfficePage, stepSecuringPage } from '../pages/planner/closure-forms.tsx';
import { type Desk, type PlannerForm, plannerWords } from '../pages/planner/form.tsx';
import { addPlacePage, changePlacePage } from '../pages/planner/place-forms.tsx';
import { changePresencePage, openPresencePage, withdrawPresencePage } from '../pages/planner/presence-forms.tsx';
import { planSecuringPage } from '../pages/securing/plan-form.tsx';
import type { LiveRegister } from '../register.ts';

export const registerForms = [
  addPlacePage,
  changePlacePage,
  openPresencePage,
  changePresencePage,
  withdrawPresencePage,
  closeOfficePage,
  stepSecuringPage,
  planSecuringPage,
];

/** They read the register in memory, which has what they did when the page that follows is shown. */
export function plannerForms(house: House, live: LiveRegister, forms: readonly PlannerForm[]): Endpoint[] {
  const ways: FormWays<Desk, PlannerForm> = {
    asked: (asked) => ({ ...asked, register: live.current(), id: asked.params['id'] ?? '' }),
    ran: () => live.refresh(),
  };
  return forms.flatMap((form) => formEndpoints<Desk, PlannerForm>(house, form, plannerWords, ways));
}
