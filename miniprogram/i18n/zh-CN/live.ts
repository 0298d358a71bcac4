export const live = {
  title: '直播',
};
