import type { Phone } from '../phone';
import { reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from './api';

interface UrlOptions {
  url: string;
  events: object;
}

interface TabOptions {
  index: number;
  text: string;
  iconPath: string;
  selectedIconPath: string;
}

export function navigationApis({ stack, leaving, shell, plan }: Phone) {
  const go = (name: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab') =>
    asyncApi<UrlOptions>(name, ({ url, events }) => {
      if (events !== undefined) throw new ApiFailure(reportUnimplemented(`events of wx.${name}`));
      if (url === undefined) throw new ApiFailure('parameter error: parameter.url should be String');
      stack[name](url);
    });
  return {
    navigateTo: go('navigateTo'),
    redirectTo: go('redirectTo'),
    reLaunch: go('reLaunch'),
    switchTab: go('switchTab'),
    navigateBack: asyncApi<{ delta: number }>('navigateBack', async ({ delta = 1 }) => {
      if (!(await leaving.goBack(delta))) throw new ApiFailure('cancel');
    }),
    enableAlertBeforeUnload: asyncApi<{ message: string }>('enableAlertBeforeUnload', ({ message }) => {
      if (typeof message !== 'string') throw new ApiFailure('parameter error: parameter.message should be String');
      leaving.ask(message);
    }),
    disableAlertBeforeUnload: asyncApi('disableAlertBeforeUnload', () => leaving.ask(null)),
    setNavigationBarTitle: asyncApi<{ title: string }>('setNavigationBarTitle', ({ title = '' }) => {
      stack.top.changeLook({ title });
      stack.changed.emit(stack.top);
    }),
    setNavigationBarColor: asyncApi<{ frontColor: string; backgroundColor: string }>(
      'setNavigationBarColor',
      ({ frontColor, backgroundColor }) => {
        const page = stack.top;
        if (frontColor !== undefined) page.changeLook({ barText: frontColor === '#ffffff' ? 'white' : 'black' });
        if (backgroundColor !== undefined) page.changeLook({ barBackground: backgroundColor });
        stack.changed.emit(page);
      },
    ),
    setTabBarItem: asyncApi<TabOptions>('setTabBarItem', ({ index = -1, text, iconPath, selectedIconPath }) => {
      if (!stack.isTab(stack.top.route)) throw new ApiFailure('not TabBar page');
      if (plan.app.tabBar?.list[index] === undefined) throw new ApiFailure(`tabbar item ${index} not found`);
      shell.changeTab(index, {
        ...(text === undefined ? {} : { text }),
        ...(iconPath === undefined ? {} : { iconPath }),
        ...(selectedIconPath === undefined ? {} : { selectedIconPath }),
      });
    }),
    startPullDownRefresh: asyncApi('startPullDownRefresh', () => {
      stack.top.window.startRefresh();
    }),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => {
      for (const page of stack.all) page.window.stopRefresh();
    }),
    pageScrollTo: asyncApi<{ scrollTop: number; duration: number; selector: string }>(
      'pageScrollTo',
      ({ scrollTop, duration = 300, selector }) => {
        if (selector !== undefined) throw new ApiFailure(reportUnimplemented('selector of wx.pageScrollTo'));
        stack.top.window.scrollTo(scrollTop ?? 0, duration);
      },
    ),
  };
}
