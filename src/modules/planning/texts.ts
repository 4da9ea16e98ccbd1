/** The words of this module, `planning:…`. Importing this file adds them: all are staff's (Swedish, English). */
import { addTexts } from '../../platform/i18n/index.ts';
import mapEn from './texts/staff-planning-map.en.json' with { type: 'json' };
import mapSv from './texts/staff-planning-map.sv.json' with { type: 'json' };
import planningEn from './texts/staff-planning.en.json' with { type: 'json' };
import rotaEn from './texts/staff-planning-rota.en.json' with { type: 'json' };
import rotaSv from './texts/staff-planning-rota.sv.json' with { type: 'json' };
import staffingEn from './texts/staff-planning-staffing.en.json' with { type: 'json' };
import staffingSv from './texts/staff-planning-staffing.sv.json' with { type: 'json' };
import planningSv from './texts/staff-planning.sv.json' with { type: 'json' };

addTexts('planning', { sv: planningSv, en: planningEn, 'sv-easy': {}, ar: {} });
addTexts('planning', { sv: rotaSv, en: rotaEn, 'sv-easy': {}, ar: {} });
addTexts('planning', { sv: mapSv, en: mapEn, 'sv-easy': {}, ar: {} });
addTexts('planning', { sv: staffingSv, en: staffingEn, 'sv-easy': {}, ar: {} });
