/** The words of the shell and the components. Importing this file adds them to the catalogue under `ui`. */
import { addTexts } from '../platform/i18n/index.ts';
import ar from './texts/ar.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import svEasy from './texts/sv-easy.json' with { type: 'json' };
import sv from './texts/sv.json' with { type: 'json' };

addTexts('ui', { sv, en, 'sv-easy': svEasy, ar });
