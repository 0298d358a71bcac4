import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { ReadableBytes } from '../../../typings/contract/tools';
import type { Call } from '../../services/call';
import { CONTENT, cardScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { staleLine } from '../../stores/stale-line';
import type { Ticking } from '../../stores/ticking';
import { byteWords } from '../../utils/bytes';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { BytesMode } from '../utils/typed-bytes';
import { mayBeSent, type ByteSender } from './byte-sender';
import { RANGES, type DeviceMessages } from './device-messages';

interface Deps {
  readonly call: Call;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
  readonly messages: DeviceMessages;
  readonly data: ByteSender;
  readonly command: ByteSender;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** One message in words. */
export interface MessageRow {
  readonly key: string;
  readonly when: string;
  readonly size: string;
  readonly body: string;
  /** What is to be known of the body; empty for most. */
  readonly mark: string;
}

/** A field for bytes, and how what was sent stands. */
export interface SenderView {
  readonly mode: BytesMode;
  readonly typed: string;
  readonly count: string;
  readonly problem: string;
  readonly button: string;
  readonly off: boolean;
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  /** What the device said; empty where it said nothing. */
  readonly reply: string;
}

type Part = 'data' | 'command';

/** As many bytes as are shown two digits each. */
const HEX_SHOWN = 512;

/** The page of a camera's device, in words. */
export class DevicePage {
  channelId: ChannelId | null = null;
  channel: Channel | null = null;
  /** Whether the caller may not see it, or not any more. */
  private gone = false;
  /** How messages are read, where they can be read both ways. */
  reading: BytesMode = 'text';

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { channel: observable.ref, deps: false }, { autoBind: true });
  }

  async open(channelId: ChannelId | null): Promise<void> {
    const { messages, data, command, find, call } = this.deps;
    messages.leave();
    data.reset();
    command.reset();
    this.channelId = channelId;
    this.channel = channelId === null ? null : (find(channelId) ?? null);
    this.gone = channelId === null;
    if (channelId === null) return;
    const listing = messages.open(channelId);
    // Only the name hangs on it: what the caller may not do, every call refuses by itself.
    const page = this.channel === null ? await call('channel.list', { ids: [channelId] }).catch(() => null) : null;
    runInAction(() => {
      if (page === null || this.channelId !== channelId) return;
      this.channel = page.channels[0] ?? null;
      this.gone = this.channel === null;
    });
    await listing;
  }

  show(): void {
    this.deps.ticking.start();
  }

  hide(): void {
    this.deps.ticking.stop();
  }

  leave(): void {
    void this.open(null);
  }

  get title(): string {
    const name = this.channel?.name;
    return name === undefined ? this.words.title : fill(this.words.titleOf, { name });
  }

  get screen(): PageScreen<'back'> {
    const { failure } = this.deps.messages;
    const { words } = this;
    if (this.gone || failure?.code === 'not-found') return cardScreen('back', words.gone);
    if (failure?.code === 'unsupported') return cardScreen('back', words.noTools);
    if (failure?.code === 'permission-denied') return cardScreen('back', words.notManaging);
    return CONTENT;
  }

  get ranges(): readonly { readonly key: string; readonly label: string }[] {
    return RANGES.map((key) => ({ key, label: this.words.ranges[key] }));
  }

  get modes(): readonly { readonly key: BytesMode; readonly label: string }[] {
    return [
      { key: 'text', label: this.words.asText },
      { key: 'hex', label: this.words.asHex },
    ];
  }

  /** What stands in the place of messages that are not known yet. */
  get list(): PageScreen<never> {
    const { messages, failure, wait } = this.deps.messages;
    return messages === null && failure === null ? waitScreen(wait) : CONTENT;
  }

  get rows(): readonly MessageRow[] {
    const words = this.deps.words();
    const time = { words: words.common, now: this.deps.ticking.now, zone: this.deps.zone };
    return (this.deps.messages.messages ?? []).map((message) => {
      const { id: key, at, bytes, text } = message;
      const isText = this.reading === 'text' && text !== null;
      const marks = [
        ...(this.reading === 'text' && text === null ? [words.device.notText] : []),
        ...(!isText && bytes > HEX_SHOWN ? [fill(words.device.cut, { n: HEX_SHOWN })] : []),
      ];
      return {
        ...{ key, when: momentWords(at, time), size: byteWords(bytes) },
        ...{ body: this.bodyOf(message, this.reading), mark: marks.join(words.common.listComma) },
      };
    });
  }

  /** What there is to say of the messages; empty when nothing. */
  get note(): string {
    const { messages, more, failure } = this.deps.messages;
    const { words } = this;
    if (failure !== null && messages !== null) {
      const setting = { words: this.deps.words(), faults: words.faults, now: this.deps.ticking.now };
      return staleLine(this.deps.messages, setting);
    }
    if (failure !== null) {
      const { title: why, next } = faultWords(failure, this.deps.words(), words.faults);
      return fill(words.unread, { why, next });
    }
    if (messages === null) return '';
    if (messages.length === 0) return words.noMessages;
    return fill(more ? words.cutList : words.counted, { n: messages.length });
  }

  get refreshing(): boolean {
    return this.deps.messages.wait !== 'none';
  }

  get data(): SenderView {
    return this.senderView('data');
  }

  get command(): SenderView {
    return this.senderView('command');
  }

  read(mode: BytesMode): void {
    this.reading = mode;
  }

  private senderView(part: Part): SenderView {
    const sender = this.deps[part];
    const { words } = this;
    const { mode, typed, count, most, problem, busy } = sender;
    return {
      ...{ mode, typed, off: busy },
      count: fill(words.count, { n: count, most }),
      problem: problem === null ? '' : fill(words.problems[problem], { most }),
      button: busy ? words.sending[part] : words.send[part],
      ...this.outcomeOf(part),
    };
  }

  private outcomeOf(part: Part): Pick<SenderView, 'line' | 'tone' | 'reply'> {
    const { stage } = this.deps[part];
    const { words } = this;
    switch (stage.kind) {
      case 'none':
      case 'sending':
        return { line: '', tone: '', reply: '' };
      case 'sent': {
        const { reply } = stage;
        if (reply === null) return { line: words.sent[part], tone: 'good', reply: '' };
        const line = fill(words.replied, { size: byteWords(reply.bytes) });
        return { line, tone: 'good', reply: this.bodyOf(reply, reply.text === null ? 'hex' : 'text') };
      }
      case 'failed': {
        const { failure } = stage;
        const { title: why, next } = faultWords(failure, this.deps.words(), words.faults);
        const doubt = mayBeSent(failure) ? words.lost : words.unsent;
        const line = failure.code === 'conflict' ? words.doubtful : fill(doubt, { why, next });
        return { line, tone: 'bad', reply: '' };
      }
    }
  }

  private bodyOf({ text, hex, bytes }: ReadableBytes, mode: BytesMode): string {
    if (mode === 'text' && text !== null) return text;
    const spaced = hex.replace(/\s+/g, '').replace(/..(?=.)/g, '$& ');
    return bytes > HEX_SHOWN ? `${spaced} …` : spaced;
  }

  private get words(): Dictionary['device'] {
    return this.deps.words().device;
  }
}
