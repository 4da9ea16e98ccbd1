import { addTexts } from '../platform/i18n/index.ts';
import ar from './texts/ar.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import staffEn from './texts/staff.en.json' with { type: 'json' };
import staffSv from './texts/staff.sv.json' with { type: 'json' };
import easy from './texts/sv-easy.json' with { type: 'json' };
import sv from './texts/sv.json' with { type: 'json' };

addTexts('app', { sv, en, 'sv-easy': easy, ar });
addTexts('app', { sv: staffSv, en: staffEn, 'sv-easy': {}, ar: {} });
