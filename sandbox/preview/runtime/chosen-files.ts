/** A file as a test sends it to the phone's chats; `content` is base64 of its bytes. */
export interface SentFile {
  readonly name: string;
  readonly content: string;
}

const waiting: (readonly SentFile[])[] = [];

/** The next `wx.chooseMessageFile` takes these at once, and asks nobody. */
export function chooseNext(sent: readonly SentFile[]): void {
  waiting.push(sent);
}

/** Undefined when nothing has been laid ready. */
export function takeChosen(): readonly File[] | undefined {
  return waiting.shift()?.map(({ name, content }) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    return new File([bytes], name);
  });
}
