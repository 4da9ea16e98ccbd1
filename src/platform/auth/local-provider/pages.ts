/** The provider's own pages, in Swedish and English at once: it does not know which language the person came from. */
import type { Persona } from './persona.ts';

const heading = 'Lokal inloggning för prov – inte på riktigt';
const headingInEnglish = 'Local sign-in for trials – not for real';

/** The page to choose a persona on. `uid` is the provider's key for this choice. */
export function choicePage(prefix: string, uid: string, personas: readonly Persona[]): string {
  const choices = personas.map(
    (one) => `
    <li>
      <form method="post" action="${escape(`${prefix}/choose/${uid}/${one.id}`)}">
        <button type="submit">${escape(one.name)}</button>
      </form>
      <p>${escape(one.says.sv)}<br><span lang="en">${escape(one.says.en)}</span></p>
    </li>`,
  );
  return shell(
    prefix,
    `
  <p>Personerna är påhittade. Inget lösenord behövs. Välj vem du vill vara.<br>
  <span lang="en">The people are made up. No password is needed. Choose who you want to be.</span></p>
  <ul>${choices.join('')}
  </ul>
  <form method="post" action="${escape(`${prefix}/choose/${uid}/`)}">
    <button type="submit" class="quiet">Avbryt <span lang="en">/ Cancel</span></button>
  </form>`,
  );
}

/** The page for what the provider refuses: a choice that is too old, a path that it does not have. */
export function faultPage(prefix: string, code: string): string {
  return shell(
    prefix,
    `
  <p>Inloggningen kunde inte fortsätta. Den kan ha tagit för lång tid eller redan vara klar.<br>
  <span lang="en">The sign-in could not go on. It may have taken too long or already be finished.</span></p>
  <p><a href="/sign-in">Börja om <span lang="en">/ Start again</span></a></p>
  <p><small>${escape(code)}</small></p>`,
  );
}

function shell(prefix: string, main: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${heading}</title>
  <link rel="stylesheet" href="${escape(prefix)}/style.css">
</head>
<body>
<main>
  <h1>${heading}<br><span lang="en">${headingInEnglish}</span></h1>${main}
</main>
</body>
</html>
`;
}

export const style = `
* { box-sizing: border-box; }
body { margin: 0; background: #fff6d6; color: #1b1b1b; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: 0 0 1rem; padding: 0.75rem 1rem; border: 0.25rem dashed #7a4b00; font-size: 1.5rem; line-height: 1.3; }
h1 span { font-weight: normal; font-size: 1.125rem; }
ul { margin: 1.5rem 0; padding: 0; list-style: none; }
li { margin: 0 0 1.25rem; }
li p { margin: 0.25rem 0 0; }
p span { color: #4a4a4a; }
button { min-height: 3rem; padding: 0.5rem 1rem; border: 2px solid #1b1b1b; border-radius: 4px; background: #1f2a5a; color: #fff; font: inherit; font-weight: bold; cursor: pointer; }
li button { width: 100%; text-align: start; }
button.quiet { background: #fff; color: #1b1b1b; }
button:focus-visible, a:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 3px; }
a { color: #1f2a5a; }
`;

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
