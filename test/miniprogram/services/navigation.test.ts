import { goBack, openPage } from '../../../miniprogram/services/navigation';

interface Navigation {
  readonly url: string;
  readonly complete: () => void;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

function makePhone() {
  const opened: Navigation[] = [];
  const tabs: string[] = [];
  Reflect.set(globalThis, 'wx', {
    navigateTo: (navigation: Navigation) => opened.push(navigation),
    navigateBack: ({ fail }: { fail: () => void }) => fail(),
    switchTab: ({ url }: { url: string }) => tabs.push(url),
  });
  return { opened, tabs };
}

test('a second tap while a page opens does not open it twice', () => {
  const { opened } = makePhone();
  openPage('/live');
  openPage('/live');
  expect(opened).toHaveLength(1);

  opened[0]?.complete();
  openPage('/diagnosis');
  expect(opened.map(({ url }) => url)).toEqual(['/live', '/diagnosis']);
  opened[1]?.complete();
});

test('back from a page that nothing lies under leads to the list', () => {
  const { tabs } = makePhone();
  goBack();
  expect(tabs).toEqual(['/pages/devices/devices']);
});
