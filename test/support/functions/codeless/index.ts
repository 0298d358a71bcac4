export { main } from '../codes/index';
