export const diagnosis = {
  title: '播放诊断',
};
