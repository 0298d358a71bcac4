import { album } from '../../services/album';
import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { startDownload } from '../../services/downloads';
import { pngFiles } from '../../services/png-files';
import { preferences } from '../../stores/index';
import { StillKeeper } from '../../stores/still-keeper';
import { dictionaries, type Dictionary } from '../i18n/index';
import { CodeImages } from './code-images';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

const codeImages = (): CodeImages =>
  new CodeImages({ call, clock, files: pngFiles, keeper: new StillKeeper({ album, startDownload }) });
/** Of the invitation that is shown. */
export const inviteCode = codeImages();
