/** What the forms about one officer have in common. */
import { accountsWithRole, hasRole } from '../../../../platform/auth/index.ts';
import { meetingsProblem } from '../../problems.ts';
import { findOfficer, type Officer } from '../../store/officers.ts';
import { type Timetable, timetableOf } from '../../store/timetable.ts';
import type { Asked, Desk, SupplyForm } from './form.tsx';

export interface OfficerSubject {
  officer: Officer;
  timetable: Timetable;
  accounts: { accountId: string; name: string }[];
}

/** Whose sign-in an officer can have. */
export const staff = ['caseworker', 'protection-officer', 'desk-officer'] as const;

/** Throws officer-unknown; also to whoever plans for no one and is not the officer. */
export async function officerFor({ meetings, actor }: Pick<Desk, 'meetings' | 'actor'>, id: string): Promise<Officer> {
  const officer = await findOfficer(meetings.house.db, id);
  const may = hasRole(actor, ['planner', 'administrator', 'analyst']) || officer?.accountId === actor.id;
  if (officer === null || !may) throw meetingsProblem('officer-unknown');
  return officer;
}

export async function officerSubject(asked: Asked): Promise<OfficerSubject> {
  const { db } = asked.meetings.house;
  return {
    officer: await officerFor(asked, asked.id),
    timetable: await timetableOf(db, asked.id),
    accounts: await accountsWithRole(db, staff),
  };
}

export const officerPath = (id: string): string => `/supply/officers/${id}`;
export const toOfficer = (_result: unknown, { id }: Asked): string => officerPath(id);
export const officerCrumbs: NonNullable<SupplyForm<OfficerSubject>['crumbs']> = ({ officer }, t) => [
  { path: '/supply', text: t('meetings:staffSupply.title') },
  { path: '/supply/officers', text: t('meetings:staffSupply.officers.title') },
  { path: officerPath(officer.id), text: officer.name },
];
