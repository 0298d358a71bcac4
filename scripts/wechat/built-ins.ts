/** WeChat's built-in tags that our pages may use. */
const BUILT_INS = new Set(
  (
    'view block text image scroll-view swiper swiper-item cover-view cover-image icon progress rich-text button checkbox ' +
    'checkbox-group form input label picker picker-view picker-view-column radio radio-group slider switch textarea ' +
    'navigator video live-player canvas page-meta root-portal page-container slot template wxs import include'
  ).split(' '),
);

/** Whether WeChat itself draws this tag. */
export const isBuiltIn = (tag: string): boolean => BUILT_INS.has(tag);
