import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import { CodeImages } from '../../../miniprogram/manage/stores/code-images';
import { codeCardView } from '../../../miniprogram/manage/stores/code-words';
import type { CodeStyle } from '../../../typings/contract/codes';
import { Answers } from './answers';
import { FakeClock } from './phone';
import { makeKeeping } from './stills';

/** Images of codes, drawn by a cloud that answers with the name of what it was asked for. */
export function makeCodes({ styles = ['mini-program', 'link'] as readonly CodeStyle[], answers = new Answers() } = {}) {
  const clock = new FakeClock();
  const { phone, keeper } = makeKeeping();
  const files = new Map<string, string>();
  const disk = { isFull: false };
  answers
    .on('code.styles', () => ({ styles }))
    .on('invite.image', ({ id, style }) => ({ png: `${id}/${style}` }))
    .on('share.image', ({ id, style }) => ({ png: `${id}/${style}` }))
    .on('code.image', ({ channelId, style }) => ({ png: `${channelId}/${style}` }));
  const images = new CodeImages({
    call: answers.call,
    clock,
    keeper,
    files: {
      write(png, name) {
        if (!disk.isFull) files.set(`usr:${name}`, png);
        return Promise.resolve(disk.isFull ? null : `usr:${name}`);
      },
      remove: (path) => void files.delete(path),
    },
  });
  const view = () => codeCardView(images, dictionaries['zh-CN']);
  return { images, answers, clock, phone, files, disk, view };
}
