import { signToken } from '../../../../cloudfunctions/vendors/onenet/sign';

/** The sample key printed in the vendor's security page. */
const PRINTED_KEY = 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=';
const KEY = Buffer.from('onenet-test-access-key-0123456789').toString('base64');
const printed = { accessKey: PRINTED_KEY, resource: 'products/123123', expiresAt: 1_537_255_523 } as const;
const own = { accessKey: KEY, resource: 'products/7355', expiresAt: 1_893_456_000 } as const;

test.each([
  [{ ...printed, method: 'sha1' }, 'products%2F123123&et=1537255523&method=sha1&sign=lsaPSiiGvEFFjXu5WU7a6IkScqE%3D'],
  [{ ...printed, method: 'md5' }, 'products%2F123123&et=1537255523&method=md5&sign=M3jB6jcSNUuGcvW3dFcrWA%3D%3D'],
  [
    { ...printed, method: 'sha256' },
    'products%2F123123&et=1537255523&method=sha256&sign=tuFMd8Cc5krZO%2BRiNaW4mad5tauSFq2J89Gd70MXQPI%3D',
  ],
  [{ ...own, method: 'md5' }, 'products%2F7355&et=1893456000&method=md5&sign=St4GhOFZ7qBdgjNOyHMdSg%3D%3D'],
  [{ ...own, method: 'sha1' }, 'products%2F7355&et=1893456000&method=sha1&sign=3G2XSJHPRTjWQUkMRo4nnDjkJOU%3D'],
  [
    { ...own, method: 'sha256' },
    'products%2F7355&et=1893456000&method=sha256&sign=xvgpY20chOZhZpbaf1jhq%2FEy35PB4NBi%2BjHQY1FsyMc%3D',
  ],
  [
    { ...own, method: 'sha1', resource: 'products/7355/devices/cam-01' },
    'products%2F7355%2Fdevices%2Fcam-01&et=1893456000&method=sha1&sign=TVErJm1WDb8U8UaylCOOlDTRiWY%3D',
  ],
] as const)('a token signs to the known value (%#)', (text, expected) => {
  expect(signToken(text)).toBe(`version=2018-10-31&res=${expected}`);
});
