/** The words of this module, `cases:…`. Importing this file adds them: staff-* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import registrationAr from './texts/registration.ar.json' with { type: 'json' };
import registrationEn from './texts/registration.en.json' with { type: 'json' };
import registrationEasy from './texts/registration.sv-easy.json' with { type: 'json' };
import registrationSv from './texts/registration.sv.json' with { type: 'json' };

addTexts('cases', { sv: registrationSv, en: registrationEn, 'sv-easy': registrationEasy, ar: registrationAr });
