/** The words of this module, `desk:…`. Importing this file adds them: staff* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import offlineProblemsAr from './texts/offline-problems.ar.json' with { type: 'json' };
import offlineProblemsEn from './texts/offline-problems.en.json' with { type: 'json' };
import offlineProblemsEasy from './texts/offline-problems.sv-easy.json' with { type: 'json' };
import offlineProblemsSv from './texts/offline-problems.sv.json' with { type: 'json' };
import problemsAr from './texts/problems.ar.json' with { type: 'json' };
import problemsEn from './texts/problems.en.json' with { type: 'json' };
import problemsEasy from './texts/problems.sv-easy.json' with { type: 'json' };
import problemsSv from './texts/problems.sv.json' with { type: 'json' };
import staffImportEn from './texts/staff-import.en.json' with { type: 'json' };
import staffImportSv from './texts/staff-import.sv.json' with { type: 'json' };
import visitProblemsAr from './texts/visit-problems.ar.json' with { type: 'json' };
import visitProblemsEn from './texts/visit-problems.en.json' with { type: 'json' };
import visitProblemsEasy from './texts/visit-problems.sv-easy.json' with { type: 'json' };
import visitProblemsSv from './texts/visit-problems.sv.json' with { type: 'json' };

addTexts('desk', { sv: staffImportSv, en: staffImportEn, 'sv-easy': {}, ar: {} });
addTexts('desk', { sv: offlineProblemsSv, en: offlineProblemsEn, 'sv-easy': offlineProblemsEasy, ar: offlineProblemsAr });
addTexts('desk', { sv: problemsSv, en: problemsEn, 'sv-easy': problemsEasy, ar: problemsAr });
addTexts('desk', { sv: visitProblemsSv, en: visitProblemsEn, 'sv-easy': visitProblemsEasy, ar: visitProblemsAr });
