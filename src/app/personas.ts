/** The people of trials, tests and seeds: one per role, made up, first names only. */
import type { Persona } from '../platform/auth/local-provider/index.ts';

export const personas = [
  {
    id: 'amina',
    name: 'Amina, arbetssökande',
    roles: ['jobseeker'],
    says: { sv: 'Jag söker arbete och vill träffa någon.', en: 'I am looking for work and want to meet someone.' },
  },
  {
    id: 'bengt',
    name: 'Bengt, medarbetare i receptionen',
    roles: ['desk-officer'],
    says: { sv: 'Jag tar emot dem som besöker kontoret.', en: 'I receive the people who come to the office.' },
  },
  {
    id: 'cecilia',
    name: 'Cecilia, arbetsförmedlare',
    roles: ['caseworker'],
    says: { sv: 'Jag möter och stödjer arbetssökande.', en: 'I meet and support jobseekers.' },
  },
  {
    id: 'david',
    name: 'David, planerare',
    roles: ['planner'],
    says: { sv: 'Jag planerar var hjälpen ska finnas.', en: 'I plan where help is to be found.' },
  },
  {
    id: 'elin',
    name: 'Elin, analytiker',
    roles: ['analyst'],
    says: { sv: 'Jag följer upp och redovisar.', en: 'I follow up and report.' },
  },
  {
    id: 'farid',
    name: 'Farid, administratör',
    roles: ['administrator'],
    says: { sv: 'Jag sköter registret och inställningarna.', en: 'I look after the register and the settings.' },
  },
] as const satisfies readonly Persona[];
