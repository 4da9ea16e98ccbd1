/** The words of this module, `people:…`. Importing this file adds them: public.* for everyone, staff.* for staff (Swedish, English). */
import { addTexts } from '../../platform/i18n/index.ts';
import ar from './texts/public.ar.json' with { type: 'json' };
import en from './texts/public.en.json' with { type: 'json' };
import easy from './texts/public.sv-easy.json' with { type: 'json' };
import sv from './texts/public.sv.json' with { type: 'json' };
import staffEn from './texts/staff.en.json' with { type: 'json' };
import staffSv from './texts/staff.sv.json' with { type: 'json' };

addTexts('people', { sv, en, 'sv-easy': easy, ar });
addTexts('people', { sv: staffSv, en: staffEn, 'sv-easy': {}, ar: {} });
