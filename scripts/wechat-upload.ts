import { runCi } from './wechat/ci-command';

void runCi('upload');
