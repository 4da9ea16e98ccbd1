/** The words of this module, `meetings:…`. Importing this file adds them: staff* for staff (Swedish, English), the others for everyone. */
import { addTexts } from '../../platform/i18n/index.ts';
import messagesAr from './texts/messages.ar.json' with { type: 'json' };
import messagesEn from './texts/messages.en.json' with { type: 'json' };
import messagesEasy from './texts/messages.sv-easy.json' with { type: 'json' };
import messagesSv from './texts/messages.sv.json' with { type: 'json' };
import staffCalendarEn from './texts/staff-calendar.en.json' with { type: 'json' };
import staffCalendarSv from './texts/staff-calendar.sv.json' with { type: 'json' };

addTexts('meetings', { sv: messagesSv, en: messagesEn, 'sv-easy': messagesEasy, ar: messagesAr });
addTexts('meetings', { sv: staffCalendarSv, en: staffCalendarEn, 'sv-easy': {}, ar: {} });
