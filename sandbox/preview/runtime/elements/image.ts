import { resourceUrl } from '../files';
import { reportUnimplemented } from '../report';
import type { ElementDefinition } from './define';

const FITS: Readonly<Record<string, string>> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  center: 'none',
  widthFix: 'fill',
  heightFix: 'fill',
};

const image = (tag: string): ElementDefinition => ({
  tag,
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
    fadeIn: Boolean,
    forceHttps: Boolean,
  },
  create(host, { stack }) {
    const picture = document.createElement('img');
    picture.draggable = false;
    picture.alt = '';
    picture.onload = () => host.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    picture.onerror = () => host.emit('error', { errMsg: 'image load fail' });
    host.element.append(picture);
    return {
      changed(name, value) {
        if (name === 'mode') {
          const mode = String(value);
          host.element.dataset['mode'] = mode;
          if (!(mode in FITS)) reportUnimplemented(`mode ${mode} of <${tag}>`);
          picture.style.objectFit = FITS[mode] ?? 'fill';
        }
        if (name === 'lazyLoad') picture.loading = value === true ? 'lazy' : 'eager';
        if (name === 'src') {
          const source = String(value);
          if (source === '') picture.removeAttribute('src');
          else picture.src = resourceUrl(source, stack.all.at(-1)?.route ?? '');
        }
      },
    };
  },
});

export const images: readonly ElementDefinition[] = [image('image'), image('cover-image')];
