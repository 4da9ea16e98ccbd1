/** The words of this module, `cases:…`. Importing this file adds them: staff-* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import myAr from './texts/my.ar.json' with { type: 'json' };
import myEn from './texts/my.en.json' with { type: 'json' };
import myEasy from './texts/my.sv-easy.json' with { type: 'json' };
import mySv from './texts/my.sv.json' with { type: 'json' };
import reportAr from './texts/report.ar.json' with { type: 'json' };
import reportEn from './texts/report.en.json' with { type: 'json' };
import reportEasy from './texts/report.sv-easy.json' with { type: 'json' };
import reportSv from './texts/report.sv.json' with { type: 'json' };
import staffCasesEn from './texts/staff-cases.en.json' with { type: 'json' };
import staffCasesSv from './texts/staff-cases.sv.json' with { type: 'json' };
import registrationAr from './texts/registration.ar.json' with { type: 'json' };
import registrationEn from './texts/registration.en.json' with { type: 'json' };
import registrationEasy from './texts/registration.sv-easy.json' with { type: 'json' };
import registrationSv from './texts/registration.sv.json' with { type: 'json' };

addTexts('cases', { sv: registrationSv, en: registrationEn, 'sv-easy': registrationEasy, ar: registrationAr });
addTexts('cases', { sv: mySv, en: myEn, 'sv-easy': myEasy, ar: myAr });
addTexts('cases', { sv: reportSv, en: reportEn, 'sv-easy': reportEasy, ar: reportAr });
addTexts('cases', { sv: staffCasesSv, en: staffCasesEn, 'sv-easy': {}, ar: {} });
