/** The words of this module, `insight:…`. Importing this file adds them: staff* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import openDataProblemsAr from './texts/open-data-problems.ar.json' with { type: 'json' };
import openDataProblemsEn from './texts/open-data-problems.en.json' with { type: 'json' };
import openDataProblemsEasy from './texts/open-data-problems.sv-easy.json' with { type: 'json' };
import openDataProblemsSv from './texts/open-data-problems.sv.json' with { type: 'json' };
import problemsAr from './texts/problems.ar.json' with { type: 'json' };
import problemsEn from './texts/problems.en.json' with { type: 'json' };
import problemsEasy from './texts/problems.sv-easy.json' with { type: 'json' };
import problemsSv from './texts/problems.sv.json' with { type: 'json' };

addTexts('insight', {
  sv: openDataProblemsSv,
  en: openDataProblemsEn,
  'sv-easy': openDataProblemsEasy,
  ar: openDataProblemsAr,
});
addTexts('insight', { sv: problemsSv, en: problemsEn, 'sv-easy': problemsEasy, ar: problemsAr });
