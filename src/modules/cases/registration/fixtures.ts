/** A registration as it is typed, for tests and measurements. */
import type { StepId } from './questions.ts';
import type { Typed } from './reading.ts';

/** Every step filled in, with `over` in place of some. */
export function typedRegistration(over: Partial<Record<StepId, Typed>> = {}): Partial<Record<StepId, Typed>> {
  return {
    protection: { protected: ['no'] },
    'first-day': { firstDay: ['2020-02-14'], leavesSoon: ['no'] },
    contact: {
      street: ['Provgatan 1'],
      postalCode: ['917 31'],
      postTown: ['Dorotea'],
      municipalityCode: ['2425'],
      email: ['prov@example.org'],
      phone: ['070-174 06 05'],
      preferredChannel: ['phone'],
    },
    language: { languages: ['sv', 'so'], needsInterpreter: ['yes'], interpreter: ['so'], writtenLanguage: ['sv'] },
    support: {
      wantsSupport: ['yes'],
      grounds: ['language', 'digital-exclusion'],
      needs: ['meeting-in-person'],
      supportNote: [''],
    },
    education: { level: ['upper-secondary'], educations: ['Bygg\r\nSvenska för invandrare'] },
    work: {
      'jobs.0.occupation': ['Snickare'],
      'jobs.0.employer': ['Provbygg'],
      'jobs.0.from': ['2018-03'],
      'jobs.0.to': ['2020-02'],
    },
    skills: { skills: ['Trappor'], licences: ['B'], hasCar: ['no'] },
    wanted: { occupations: ['Snickare'], where: ['commuting'], extent: ['full-time'] },
    permit: { mayWork: ['yes'] },
    benefit: { inFund: ['yes'], fund: ['Provkassan'], claimsBenefit: ['yes'] },
    attachments: {},
    planning: { planningChannel: ['phone'], planningTimes: ['weekday-morning'] },
    check: {},
    ...over,
  };
}
