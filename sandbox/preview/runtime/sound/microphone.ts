/** An open microphone of this machine. */
export interface Microphone {
  /** Of what it delivers, in hertz. */
  readonly sampleRate: number;
  close(): void;
}

/** Pieces of 1024 samples for each channel: small enough for a level meter, large enough not to flood the page. */
const TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
  pieces = []; filled = 0;
  process([input]) {
    if (input.length === 0) return true;
    if (this.filled === 0) this.pieces = input.map(() => new Float32Array(1024));
    input.forEach((samples, channel) => this.pieces[channel]?.set(samples, this.filled));
    this.filled += input[0].length;
    if (this.filled === 1024) { this.port.postMessage(this.pieces); this.filled = 0; }
    return true;
  }
});`;

/** Rejects with the browser's own error: `NotAllowedError`, `NotFoundError`… */
export async function openMicrophone(
  channels: 1 | 2,
  onSamples: (samples: readonly Float32Array[]) => void,
): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') void context.close();
  };
  try {
    const module = URL.createObjectURL(new Blob([TAP], { type: 'text/javascript' }));
    await context.audioWorklet.addModule(module).finally(() => URL.revokeObjectURL(module));
    const tap = new AudioWorkletNode(context, 'tap', {
      numberOfOutputs: 0,
      channelCount: channels,
      channelCountMode: 'explicit',
    });
    tap.port.onmessage = ({ data }: MessageEvent<readonly Float32Array[]>) => onSamples(data);
    context.createMediaStreamSource(stream).connect(tap);
    await context.resume();
    return { sampleRate: context.sampleRate, close };
  } catch (error) {
    close();
    throw error;
  }
}
