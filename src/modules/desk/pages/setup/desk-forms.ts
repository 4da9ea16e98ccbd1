/** What the forms about one desk have in common. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { deskSetup, type DeskSetup } from '../../setup.ts';
import type { Asked } from './form.tsx';

export const placeOf = (asked: Asked): string => asked.params['place'] ?? '';
export const deskSubject = (asked: Asked): Promise<DeskSetup> => deskSetup(asked.house, asked.actor, placeOf(asked));
export const toDesk = (asked: Asked): string => `/desks/${placeOf(asked)}`;

export const deskCrumbs = ({ place }: DeskSetup, t: Translate) => [
  { path: '/desks', text: t('desk:staffSetup.list.title') },
  { path: `/desks/${place.id}`, text: place.name },
];
