/** The words of this module, `insight:…`. Importing this file adds them: staff* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import equalAr from './texts/equal.ar.json' with { type: 'json' };
import equalEn from './texts/equal.en.json' with { type: 'json' };
import equalEasy from './texts/equal.sv-easy.json' with { type: 'json' };
import equalSv from './texts/equal.sv.json' with { type: 'json' };
import metricsAr from './texts/metrics.ar.json' with { type: 'json' };
import metricsEn from './texts/metrics.en.json' with { type: 'json' };
import metricsEasy from './texts/metrics.sv-easy.json' with { type: 'json' };
import metricsSv from './texts/metrics.sv.json' with { type: 'json' };
import openDataAr from './texts/open-data.ar.json' with { type: 'json' };
import openDataEn from './texts/open-data.en.json' with { type: 'json' };
import openDataEasy from './texts/open-data.sv-easy.json' with { type: 'json' };
import openDataSv from './texts/open-data.sv.json' with { type: 'json' };
import openDataProblemsAr from './texts/open-data-problems.ar.json' with { type: 'json' };
import openDataProblemsEn from './texts/open-data-problems.en.json' with { type: 'json' };
import openDataProblemsEasy from './texts/open-data-problems.sv-easy.json' with { type: 'json' };
import openDataProblemsSv from './texts/open-data-problems.sv.json' with { type: 'json' };
import problemsAr from './texts/problems.ar.json' with { type: 'json' };
import problemsEn from './texts/problems.en.json' with { type: 'json' };
import problemsEasy from './texts/problems.sv-easy.json' with { type: 'json' };
import problemsSv from './texts/problems.sv.json' with { type: 'json' };
import reportProblemsAr from './texts/report-problems.ar.json' with { type: 'json' };
import reportProblemsEn from './texts/report-problems.en.json' with { type: 'json' };
import reportProblemsEasy from './texts/report-problems.sv-easy.json' with { type: 'json' };
import reportProblemsSv from './texts/report-problems.sv.json' with { type: 'json' };
import staffReportsEn from './texts/staff-reports.en.json' with { type: 'json' };
import staffReportsSv from './texts/staff-reports.sv.json' with { type: 'json' };

addTexts('insight', { sv: equalSv, en: equalEn, 'sv-easy': equalEasy, ar: equalAr });
addTexts('insight', { sv: metricsSv, en: metricsEn, 'sv-easy': metricsEasy, ar: metricsAr });
addTexts('insight', { sv: openDataSv, en: openDataEn, 'sv-easy': openDataEasy, ar: openDataAr });
addTexts('insight', {
  sv: openDataProblemsSv,
  en: openDataProblemsEn,
  'sv-easy': openDataProblemsEasy,
  ar: openDataProblemsAr,
});
addTexts('insight', { sv: problemsSv, en: problemsEn, 'sv-easy': problemsEasy, ar: problemsAr });
addTexts('insight', { sv: reportProblemsSv, en: reportProblemsEn, 'sv-easy': reportProblemsEasy, ar: reportProblemsAr });
addTexts('insight', { sv: staffReportsSv, en: staffReportsEn, 'sv-easy': {}, ar: {} });
