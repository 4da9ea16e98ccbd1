/** A screen on a wall: what stands on it comes by its line in every language, one is shown after the other, and what is new is heard. */
interface Shown {
  /** HTML by language. */
  parts: Record<string, string>;
  /** What is heard when it is new. */
  sounds: string[];
}

const screen = document.querySelector<HTMLElement>('#display');
const languages = (screen?.dataset['languages'] ?? '').split(' ');
const everyMs = 10_000;
let shown: Shown | null = null;
let at = 0;
let heard: Set<string> | null = null;
let audio: AudioContext | null = null;

function draw(): void {
  const html = shown?.parts[languages[at % languages.length]!];
  if (screen !== null && html !== undefined) screen.innerHTML = html;
}

/** Two tones, the second lower: heard over talk, and like nothing else in the room. */
function ring(): void {
  if (audio === null) return;
  for (const [index, hertz] of [784, 587].entries()) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const from = audio.currentTime + index * 0.35;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.4, from + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.65);
  }
}

if (screen?.dataset['source'] !== undefined) {
  const events = new EventSource(screen.dataset['source']);
  events.addEventListener('queue', (event: MessageEvent<string>) => {
    shown = JSON.parse(event.data) as Shown;
    const isNew = shown.sounds.some((one) => heard !== null && !heard.has(one));
    heard = new Set(shown.sounds);
    // Whoever is called sees it in the language that is up; the others follow.
    draw();
    if (isNew) ring();
  });
  const lost = document.querySelector<HTMLElement>('#line-lost');
  events.addEventListener('open', () => {
    if (lost !== null) lost.hidden = true;
  });
  events.addEventListener('error', () => {
    if (lost !== null) lost.hidden = false;
  });
  addEventListener('pagehide', () => events.close());
  setInterval(() => {
    at += 1;
    draw();
  }, everyMs);
}

// A browser plays nothing until someone has asked for it.
const allow = document.querySelector<HTMLButtonElement>('#allow-sound');
if (allow !== null) {
  allow.hidden = false;
  allow.addEventListener('click', () => {
    audio = new AudioContext();
    void audio.resume();
    ring();
    allow.hidden = true;
  });
}
