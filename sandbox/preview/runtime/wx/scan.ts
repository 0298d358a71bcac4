import { pathOfCode } from '../../../mini-program-code';
import type { Phone } from '../phone';
import { takeScan } from '../scans';
import { ApiFailure, asyncApi } from './api';
import { openScanner } from './scanner';

interface ScanOptions {
  onlyFromCamera: boolean;
  scanType: readonly string[];
}

/** Both kinds are read unless the mini-program says which. */
const ALL_TYPES = ['qrCode', 'wxCode'] as const;

/**
 * `wx.scanCode`. WeChat's scanner is a page of its own: the mini-program goes to the background for it, and is back
 * before it hears what was scanned. QR codes and our own mini-program codes; bar codes nobody holds before a preview.
 */
export function scanApis(phone: Phone) {
  const { device } = phone;
  return {
    scanCode: asyncApi<ScanOptions>('scanCode', async ({ onlyFromCamera = false, scanType = ALL_TYPES }) => {
      if (!Array.isArray(scanType)) throw new ApiFailure('parameter error: parameter.scanType should be Array');
      const isWanted = (text: string): boolean => scanType.includes(pathOfCode(text) === null ? 'qrCode' : 'wxCode');
      device.set({ visible: false });
      const held = await takeScan();
      const text =
        typeof held === 'string' && isWanted(held)
          ? held
          : await openScanner(phone, { fromAlbum: !onlyFromCamera, isWanted, missed: held !== undefined });
      device.set({ visible: true });
      if (text === null) throw new ApiFailure('cancel');
      return describe(text);
    }),
  };
}

/** As an iPhone tells it: in `path` the scene is percent-encoded (Android hands it out bare). */
function describe(text: string): object {
  const path = pathOfCode(text);
  const rawData = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const shared = { charSet: 'utf-8', rawData };
  if (path === null) return { ...shared, result: text, scanType: 'QR_CODE' };
  return { ...shared, result: '', scanType: 'WX_CODE', path };
}
