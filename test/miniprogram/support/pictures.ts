import type { StoredPicture } from '../../../typings/contract/control';
import type { InputOf } from '../../../typings/contract/calls';
import type { Right } from '../../../typings/contract/domain';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { GalleryAdding } from '../../../miniprogram/live/stores/gallery-adding';
import { GalleryPage } from '../../../miniprogram/live/stores/gallery-page';
import { GalleryStore } from '../../../miniprogram/live/stores/gallery-store';
import type { Still } from '../../../miniprogram/live/stores/snapshots-store';
import type { UploadOrder, UploadResult } from '../../../miniprogram/services/uploads';
import { Answers, makeDeferred } from './answers';
import { makeChannel } from './cloud';
import { FakeClock, makeNetwork, NOON } from './phone';
import { makeKeeping } from './stills';

export const PAGE = 10;

export function makePicture(id: string, change: Partial<StoredPicture> = {}): StoredPicture {
  return { id, takenAt: NOON, bytes: 48 * 1_024, url: `https://vendor.example/${id}.jpg`, ...change };
}

/** Newest first, a minute apart. */
export const makePictures = (count: number): readonly StoredPicture[] =>
  Array.from({ length: count }, (_, index) => makePicture(`p${index}`, { takenAt: NOON - index * 60_000 }));

/** A vendor that keeps these, ten a page, in the order given. */
export class FakeGallery {
  constructor(public pictures: readonly StoredPicture[]) {}

  serve(answers: Answers): Answers {
    return answers
      .on('picture.list', (input) => this.list(input))
      .on('picture.add', ({ takenAt }) => {
        this.pictures = [makePicture(`added-${takenAt}`, { takenAt }), ...this.pictures];
        return null;
      })
      .on('picture.remove', ({ id }) => {
        this.pictures = this.pictures.filter((picture) => picture.id !== id);
        return null;
      });
  }

  private list({ page, from, to }: InputOf<'picture.list'>) {
    const fitting = this.pictures.filter(({ takenAt }) => takenAt >= from && takenAt < to);
    return {
      pictures: fitting.slice((page - 1) * PAGE, page * PAGE),
      pages: Math.max(1, Math.ceil(fitting.length / PAGE)),
    };
  }
}

/** A storage that takes a file when the test says so. */
export function makeStorage() {
  const orders: UploadOrder[] = [];
  let end = makeDeferred<UploadResult>();
  return {
    orders,
    finish: (result: UploadResult) => end.resolve(result),
    startUpload(order: UploadOrder) {
      orders.push(order);
      const own = (end = makeDeferred<UploadResult>());
      return { result: own.promise, cancel: () => own.resolve({ kind: 'cancelled' }) };
    },
  };
}

/** The page of a vendor's pictures, open on a camera with these rights, coming from its live picture. */
export async function openGallery(
  pictures: readonly StoredPicture[],
  {
    rights = ['capture'],
    last = null,
    known = true,
  }: { rights?: readonly Right[]; last?: Still | null; known?: boolean } = {},
) {
  const clock = new FakeClock();
  const network = makeNetwork();
  const vendor = new FakeGallery(pictures);
  const answers = vendor.serve(new Answers());
  const storage = makeStorage();
  const { phone, keeper } = makeKeeping();
  const gate = makeChannel('gate', { name: '收银台', rights });
  answers.on('channel.list', () => ({ channels: [gate], next: null }));
  const find = () => (known ? gate : undefined);
  const gallery = new GalleryStore({ call: answers.call, clock, network, find });
  const { startUpload } = storage;
  const adding = new GalleryAdding({ call: answers.call, clock, startUpload, random: () => 0.5 });
  const present = {
    last,
    forget() {
      present.last = null;
    },
  };
  const page = new GalleryPage({ gallery, adding, keeper, present, words: () => dictionaries['zh-CN'] });
  page.open('gate');
  gallery.show();
  await clock.pass(0);
  return {
    gallery,
    page,
    clock,
    network,
    vendor,
    answers,
    storage,
    phone,
    present,
    asked: () => answers.inputs('picture.list'),
  };
}
