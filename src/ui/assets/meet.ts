/**
 * Two or three browsers talk with picture and sound (WebRTC): ask for camera and microphone, wait to be let in, then one connection
 * to each other browser, made by the pattern of "perfect negotiation" (W3C WebRTC 1.0, §10.7), of which the first offer is one side's.
 * The page works without it: by telephone.
 */
interface Present {
  id: string;
  part: string;
  isIn: boolean;
}
interface Signal {
  from: string;
  body: Record<string, unknown>;
}
interface Texts {
  parts: Record<string, string>;
  words: Record<string, string>;
}
interface Peer {
  connection: RTCPeerConnection;
  polite: boolean;
  makingOffer: boolean;
  takingAnswer: boolean;
  ignoring: boolean;
  figure: HTMLElement;
  lostAt: number;
}

const root = document.querySelector<HTMLElement>('#meet');
if (root !== null) void begin(root);

async function begin(root: HTMLElement): Promise<void> {
  const { base = '', seat = '', part = '', ice = '[]', texts = '{}' } = root.dataset;
  const { words, parts } = JSON.parse(texts) as Texts;
  const say = (word: string): string => words[word] ?? '';
  const state = root.querySelector<HTMLElement>('#meet-state')!;
  const pictures = root.querySelector<HTMLElement>('#meet-pictures')!;
  const knocks = root.querySelector<HTMLElement>('#meet-knocks')!;
  const csrf = document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
  const peers = new Map<string, Peer>();
  let own = new MediaStream();
  let present: Present[] = [];
  /** From those who are not known to be in yet: a signal may be here before the word that they are. */
  let early: Signal[] = [];
  let sending: Promise<unknown> = Promise.resolve();

  const tell = (text: string): void => {
    if (state.textContent !== text) state.textContent = text;
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(body),
      redirect: 'manual',
    });

  tell(say('check'));
  try {
    own = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  } catch {
    // No camera, or none allowed: sound alone is a meeting too.
    try {
      own = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      return tell(say((error as DOMException).name === 'NotFoundError' ? 'noDevices' : 'denied'));
    }
  }
  const self = figureOf('self', say('you'));
  self.querySelector('video')!.muted = true;
  self.querySelector('video')!.srcObject = own;
  tell(say('ready'));
  tools();

  const events = new EventSource(`${base}/events`);
  events.addEventListener('present', (event) => {
    present = JSON.parse((event as MessageEvent<string>).data) as Present[];
    show();
  });
  events.addEventListener('signal', (event) => {
    early.push(JSON.parse((event as MessageEvent<string>).data) as Signal);
    show();
  });
  addEventListener('pagehide', () => events.close());
  setInterval(show, 3000);

  /** Who waits, who is in, and how it goes. */
  function show(): void {
    const others = present.filter(({ id }) => id !== seat);
    const isIn = part === 'host' || present.some(({ id, isIn: letIn }) => id === seat && letIn);
    const here = isIn ? others.filter((one) => one.isIn) : [];
    for (const one of here) if (!peers.has(one.id)) connect(one);
    for (const [id, peer] of peers) if (!here.some((one) => one.id === id)) drop(id, peer);
    const now = early;
    early = now.filter(({ from }) => !peers.has(from)).slice(-100);
    for (const { from, body } of now) {
      const peer = peers.get(from);
      if (peer !== undefined) void take(from, peer, body);
    }
    const waiting = part === 'host' ? others.filter((one) => !one.isIn) : [];
    knocks.replaceChildren(...waiting.map(knock));
    if (!isIn) return tell(say('waiting'));
    if (here.length === 0) return tell(say(part === 'host' ? 'waitingHost' : 'alone'));
    const states = [...peers.values()].map(({ connection }) => connection.connectionState);
    if (states.includes('connected')) return tell(say('talking'));
    const tooLong = [...peers.values()].some(({ lostAt }) => performance.now() - lostAt > 15_000);
    tell(say(states.includes('failed') || tooLong ? 'failed' : 'lost'));
  }

  function knock(one: Present): HTMLElement {
    const line = document.createElement('p');
    const button = document.createElement('button');
    button.className = 'ds-button';
    button.textContent = say('letIn');
    button.addEventListener('click', () => {
      button.disabled = true;
      void post('admit', { seat: one.id });
    });
    line.append(`${parts[one.part] ?? ''}: ${say('knocks')} `, button);
    return line;
  }

  function connect(other: Present): void {
    const connection = new RTCPeerConnection({ iceServers: JSON.parse(ice) as RTCIceServer[] });
    const figure = figureOf(other.id, parts[other.part] ?? '');
    // Of two browsers the one with the lesser seat waits for the other's offer, and gives way when both offer at once later.
    const peer: Peer = {
      connection,
      polite: seat < other.id,
      makingOffer: false,
      takingAnswer: false,
      ignoring: false,
      figure,
      lostAt: performance.now(),
    };
    peers.set(other.id, peer);
    const send = (body: object): void => signal(other.id, body);
    for (const track of own.getTracks()) connection.addTrack(track, own);
    if (own.getVideoTracks().length === 0) connection.addTransceiver('video', { direction: 'recvonly' });
    connection.addEventListener('negotiationneeded', () => {
      // The first offer is the other's: two at once, of which one is taken back, can leave Chromium without candidates.
      if (peer.polite && connection.remoteDescription === null) return;
      void (async () => {
        peer.makingOffer = true;
        await connection.setLocalDescription();
        peer.makingOffer = false;
        send({ description: connection.localDescription });
      })();
    });
    connection.addEventListener('icecandidate', ({ candidate }) => send({ candidate }));
    connection.addEventListener('track', ({ streams }) => {
      figure.querySelector('video')!.srcObject = streams[0] ?? null;
    });
    connection.addEventListener('connectionstatechange', () => {
      peer.lostAt = performance.now();
      if (connection.connectionState === 'failed' && !peer.polite) connection.restartIce();
      show();
    });
  }

  /** One after the other: an offer is there before the candidates that belong to it. */
  function signal(to: string, body: object): void {
    sending = sending.then(() => post('signals', { to, body })).catch(() => undefined);
  }

  async function take(from: string, peer: Peer, body: Record<string, unknown>): Promise<void> {
    const { connection } = peer;
    const description = body['description'] as RTCSessionDescriptionInit | undefined;
    if (description !== undefined) {
      const isFree = !peer.makingOffer && (connection.signalingState === 'stable' || peer.takingAnswer);
      peer.ignoring = !peer.polite && description.type === 'offer' && !isFree;
      if (peer.ignoring) return;
      peer.takingAnswer = description.type === 'answer';
      await connection.setRemoteDescription(description);
      peer.takingAnswer = false;
      if (description.type === 'offer') {
        await connection.setLocalDescription();
        signal(from, { description: connection.localDescription });
      }
      return;
    }
    try {
      await connection.addIceCandidate((body['candidate'] as RTCIceCandidateInit | null) ?? undefined);
    } catch (error) {
      if (!peer.ignoring) throw error;
    }
  }

  function drop(id: string, peer: Peer): void {
    peer.connection.close();
    peer.figure.remove();
    peers.delete(id);
  }

  function figureOf(id: string, name: string): HTMLElement {
    const figure = document.createElement('figure');
    const video = document.createElement('video');
    const caption = document.createElement('figcaption');
    figure.dataset['seat'] = id;
    video.autoplay = true;
    video.playsInline = true;
    caption.textContent = name;
    figure.append(video, caption);
    pictures.append(figure);
    return figure;
  }

  /** Mute, camera, choice of devices, and a meter that shows that the microphone hears. */
  function tools(): void {
    root.querySelector<HTMLElement>('#meet-tools')!.hidden = false;
    toggle('#meet-mute', () => own.getAudioTracks(), 'mute', 'unmute');
    toggle('#meet-camera', () => own.getVideoTracks(), 'cameraOff', 'cameraOn');
    void devices('#meet-microphone', 'audioinput', 'audio');
    void devices('#meet-lens', 'videoinput', 'video');
    const meter = root.querySelector<HTMLMeterElement>('#meet-level')!;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(own).connect(analyser);
    const values = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(values);
      meter.value = Math.min(1, Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length) * 4);
    }, 150);
  }

  function toggle(selector: string, tracks: () => MediaStreamTrack[], whenOn: string, whenOff: string): void {
    const button = root.querySelector<HTMLButtonElement>(selector)!;
    button.addEventListener('click', () => {
      const isOn = tracks().some((track) => track.enabled);
      for (const track of tracks()) track.enabled = !isOn;
      button.textContent = say(isOn ? whenOff : whenOn);
    });
  }

  async function devices(selector: string, kind: MediaDeviceKind, media: 'audio' | 'video'): Promise<void> {
    const select = root.querySelector<HTMLSelectElement>(selector)!;
    const found = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
    select.replaceChildren(...found.map((device) => new Option(device.label, device.deviceId)));
    select.disabled = found.length < 2;
    select.addEventListener('change', () => {
      void (async () => {
        const chosen = await navigator.mediaDevices.getUserMedia({ [media]: { deviceId: { exact: select.value } } });
        const [track] = chosen.getTracks();
        const [before] = media === 'audio' ? own.getAudioTracks() : own.getVideoTracks();
        if (track === undefined) return;
        if (before !== undefined) {
          before.stop();
          own.removeTrack(before);
        }
        own.addTrack(track);
        for (const { connection } of peers.values()) {
          await connection
            .getSenders()
            .find((sender) => sender.track?.kind === track.kind)
            ?.replaceTrack(track);
        }
      })();
    });
  }
}
