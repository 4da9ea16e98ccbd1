/** The words of this module, `network:…`. Importing this file adds them: public.* for everyone, planner.* and staff-* for staff (Swedish, English). */
import { addTexts } from '../../platform/i18n/index.ts';
import plannerEn from './texts/planner.en.json' with { type: 'json' };
import plannerSv from './texts/planner.sv.json' with { type: 'json' };
import ar from './texts/public.ar.json' with { type: 'json' };
import en from './texts/public.en.json' with { type: 'json' };
import easy from './texts/public.sv-easy.json' with { type: 'json' };
import sv from './texts/public.sv.json' with { type: 'json' };
import agreementsEn from './texts/staff-agreements.en.json' with { type: 'json' };
import agreementsSv from './texts/staff-agreements.sv.json' with { type: 'json' };
import securingEn from './texts/staff-securing.en.json' with { type: 'json' };
import securingSv from './texts/staff-securing.sv.json' with { type: 'json' };

addTexts('network', { sv, en, 'sv-easy': easy, ar });
addTexts('network', { sv: plannerSv, en: plannerEn, 'sv-easy': {}, ar: {} });
addTexts('network', { sv: securingSv, en: securingEn, 'sv-easy': {}, ar: {} });
addTexts('network', { sv: agreementsSv, en: agreementsEn, 'sv-easy': {}, ar: {} });
