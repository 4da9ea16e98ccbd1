/** How unevenly waiting and travel are spread between groups of persons, and between places: one metric for each. */
import { plainDate } from '../../../platform/clock/index.ts';
import { gini, palmaRatio, theil } from '../inequality/index.ts';
import { type DerivedMetric, type EventMetric, metric, type Words } from '../metric.ts';
import { meetingTravel } from './meeting-travel.ts';
import { registeredJobseekers } from './registered-jobseekers.ts';
import { waitingForMeeting } from './waiting-for-meeting.ts';
import { waitingForPlan } from './waiting-for-plan.ts';

const measures = { gini, palma: palmaRatio, theil };
const amongs = ['age', 'language', 'need', 'type', 'county', 'municipality'] as const;

function between(spread: EventMetric, title: Words, what: Words): DerivedMetric {
  return metric({
    id: `${spread.id}-inequality`,
    version: 1,
    from: plainDate('2019-01-01'),
    to: null,
    title,
    says: {
      sv: `Hur ojämnt ${what.sv} är fördelad mellan grupper eller platser: gruppernas medianer, vägda med hur många inskrivna de har. Räknas bara av siffror som visas; grupper vars siffra inte visas är inte med. Gini och Theil: 0 är lika för alla. Palma: vad den tiondel som har mest har sammanlagt, delat med vad de fyra tiondelar som har minst har. Utan annat val: Gini mellan åldrar.`,
      en: `How unevenly ${what.en} is spread between groups or places: the medians of the groups, weighted by how many jobseekers they have. Worked out from shown figures alone; groups whose figure is not shown are left out. Gini and Theil: 0 is the same for all. Palma: what the tenth with most has in all, divided by what the four tenths with least have. Unless something else is chosen: Gini between ages.`,
    },
    unit: 'index',
    source: 'Gini 1912; Theil 1967; Palma 2011 (top 10 % to bottom 40 %); between groups, of their medians: own definition',
    disclosure: 'persons',
    keys: ['measure', 'among'],
    values: { measure: Object.keys(measures), among: amongs },
    usual: { measure: 'gini', among: 'age' },
    mayBeReconstructed: false,
    time: 'derived',
    spread,
    weighted: registeredJobseekers,
    method:
      'each shown median, weighted by the shown number of registered jobseekers at the end of the month; within a group all have its median',
    work: (measure, groups) => measures[measure as keyof typeof measures]([...groups]),
  });
}

export const groupInequality: readonly DerivedMetric[] = [
  between(
    waitingForPlan,
    { sv: 'Ojämlikhet i väntan på första planeringen', en: 'Inequality of waiting for the first plan' },
    { sv: 'väntan på den första planeringen', en: 'waiting for the first plan' },
  ),
  between(
    waitingForMeeting,
    { sv: 'Ojämlikhet i väntan på möte', en: 'Inequality of waiting for a meeting' },
    { sv: 'väntan på möte', en: 'waiting for a meeting' },
  ),
  between(
    meetingTravel,
    { sv: 'Ojämlikhet i restid till möten på plats', en: 'Inequality of travel time to meetings on site' },
    { sv: 'restiden till möten på plats', en: 'travel time to meetings on site' },
  ),
];
