/** The words of this module, `contact:…`. Importing this file adds them: message.* and video.* for everyone, staff.* for staff (Swedish, English). */
import { addTexts } from '../../platform/i18n/index.ts';
import ar from './texts/message.ar.json' with { type: 'json' };
import en from './texts/message.en.json' with { type: 'json' };
import easy from './texts/message.sv-easy.json' with { type: 'json' };
import fi from './texts/message.fi.json' with { type: 'json' };
import sv from './texts/message.sv.json' with { type: 'json' };
import noticesEn from './texts/staff-notices.en.json' with { type: 'json' };
import noticesSv from './texts/staff-notices.sv.json' with { type: 'json' };
import staffEn from './texts/staff.en.json' with { type: 'json' };
import staffSv from './texts/staff.sv.json' with { type: 'json' };
import videoAr from './texts/video.ar.json' with { type: 'json' };
import videoEn from './texts/video.en.json' with { type: 'json' };
import videoEasy from './texts/video.sv-easy.json' with { type: 'json' };
import videoSv from './texts/video.sv.json' with { type: 'json' };

addTexts('contact', { sv, en, 'sv-easy': easy, ar, fi });
addTexts('contact', { sv: staffSv, en: staffEn, 'sv-easy': {}, ar: {} });
addTexts('contact', { sv: noticesSv, en: noticesEn, 'sv-easy': {}, ar: {} });
addTexts('contact', { sv: videoSv, en: videoEn, 'sv-easy': videoEasy, ar: videoAr });
