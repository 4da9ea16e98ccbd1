/** Every endpoint, listed. What is not here is not served. */
import type { House } from '../platform/auth/index.ts';
import type { Endpoint } from '../platform/http/index.ts';
import { casePages, casesApi, figureEndpoints, ownDataEndpoints, registrationPages } from '../modules/cases/index.ts';
import {
  documentPages,
  clientApi,
  clientPages,
  deskApi,
  deskFigurePages,
  deskWeekPages,
  importPages,
  offlinePages,
  syncPages,
  visitPages,
  vaultFromEnvironment,
  setupPages,
} from '../modules/desk/index.ts';
import {
  attendanceApi,
  bookingPages,
  calendarPages,
  capacityPages,
  channelRequestPages,
  disruptionPages,
  feedPages,
  freeTimesApi,
  meetingFigurePages,
  meetingsApi,
  meetingsAt,
  sessionPages,
  severalApi,
  supplyPages,
  webhookPages,
  webhookSettings,
} from '../modules/meetings/index.ts';
import { equalServicePages, metricPages, openDataSettings, reportPages, statisticsApi, statisticsPages } from '../modules/insight/index.ts';
import {
  agreementEnding,
  agreementImport,
  agreementPages,
  agreementViews,
  networkApi,
  networkPages,
  plannerPages,
  securingPages,
} from '../modules/network/index.ts';
import { bodyPages, decisionPages, messagePages, noticePages, videoPages } from '../modules/contact/index.ts';
import { peoplePages } from '../modules/people/index.ts';
import type { Live } from './live.ts';
import { appPages } from './pages/routes.ts';
import { holdings, messageSources } from './schedule.ts';

/** `env`: the settings that pages speak of; `publicUrl`: the address that browsers know the site by. */
export function endpoints(
  house: House,
  { register, picture, rooms, queues }: Live,
  release: string,
  env: Readonly<Record<string, string | undefined>> = {},
  publicUrl: () => string = () => '',
): Endpoint[] {
  const api = networkApi(house, register, release);
  const pages = networkPages(house, register, release);
  return [
    pages.findHelp,
    pages.country,
    pages.countryCsv,
    pages.helpMap,
    pages.countryMap,
    pages.statesChart,
    ...plannerPages(house, register),
    ...securingPages(house),
    ...agreementPages(house, register),
    ...agreementViews(house),
    ...agreementImport(house, register),
    ...agreementEnding(house, register, meetingsAt),
    ...peoplePages(house, register, env),
    ...registrationPages(house, register),
    ...casePages(house, register),
    ...ownDataEndpoints(house, register, holdings),
    ...figureEndpoints(house, register),
    ...casesApi(house),
    ...calendarPages({ house, register, picture }),
    ...capacityPages({ house, register, picture }),
    ...supplyPages({ house, register, picture }),
    ...messagePages(house, messageSources({ clock: house.clock, register, publicUrl })),
    ...bodyPages(house),
    ...noticePages({ house, register, env }),
    ...decisionPages(house, register),
    ...bookingPages({ house, register, picture }, publicUrl),
    ...sessionPages({ house, register, picture }, publicUrl),
    ...channelRequestPages({ house }),
    ...disruptionPages({ house, register, picture }),
    ...meetingsApi({ house, register, picture }),
    ...severalApi({ house, register, picture }),
    ...attendanceApi({ house, register, picture }),
    ...meetingFigurePages({ house, register }),
    ...deskFigurePages({ house, register }),
    ...deskWeekPages(house),
    ...freeTimesApi({ house, register, picture }),
    ...feedPages({ house, register, publicUrl }),
    ...webhookPages({ house, settings: webhookSettings(env) }),
    ...videoPages(house, { live: rooms, env, publicUrl }),
    ...setupPages(house, publicUrl),
    ...importPages(house),
    ...documentPages({ house, register, publicUrl }, env),
    ...visitPages({ house, register, queues, publicUrl }),
    ...clientPages(house),
    ...clientApi(house),
    ...deskApi({ house, register, queues }),
    ...offlinePages(),
    ...syncPages(house, vaultFromEnvironment(env, house.keys)),
    ...metricPages(house),
    ...equalServicePages(house),
    ...statisticsApi({ house, settings: openDataSettings(env), release, publicUrl }),
    ...statisticsPages({ house, settings: openDataSettings(env), publicUrl }),
    ...reportPages(house),
    ...appPages({ house, register, release, env, publicUrl }),
    api.help,
    api.searchOrigins,
    api.listMunicipalities,
    api.getMunicipality,
    api.listPlaces,
    api.getPlace,
    api.listPresence,
    api.listClosures,
    api.summary,
  ];
}
