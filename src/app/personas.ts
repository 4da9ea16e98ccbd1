/**
 * The people of trials, tests and seeds, made up, at least one per role. The identity numbers are published for tests by
 * Skatteverket ("Testpersonnummer" and "Testsamordningsnummer", open data, CC0) and are never given to anyone. Ingrid's
 * employer is real and so is its public number (ornskoldsvik.se, "Fakturera kommunen"); she is not. Nor are Sonja, Olle and Maryam,
 * whose employer and its number are real too (statenssc.se).
 */
import type { Persona } from '../platform/auth/local-provider/index.ts';

const hassan = { givenName: 'Hassan', familyName: 'Exempel', roles: ['jobseeker'] } as const;

// As anyone from another organisation, they do at the desk what a service agreement lists.
const serviceCentre = {
  roles: ['desk-officer'],
  organisation: { number: '2021006453', name: 'Statens servicecenter' },
} as const;

export const personas = [
  {
    id: 'amina',
    name: 'Amina, arbetssökande',
    roles: ['jobseeker'],
    givenName: 'Amina',
    familyName: 'Exempel',
    identity: { personalNumber: '199105142385' },
    says: { sv: 'Jag söker arbete och vill träffa någon.', en: 'I am looking for work and want to meet someone.' },
  },
  {
    id: 'gunilla',
    name: 'Gunilla, arbetssökande som behöver skydd',
    roles: ['jobseeker'],
    givenName: 'Gunilla',
    familyName: 'Prov',
    identity: { personalNumber: '199109122383' },
    says: {
      sv: 'Jag söker arbete, och ingen får veta var jag är.',
      en: 'I am looking for work, and no one may know where I am.',
    },
  },
  {
    ...hassan,
    id: 'hassan',
    name: 'Hassan, arbetssökande med samordningsnummer',
    identity: { coordinationNumber: '199108802399', coordinationNumberLevel: 'probable' },
    says: {
      sv: 'Jag är ny i Sverige och har ett samordningsnummer.',
      en: 'I am new in Sweden and have a coordination number.',
    },
  },
  {
    ...hassan,
    id: 'hassan-later',
    name: 'Hassan, arbetssökande som har fått personnummer',
    identity: { personalNumber: '199108202392', previousCoordinationNumber: '199108802399' },
    says: {
      sv: 'Jag är samma Hassan, och har nu ett personnummer.',
      en: 'I am the same Hassan, and now have a personal identity number.',
    },
  },
  {
    id: 'ingrid',
    name: 'Ingrid, kommunvägledare',
    roles: ['helper'],
    givenName: 'Ingrid',
    familyName: 'Prov',
    organisation: { number: '2120002445', name: 'Örnsköldsviks kommun' },
    says: {
      sv: 'Jag hjälper dem som har gett min kommun fullmakt.',
      en: 'I help those who have given my municipality a mandate.',
    },
  },
  {
    id: 'bengt',
    name: 'Bengt, medarbetare i receptionen',
    roles: ['desk-officer'],
    says: { sv: 'Jag tar emot dem som besöker kontoret.', en: 'I receive the people who come to the office.' },
  },
  {
    ...serviceCentre,
    id: 'sonja',
    name: 'Sonja, handläggare vid disk på servicekontor',
    givenName: 'Sonja',
    familyName: 'Prov',
    says: {
      sv: 'Jag hjälper besökare vid disken på ett servicekontor.',
      en: 'I help visitors at the counter of a service office.',
    },
  },
  {
    ...serviceCentre,
    id: 'olle',
    name: 'Olle, värd på servicekontor',
    givenName: 'Olle',
    familyName: 'Prov',
    says: {
      sv: 'Jag tar emot vid dörren och ger besökare könummer.',
      en: 'I receive visitors at the door and give them a ticket.',
    },
  },
  {
    ...serviceCentre,
    id: 'maryam',
    name: 'Maryam, chef på servicekontor',
    givenName: 'Maryam',
    familyName: 'Prov',
    says: {
      sv: 'Jag leder ett servicekontor och ser hur veckan har gått.',
      en: 'I lead a service office and see how the week went.',
    },
  },
  {
    id: 'cecilia',
    name: 'Cecilia, arbetsförmedlare',
    roles: ['caseworker'],
    says: { sv: 'Jag möter och stödjer arbetssökande.', en: 'I meet and support jobseekers.' },
  },
  {
    id: 'jonas',
    name: 'Jonas, handläggare för skyddade personer',
    roles: ['protection-officer'],
    says: {
      sv: 'Jag möter dem som har skyddade personuppgifter.',
      en: 'I meet those whose identity is protected.',
    },
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
    id: 'karin',
    name: 'Karin, granskare',
    roles: ['auditor'],
    says: {
      sv: 'Jag granskar vem som har läst personers uppgifter.',
      en: "I review who has read people's files.",
    },
  },
  {
    id: 'farid',
    name: 'Farid, administratör',
    roles: ['administrator'],
    says: { sv: 'Jag sköter registret och inställningarna.', en: 'I look after the register and the settings.' },
  },
] as const satisfies readonly Persona[];
