export { boot } from './boot';
export { followChanges, showBuildError } from './hot-reload';
